import { type Context, Hono } from "hono"
import { MembersPage, memberColumns } from "../../../web/pages/members/members-page.tsx"
import { PermissionsPage } from "../../../web/pages/members/permissions-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import type { ListPage } from "../../domain/list.ts"
import { memberList } from "../../domain/organisation/organisation-list.ts"
import { may } from "../../domain/permissions.ts"
import { invite } from "../../usecases/invitation/invite.ts"
import { invitableRoles } from "../../usecases/invitation/inviting-rights.ts"
import { listMembers } from "../../usecases/member/list-members.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { doneNotice } from "../forms/done-notice.ts"
import { invitationDeps } from "../forms/invitation-deps.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { listFile, listPage } from "../list-page.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { estateChoiceRoutes } from "./estate-choices.tsx"
import { oneMemberRoutes } from "./one-member.tsx"
import { sentInvitation } from "./sent-invitations.tsx"
import { slipRoutes } from "./slips.tsx"

/** The members of the own organisation, and its waiting invitations. */
const membersOf = (c: Context<DeskEnv>) => ({
  kind: memberList,
  paths: { page: paths.members(), file: paths.listFile("members") },
  columns: memberColumns(c.var.text, c.var.actor.memberId),
  async read(_: unknown, page: ListPage) {
    const found = await listMembers(c.var.ctx, page)
    const rows = found.rows.map((row) => ({
      ...row,
      inviter: { name: row.invitedBy, own: row.invitedByOwn, organisation: row.invitedByOrganisation },
    }))
    return { ...found, rows }
  },
})

async function list(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  const { found, turn } = await listPage(c, membersOf(c))
  return c.render(
    <MembersPage
      actor={actor}
      {...found}
      turn={turn}
      roles={invitableRoles(actor, actor.organisation)}
      state={state ?? freshForm(ctx.newId())}
      mayManage={may(actor, "member.manage")}
      notice={doneNotice(c)}
    />,
    status ?? 200,
  )
}

async function inviteMember(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const { role = "", email = "" } = fields
  const request = { organisationId: actor.organisation.id, role, email }
  try {
    const { id } = await once(ctx, { key, action: "invitation.create" }, () =>
      invite(ctx, invitationDeps(c), request, { key }),
    )
    return c.redirect(`${paths.sentInvitation(null, id)}?done=created`, 303)
  } catch (error) {
    return list(c, refusedForm(error, ctx.newId(), { role, email }))
  }
}

const sent = sentInvitation(
  (c) => ({ organisationId: null, id: c.req.param("invitationId") ?? "" }),
  () => paths.members(),
)
const managers = requires("member.manage")

/** Members of the actor's organisation, and the page of permissions. */
export const memberRoutes = new Hono<DeskEnv>()
  .use("/permissions", signedIn)
  .get("/permissions", (c) => c.render(<PermissionsPage actor={c.var.actor} />))
  .use("/members/*", signedIn, requires("member.read"))
  .get("/members", (c) => list(c))
  .get(paths.listFile("members"), (c) => listFile(c, membersOf(c)))
  .post("/members/invitations", managers, inviteMember)
  .get("/members/invitations/:invitationId", managers, sent.show)
  .post("/members/invitations/:invitationId/renewal", managers, sent.renew)
  .post("/members/invitations/:invitationId/revocation", managers, sent.revoke)
  .use("/members/*", managers)
  .route("/", slipRoutes)
  .route("/", oneMemberRoutes)
  .route("/", estateChoiceRoutes)
