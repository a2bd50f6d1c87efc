import { type Context, Hono } from "hono"
import { MemberPage, type MemberPageProps } from "../../../web/pages/members/member-page.tsx"
import { paths } from "../../../web/paths.ts"
import { DomainError } from "../../domain/errors.ts"
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

const memberId = (c: Context<DeskEnv>) => c.req.param("memberId") ?? ""
const open = (c: Context<DeskEnv>) => openMember(c.var.ctx, memberId(c))

async function show(c: Context<DeskEnv>, refused?: Pick<MemberPageProps, "faults" | "refusal">) {
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
      formKey={ctx.newId()}
      notice={doneNotice(c)}
      {...refused}
    />,
    refused ? 422 : 200,
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
    if (error instanceof DomainError && error.code === "invalid") return show(c, { faults: error.faults })
    throw error
  }
  const lowered = member.id === actor.memberId && command.role !== member.role
  return c.redirect(lowered ? paths.desk() : `${paths.member(member.id)}?done=role`, 303)
}

async function remove(c: Context<DeskEnv>) {
  const { actor, ctx, text } = c.var
  const member = await open(c)
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const command = { key, revision: formRevision(fields) }
  if (fields["confirmed"] !== "yes") return show(c, { refusal: text.people.member.confirmNeeded })
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
