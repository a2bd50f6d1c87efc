import { type Context, Hono } from "hono"
import { OrganisationsPage, organisationColumns } from "../../../web/pages/organisations/list-page.tsx"
import {
  OrganisationPage,
  type OrganisationPageProps,
} from "../../../web/pages/organisations/organisation-page.tsx"
import { RegisterPage } from "../../../web/pages/organisations/register-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { cutText } from "../../domain/cut-text.ts"
import type { ListPage } from "../../domain/list.ts"
import { type RegisteredKind, readKind } from "../../domain/organisation/organisation-faults.ts"
import { organisationList } from "../../domain/organisation/organisation-list.ts"
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
import { readForm } from "../forms/read-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { listFile, listPage } from "../list-page.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { sentInvitation } from "./sent-invitations.tsx"

const wordOf = (c: Context<DeskEnv>) => cutText((c.req.query("q") ?? "").trim(), 100)
const idOf = (c: Context<DeskEnv>) => c.req.param("organisationId") ?? ""

/** The organisations of the city, for whoever registers them. */
const organisationsOf = (c: Context<DeskEnv>) => ({
  kind: organisationList,
  paths: { page: paths.organisations(), file: paths.listFile("organisations") },
  columns: organisationColumns(c.var.text),
  read: (asked: Parameters<typeof listOrganisations>[1], page: ListPage) =>
    listOrganisations(c.var.ctx, asked, page),
})

async function list(c: Context<DeskEnv>) {
  const { found, asked, turn } = await listPage(c, organisationsOf(c))
  return c.render(<OrganisationsPage actor={c.var.actor} asked={asked} turn={turn} {...found} />)
}

async function registerPage(
  c: Context<DeskEnv>,
  { kind: sent, state, status }: Shown & { kind?: RegisteredKind } = {},
) {
  const { actor, ctx } = c.var
  const kind = sent ?? readKind(c.req.query("kind") ?? "") ?? "company"
  const q = kind === "authority" ? wordOf(c) : ""
  const places = await findPlaces(ctx, q)
  const { place = "", name = "" } = c.req.query()
  return c.render(
    <RegisterPage
      actor={actor}
      kind={kind}
      state={state ?? freshForm(ctx.newId(), { name, place })}
      q={q}
      places={q === "" ? null : places}
    />,
    status ?? 200,
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
    const refused = refusedForm(error, ctx.newId(), { name, uscc, place })
    return registerPage(c, { kind: readKind(kind) ?? "company", ...refused })
  }
}

async function show(
  c: Context<DeskEnv>,
  { sent, state, status }: Shown & Pick<OrganisationPageProps, "sent"> = {},
) {
  const { actor, ctx } = c.var
  const found = await openOrganisation(ctx, idOf(c))
  const own = found.organisation.id === actor.organisation.id
  return c.render(
    <OrganisationPage
      actor={actor}
      {...found}
      roles={own ? [] : invitableRoles(actor, found.organisation)}
      state={state ?? freshForm(ctx.newId())}
      sent={sent}
      notice={doneNotice(c)}
    />,
    status ?? 200,
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
    return show(c, { sent: "edited", ...refusedForm(error, ctx.newId(), { name, uscc }) })
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
    return show(c, { sent: "invited", ...refusedForm(error, ctx.newId(), { role, email }) })
  }
}

const sentOne = sentInvitation(
  (c) => ({ organisationId: idOf(c), id: c.req.param("headInvitationId") ?? "" }),
  (organisationId) => paths.organisation(organisationId ?? ""),
)
const one = "/organisations/:organisationId"
const invitation = `${one}/invitations/:headInvitationId` as const

/** The operator's desk: the organisations of the city and the invitations of their heads. */
export const organisationRoutes = new Hono<DeskEnv>()
  .use("/organisations/*", signedIn, requires("organisation.register"))
  .get("/organisations", list)
  .get(paths.listFile("organisations"), (c) => listFile(c, organisationsOf(c)))
  .post("/organisations", register)
  .get("/organisations/new", (c) => registerPage(c))
  .get(one, (c) => show(c))
  .post(one, edit)
  .post(`${one}/invitations`, inviteHead)
  .get(invitation, sentOne.show)
  .post(`${invitation}/renewal`, sentOne.renew)
  .post(`${invitation}/revocation`, sentOne.revoke)
