import { type Context, Hono } from "hono"
import { CandidatesPage } from "../../../web/pages/nominations/candidates-page.tsx"
import type { NominationTyped } from "../../../web/pages/nominations/nomination-form.tsx"
import { NominationPage, type NominationPageProps } from "../../../web/pages/nominations/nomination-page.tsx"
import { NominationsPage } from "../../../web/pages/nominations/nominations-page.tsx"
import { paths } from "../../../web/paths.ts"
import { anyFault } from "../../../web/text/any-fault.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { listNominations } from "../../usecases/nomination/list-nominations.ts"
import { openNomination } from "../../usecases/nomination/open-nomination.ts"
import { saveNomination } from "../../usecases/nomination/save-nomination.ts"
import { startNomination } from "../../usecases/nomination/start-nomination.ts"
import { submitNomination } from "../../usecases/nomination/submit-nomination.ts"
import { suggestCandidates } from "../../usecases/nomination/suggest-candidates.ts"
import { withdrawNomination } from "../../usecases/nomination/withdraw-nomination.ts"
import { once } from "../../usecases/once.ts"
import { openProgramme, rulesOf } from "../../usecases/programme/open-programme.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { formKey, formRevision } from "../forms/command.ts"
import { nominationDeps, refusedNomination, staleAnswers, typedNomination } from "../forms/nomination-form.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { screeningRoutes } from "./screening.tsx"

type DeskContext = Context<DeskEnv>
type Shown = Partial<Pick<NominationPageProps, "withdrawal" | "stale" | "refused">> & {
  typed?: NominationTyped
  status?: 200 | 409 | 422
}

const idOf = (c: DeskContext) => c.req.param("nominationId") ?? ""
const slugOf = (c: DeskContext) => c.req.param("programme") ?? ""

async function list(c: DeskContext) {
  const { actor, ctx, text } = c.var
  const { rows, open, page, pages } = await listNominations(ctx, pageNumber(c.req.query("page")))
  return c.html(
    <NominationsPage
      text={text}
      actor={actor}
      rows={rows}
      open={open.map((programme) => ({ ...programme, dates: rulesOf(programme).dates }))}
      today={dayOf(ctx.now().getTime())}
      mayEdit={may(actor, "nomination.edit")}
      page={page}
      pages={pages}
    />,
  )
}

async function showCandidates(c: DeskContext, refused?: string, status: 200 | 409 | 422 = 200) {
  const { actor, ctx, text } = c.var
  const { q = "", page } = c.req.query()
  const filter = { q: q.trim().slice(0, 60), page: pageNumber(page) }
  const found = await suggestCandidates(ctx, slugOf(c), filter, nominationDeps(c))
  return c.html(
    <CandidatesPage text={text} actor={actor} {...found} formKey={ctx.newId()} refused={refused} />,
    status,
  )
}

/** The sentence of a refusal that is told on the page it came from; anything else is thrown on. */
function refusal(c: DeskContext, error: unknown): { sentence: string; status: 409 | 422 } {
  if (!(error instanceof DomainError) || (error.code !== "conflict" && error.code !== "invalid")) throw error
  const [fault] = error.faults
  const sentence = fault ? anyFault(c.var.text, fault) : refusalSentence(c.var.text, error)
  return { sentence, status: statusOf[error.code] }
}

/** A form about the programme of the address: one that cannot be read is refused only to those who may see it. */
async function readChoice(c: DeskContext) {
  try {
    const fields = await readForm(c)
    return { fields, key: formKey(c.req.path, fields) }
  } catch (error) {
    await openProgramme(c.var.ctx, slugOf(c), "nomination.edit")
    throw error
  }
}

async function start(c: DeskContext) {
  const { ctx } = c.var
  const { fields, key } = await readChoice(c)
  const { estate = "", category = "" } = fields
  try {
    const { id } = await once(ctx, { key, action: "nomination.start" }, () =>
      startNomination(ctx, { programme: slugOf(c), estate, category }, { key }),
    )
    return c.redirect(paths.nomination(id, { done: "started" }), 303)
  } catch (error) {
    const { sentence, status } = refusal(c, error)
    return showCandidates(c, sentence, status)
  }
}

