import { type Context, Hono } from "hono"
import { MemberPage } from "../../../web/pages/members/member-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { deviceOf } from "../../domain/identity/device.ts"
import { mayBeLimited } from "../../domain/organisation/heads.ts"
import { rolesOf } from "../../domain/permissions.ts"
import { changeRole } from "../../usecases/member/change-role.ts"
import { endMemberSession } from "../../usecases/member/end-member-session.ts"
import { openMember } from "../../usecases/member/open-member.ts"
import { removeMember } from "../../usecases/member/remove-member.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey, formRevision } from "../forms/command.ts"
import { doneNotice } from "../forms/done-notice.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"

const memberId = (c: Context<DeskEnv>) => c.req.param("memberId") ?? ""
const open = (c: Context<DeskEnv>) => openMember(c.var.ctx, memberId(c))

async function show(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  const member = await open(c)
  return c.render(
    <MemberPage
      actor={actor}
      member={member}
      own={member.id === actor.memberId}
      lastHead={member.lastHead}
      limitable={mayBeLimited(actor.organisation.kind, member.role)}
      roles={rolesOf[actor.organisation.kind]}
      sessions={member.sessions.map((session) => ({
        ...session,
        device: deviceOf(session.userAgent),
        here: session.id === actor.sessionId,
      }))}
      state={state ?? freshForm(ctx.newId())}
      notice={doneNotice(c)}
    />,
    status ?? 200,
  )
}

async function role(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const member = await open(c)
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const command = { key, revision: formRevision(fields), role: fields["role"] ?? "" }
  try {
    await once(ctx, { key, action: "member.role" }, () => changeRole(ctx, member, command))
  } catch (error) {
    return show(c, refusedForm(error, ctx.newId(), { role: command.role }))
  }
  const lowered = member.id === actor.memberId && command.role !== member.role
  return c.redirect(lowered ? paths.desk() : `${paths.member(member.id)}?done=role`, 303)
}

async function remove(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const member = await open(c)
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const command = { key, revision: formRevision(fields) }
  const faults = [{ rule: "not_confirmed", field: "confirmed" }]
  if (fields["confirmed"] !== "yes")
    return show(c, { state: { ...freshForm(ctx.newId()), faults }, status: 422 })
  await once(ctx, { key, action: "member.end" }, () => removeMember(ctx, member, command))
  return c.redirect(member.id === actor.memberId ? paths.desk() : `${paths.members()}?done=removed`, 303)
}

async function endSession(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const member = await open(c)
  const sessionId = c.req.param("memberSessionId") ?? ""
  const key = formKey(c.req.path, await readForm(c))
  await once(ctx, { key, action: "member.session_end" }, () =>
    endMemberSession(ctx, member, { key, sessionId }),
  )
  return c.redirect(`${paths.member(member.id)}?done=session`, 303)
}

/** One member: role, sessions, removal. */
export const oneMemberRoutes = new Hono<DeskEnv>()
  .get("/members/:memberId", (c) => show(c))
  .post("/members/:memberId/role", role)
  .post("/members/:memberId/removal", remove)
  .post("/members/:memberId/sessions/:memberSessionId", endSession)
