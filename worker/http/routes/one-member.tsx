import { type Context, Hono } from "hono"
import { EstatesPage } from "../../../web/pages/members/estates-page.tsx"
import { MemberPage, type MemberPageProps } from "../../../web/pages/members/member-page.tsx"
import { paths } from "../../../web/paths.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { deviceOf } from "../../domain/identity/device.ts"
import { mayBeLimited } from "../../domain/organisation/heads.ts"
import { rolesOf } from "../../domain/permissions.ts"
import { changeRole } from "../../usecases/member/change-role.ts"
import { limitMember, openEstateChoice } from "../../usecases/member/choose-estates.ts"
import { endMemberSession } from "../../usecases/member/end-member-session.ts"
import { openMember } from "../../usecases/member/open-member.ts"
import { removeMember } from "../../usecases/member/remove-member.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { fieldsOf, formKey, formRevision } from "../forms/command.ts"
import { doneNotice } from "../forms/done-notice.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"

const memberId = (c: Context<DeskEnv>) => c.req.param("memberId") ?? c.req.param("editorId") ?? ""
const open = (c: Context<DeskEnv>) => openMember(c.var.ctx, memberId(c))

async function show(c: Context<DeskEnv>, refused?: Pick<MemberPageProps, "faults" | "refusal">) {
  const { actor, ctx, text } = c.var
  const member = await open(c)
  return c.html(
    <MemberPage
      text={text}
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
  const { actor, ctx, services, text } = c.var
  const member = await open(c)
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const command = { key, revision: formRevision(fields), role: fields["role"] ?? "" }
  const deps = { outbox: services.outbox, language: text.language }
  try {
    await once(ctx, { key, action: "member.role" }, () => changeRole(ctx, deps, member, command))
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") return show(c, { faults: error.faults })
    throw error
  }
  const lowered = member.id === actor.memberId && command.role !== member.role
  return c.redirect(lowered ? paths.desk() : `${paths.member(member.id)}?done=role`, 303)
}

async function remove(c: Context<DeskEnv>) {
  const { actor, ctx, services, text } = c.var
  const member = await open(c)
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const command = { key, revision: formRevision(fields) }
  if (fields["confirmed"] !== "yes") return show(c, { refusal: text.people.member.confirmNeeded })
  const deps = { outbox: services.outbox, language: text.language }
  await once(ctx, { key, action: "member.end" }, () => removeMember(ctx, deps, member, command))
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

async function estates(c: Context<DeskEnv>, faults?: Fault[]) {
  const { actor, ctx, text } = c.var
  const q = (c.req.query("q") ?? "").trim().slice(0, 100)
  const choice = await openEstateChoice(ctx, memberId(c), { q, page: pageNumber(c.req.query("page")) })
  const given = new Set(choice.given)
  return c.html(
    <EstatesPage
      text={text}
      actor={actor}
      member={choice.member}
      given={choice.given.length}
      rows={choice.rows.map((row) => ({ ...row, chosen: given.has(row.id) }))}
      total={choice.total}
      q={q}
      page={choice.page}
      pages={choice.pages}
      formKey={ctx.newId()}
      notice={doneNotice(c)}
      faults={faults}
    />,
    faults ? 422 : 200,
  )
}

async function limit(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const choice = await openEstateChoice(ctx, memberId(c), { q: "", page: 1 })
  const fields = await readForm(c)
  const command = { key: formKey(c.req.path, fields), revision: formRevision(fields) }
  const chosen = [...fieldsOf(fields, "estate").keys()]
  const others = [...fieldsOf(fields, "shown").keys()].filter((id) => !chosen.includes(id))
  const limits = { limited: fields["limited"] === "yes", chosen, others }
  try {
    await once(ctx, { ...command, action: "member.limit" }, () => limitMember(ctx, choice, limits, command))
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") return estates(c, error.faults)
    throw error
  }
  const { q, page } = c.req.query()
  const back = paths.memberEstates(choice.member.id, { q, page: pageNumber(page) })
  return c.redirect(`${back}${back.includes("?") ? "&" : "?"}done=estates`, 303)
}

/** One member: role, estates, sessions, removal. */
export const oneMemberRoutes = new Hono<DeskEnv>()
  .get("/members/:memberId", (c) => show(c))
  .post("/members/:memberId/role", role)
  .post("/members/:memberId/removal", remove)
  .post("/members/:memberId/sessions/:memberSessionId", endSession)
  .get("/members/:editorId/estates", (c) => estates(c))
  .post("/members/:editorId/estates", limit)
