import { type Context, Hono } from "hono"
import { EstatesPage, type EstatesPageProps } from "../../../web/pages/members/estates-page.tsx"
import { invitedWords } from "../../../web/pages/members/member-words.ts"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { cutText } from "../../domain/cut-text.ts"
import type { EstateLimits } from "../../domain/organisation/estate-limits.ts"
import { limitInvitation, openInvitationEstates } from "../../usecases/invitation/limit-invitation.ts"
import { limitMember, openEstateChoice } from "../../usecases/member/choose-estates.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { fieldsOf, formKey, formRevision } from "../forms/command.ts"
import { doneNotice } from "../forms/done-notice.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm } from "../forms/refused-form.ts"

const editorId = (c: Context<DeskEnv>) => c.req.param("editorId") ?? ""
const invitationId = (c: Context<DeskEnv>) => c.req.param("editorInvitationId") ?? ""

/** Which page of the choice is asked for. */
function asked(c: Context<DeskEnv>) {
  const { q = "", page } = c.req.query()
  return { q: cutText(q.trim(), 100), page: pageNumber(page) }
}

type Subject = Pick<EstatesPageProps, "name" | "limited" | "revision" | "steps" | "href">
interface Choice {
  given: readonly string[]
  rows: { id: string; name: string; placeName: string }[]
  total: number
  page: number
  pages: number
}

/** What was refused: it stays as it was typed. */
interface Refused {
  limits: EstateLimits
  form: ReturnType<typeof refusedForm>
}

/** The page of a choice, about a member or an invitation. */
function show(c: Context<DeskEnv>, subject: Subject, choice: Choice, refused?: Refused) {
  const { actor, ctx } = c.var
  const { chosen = [], others = [] } = refused?.limits ?? {}
  const isChosen = (id: string) => chosen.includes(id) || (choice.given.includes(id) && !others.includes(id))
  return c.render(
    <EstatesPage
      actor={actor}
      {...subject}
      limited={refused?.limits.limited ?? subject.limited}
      given={choice.given.length}
      rows={choice.rows.map((row) => ({ ...row, chosen: isChosen(row.id) }))}
      total={choice.total}
      q={asked(c).q}
      page={choice.page}
      pages={choice.pages}
      state={refused?.form.state ?? freshForm(ctx.newId())}
      notice={doneNotice(c)}
    />,
    refused?.form.status ?? 200,
  )
}

/** What a page of the choice says: the estates that it showed, and which of them are ticked. */
function limitsOf(fields: Record<string, string>): EstateLimits {
  const chosen = [...fieldsOf(fields, "estate").keys()]
  const others = [...fieldsOf(fields, "shown").keys()].filter((id) => !chosen.includes(id))
  return { limited: fields["limited"] === "yes", chosen, others }
}

/** Back to the same page of the choice, or to the choice with what was refused. */
async function answer(
  c: Context<DeskEnv>,
  write: () => Promise<void>,
  next: { saved: string; refused(form: Refused["form"]): Response | Promise<Response> },
) {
  try {
    await write()
  } catch (error) {
    return next.refused(refusedForm(error, c.var.ctx.newId(), {}))
  }
  return c.redirect(`${next.saved}${next.saved.includes("?") ? "&" : "?"}done=estates`, 303)
}

async function ofMember(c: Context<DeskEnv>, refused?: Refused) {
  const choice = await openEstateChoice(c.var.ctx, editorId(c), asked(c))
  const { id, name, limited, revision } = choice.member
  const steps = [
    { label: c.var.text.people.members.title, href: paths.members() },
    { label: name, href: paths.member(id) },
  ]
  const href: Subject["href"] = (query) => paths.memberEstates(id, query)
  return show(c, { name, limited, revision, steps, href }, choice, refused)
}

async function limitEditor(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const choice = await openEstateChoice(ctx, editorId(c), { q: "", page: 1 })
  const fields = await readForm(c)
  const command = { key: formKey(c.req.path, fields), revision: formRevision(fields) }
  const limits = limitsOf(fields)
  const write = () =>
    once(ctx, { ...command, action: "member.limit" }, () => limitMember(ctx, choice, limits, command))
  const saved = paths.memberEstates(choice.member.id, asked(c))
  return answer(c, write, { saved, refused: (form) => ofMember(c, { limits, form }) })
}

async function ofInvitation(c: Context<DeskEnv>, refused?: Refused) {
  const { ctx, text } = c.var
  const choice = await openInvitationEstates(ctx, invitationId(c), asked(c))
  const { id, estateIds } = choice.invitation
  const name = invitedWords(text, choice.invitation)
  const steps = [
    { label: text.people.members.title, href: paths.members() },
    { label: text.people.sent.title, href: paths.sentInvitation(null, id) },
  ]
  const href: Subject["href"] = (query) => paths.invitationEstates(id, query)
  return show(c, { name, limited: estateIds !== null, steps, href }, choice, refused)
}

async function limitInvited(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const choice = await openInvitationEstates(ctx, invitationId(c), { q: "", page: 1 })
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const limits = limitsOf(fields)
  const write = () =>
    once(ctx, { key, action: "invitation.limit" }, () => limitInvitation(ctx, choice, limits, { key }))
  const saved = paths.invitationEstates(choice.invitation.id, asked(c))
  return answer(c, write, { saved, refused: (form) => ofInvitation(c, { limits, form }) })
}

/** Which estates an editor, or who is invited to be one, works on. */
export const estateChoiceRoutes = new Hono<DeskEnv>()
  .get("/members/:editorId/estates", (c) => ofMember(c))
  .post("/members/:editorId/estates", limitEditor)
  .get("/members/invitations/:editorInvitationId/estates", (c) => ofInvitation(c))
  .post("/members/invitations/:editorInvitationId/estates", limitInvited)