/** What was just done, told by the address that it led to as long as it is still so. */
function doneWords(c: DeskContext, state: string): string | undefined {
  const { done } = c.var.text.nominations
  const what = c.req.method === "GET" ? c.req.query("done") : undefined
  if (what === "submitted" || what === "withdrawn") return state === what ? done[what] : undefined
  if (what === "attached" || what === "removed") return c.var.text.reviews.done[what]
  return (what === "started" || what === "saved") && state === "draft" ? done[what] : undefined
}

async function show(c: DeskContext, shown: Shown = {}) {
  const { actor, ctx, text } = c.var
  const { status = 200, typed, ...messages } = shown
  const open = await openNomination(ctx, idOf(c), nominationDeps(c))
  const { answers, consentAt, state } = open.nomination
  const stored = { answers, consent: consentAt !== null, reason: "", faults: [], explain: false }
  const page = { text, actor, ...open, ...messages, formKey: ctx.newId(), done: doneWords(c, state) }
  return c.html(<NominationPage {...page} typed={typed ?? stored} />, status)
}

/** A form about the nomination of the address: one that cannot be read is refused only to those who may see it. */
async function readAbout(c: DeskContext) {
  try {
    const fields = await readForm(c)
    return { fields, command: { key: formKey(c.req.path, fields), revision: formRevision(fields) } }
  } catch (error) {
    await openNomination(c.var.ctx, idOf(c), nominationDeps(c))
    throw error
  }
}

async function showRefused(c: DeskContext, error: unknown, typed: ReturnType<typeof typedNomination>) {
  const { ctx, text } = c.var
  if (error instanceof DomainError && error.code === "conflict")
    return show(c, { refused: refusalSentence(text, error), status: 409 })
  const { faults, explain, stale } = refusedNomination(error)
  const kept = { ...typed, faults, explain }
  if (!stale) return show(c, { typed: kept, status: 422 })
  const open = await openNomination(ctx, idOf(c), nominationDeps(c))
  return show(c, { typed: kept, stale: staleAnswers(text, open, typed), status: 409 })
}

async function save(c: DeskContext) {
  const { ctx } = c.var
  const { fields, command } = await readAbout(c)
  const typed = typedNomination(fields)
  try {
    await once(ctx, { ...command, action: "nomination.save" }, () =>
      saveNomination(ctx, idOf(c), typed, command),
    )
    return c.redirect(paths.nomination(idOf(c), { done: "saved" }), 303)
  } catch (error) {
    return showRefused(c, error, typed)
  }
}

async function submit(c: DeskContext) {
  const { ctx } = c.var
  const { fields, command } = await readAbout(c)
  const typed = typedNomination(fields)
  try {
    await once(ctx, { ...command, action: "nomination.submit" }, () =>
      submitNomination(ctx, idOf(c), typed, command, nominationDeps(c)),
    )
    return c.redirect(paths.nomination(idOf(c), { done: "submitted" }), 303)
  } catch (error) {
    return showRefused(c, error, typed)
  }
}

async function withdraw(c: DeskContext) {
  const { ctx, text } = c.var
  const { fields, command } = await readAbout(c)
  const reason = fields["reason"] ?? ""
  try {
    await once(ctx, { ...command, action: "nomination.withdraw" }, () =>
      withdrawNomination(ctx, c.var.services.awards, idOf(c), { reason }, command),
    )
    return c.redirect(paths.nomination(idOf(c), { done: "withdrawn" }), 303)
  } catch (error) {
    if (error instanceof DomainError && error.code === "conflict")
      return show(c, { refused: refusalSentence(text, error), status: 409 })
    const { faults, stale } = refusedNomination(error)
    if (stale) return show(c, { withdrawal: { reason, faults: [] }, stale: [], status: 409 })
    return show(c, { withdrawal: { reason, faults }, status: 422 })
  }
}

const editors = requires("nomination.edit")

/** Nominations: choosing an estate, the form, taking it back; screening on the organiser's desk. */
export const nominationRoutes = new Hono<DeskEnv>()
  .use("/nominations/*", signedIn, requires("nomination.read"))
  .get("/nominations", list)
  .get("/nominations/new/:programme", editors, (c) => showCandidates(c))
  .post("/nominations/new/:programme", editors, start)
  .get("/nominations/:nominationId", (c) => show(c))
  .post("/nominations/:nominationId", editors, save)
  .post("/nominations/:nominationId/submission", editors, submit)
  .post("/nominations/:nominationId/withdrawal", editors, withdraw)
  .route("/", screeningRoutes)
