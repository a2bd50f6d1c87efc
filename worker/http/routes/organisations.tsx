import { type Context, Hono } from "hono"
import { OrganisationsPage } from "../../../web/pages/organisations/list-page.tsx"
import {
  OrganisationPage,
  type OrganisationPageProps,
} from "../../../web/pages/organisations/organisation-page.tsx"
import { RegisterPage, type RegisterPageProps } from "../../../web/pages/organisations/register-page.tsx"
import { paths } from "../../../web/paths.ts"
import type { OrganisationKind } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { readKind } from "../../domain/organisation/organisation-faults.ts"
import { rolesOf } from "../../domain/permissions.ts"
import { invite } from "../../usecases/invitation/invite.ts"
import { invitableRoles } from "../../usecases/invitation/inviting-rights.ts"
import { once } from "../../usecases/once.ts"
import { editOrganisation } from "../../usecases/organisation/edit-organisation.ts"
import {
  findPlaces,
  listOrganisations,
  openOrganisation,
} from "../../usecases/organisation/open-organisation.ts"
import { registerOrganisation } from "../../usecases/organisation/register-organisation.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey, formRevision } from "../forms/command.ts"
import { doneNotice } from "../forms/done-notice.ts"
import { invitationDeps } from "../forms/invitation-deps.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { sentInvitation } from "./sent-invitations.tsx"

const wordOf = (c: Context<DeskEnv>) => (c.req.query("q") ?? "").trim().slice(0, 100)
const idOf = (c: Context<DeskEnv>) => c.req.param("organisationId") ?? ""

async function list(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const asked = c.req.query("kind") ?? ""
  const kind = Object.hasOwn(rolesOf, asked) ? (asked as OrganisationKind) : null
  const filter = { q: wordOf(c), kind, page: pageNumber(c.req.query("page")) }
  const found = await listOrganisations(ctx, filter)
  return c.render(<OrganisationsPage actor={actor} {...filter} {...found} kind={kind ?? ""} />)
}

async function registerPage(
  c: Context<DeskEnv>,
  refused?: Pick<RegisterPageProps, "kind" | "typed" | "faults">,
) {
  const { actor, ctx } = c.var
  const kind = refused?.kind ?? readKind(c.req.query("kind") ?? "") ?? "company"
  const q = kind === "authority" ? wordOf(c) : ""
  const places = await findPlaces(ctx, q)
  const { place = "", name = "" } = c.req.query()
  return c.render(
    <RegisterPage
      actor={actor}
      kind={kind}
      typed={refused?.typed ?? { name, uscc: "", place }}
      faults={refused?.faults ?? []}
      q={q}
      places={q === "" ? null : places}
      formKey={ctx.newId()}
    />,
    refused ? 422 : 200,
  )
}

async function register(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const { kind = "", name = "", uscc = "", place = "" } = fields
  try {
    const { id } = await once(ctx, { key, action: "organisation.register" }, () =>
      registerOrganisation(ctx, { kind, name, uscc, place }, { key }),
    )
    return c.redirect(`${paths.organisation(id)}?done=registered#invite`, 303)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error
    const typed = { name, uscc, place }
    return registerPage(c, { kind: readKind(kind) ?? "company", typed, faults: error.faults })
  }
}

async function show(c: Context<DeskEnv>, refused?: Pick<OrganisationPageProps, "edited" | "invited">) {
  const { actor, ctx } = c.var
  const found = await openOrganisation(ctx, idOf(c))
  const own = found.organisation.id === actor.organisation.id
  return c.render(
    <OrganisationPage
      actor={actor}
      {...found}
      roles={own ? [] : invitableRoles(actor, found.organisation)}
      formKey={ctx.newId()}
      notice={doneNotice(c)}
      {...refused}
    />,
    refused ? 422 : 200,
  )
}

async function edit(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const fields = await readForm(c)
  const { name = "", uscc = "" } = fields
  const found = await openOrganisation(ctx, idOf(c), uscc)
  const command = { key: formKey(c.req.path, fields), revision: formRevision(fields) }
  try {
    await once(ctx, { ...command, action: "organisation.edit" }, () =>
      editOrganisation(ctx, found, { name, uscc }, command),
    )
    return c.redirect(`${paths.organisation(found.organisation.id)}?done=edited`, 303)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error
    return show(c, { edited: { typed: { name, uscc }, faults: error.faults } })
  }
}

async function inviteHead(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const organisationId = idOf(c)
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const { role = "", email = "" } = fields
  try {
    const { id } = await once(ctx, { key, action: "invitation.create" }, () =>
      invite(ctx, invitationDeps(c), { organisationId, role, email }, { key }),
    )
    return c.redirect(`${paths.sentInvitation(organisationId, id)}?done=created`, 303)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error
    return show(c, { invited: { typed: { role, email }, faults: error.faults } })
  }
}

const sent = sentInvitation(
  (c) => ({ organisationId: idOf(c), id: c.req.param("headInvitationId") ?? "" }),
  (organisationId) => paths.organisation(organisationId ?? ""),
)
const one = "/organisations/:organisationId"
const invitation = `${one}/invitations/:headInvitationId` as const

/** The operator's desk: the organisations of the city and the invitations of their heads. */
export const organisationRoutes = new Hono<DeskEnv>()
  .use("/organisations/*", signedIn, requires("organisation.register"))
  .get("/organisations", list)
  .post("/organisations", register)
  .get("/organisations/new", (c) => registerPage(c))
  .get(one, (c) => show(c))
  .post(one, edit)
  .post(`${one}/invitations`, inviteHead)
  .get(invitation, sent.show)
  .post(`${invitation}/renewal`, sent.renew)
  .post(`${invitation}/revocation`, sent.revoke)
