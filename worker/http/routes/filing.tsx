import { type Context, Hono } from "hono"
import { CheckPage } from "../../../web/pages/filing/check-page.tsx"
import type { FilingView } from "../../../web/pages/filing/filing-view.ts"
import { FormPage, type FormPageProps } from "../../../web/pages/filing/form-page.tsx"
import { paths } from "../../../web/paths.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { askable } from "../../domain/submission/asking.ts"
import { confirmedOnly } from "../../domain/submission/carried.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { byPerson } from "../../domain/submission/part-changes.ts"
import { evidenceFilings } from "../../usecases/evidence/open-evidence.ts"
import { perform } from "../../usecases/perform.ts"
import { ask } from "../../usecases/submission/ask.ts"
import { checkSending, filings } from "../../usecases/submission/open-filing.ts"
import { saveDraft } from "../../usecases/submission/save-draft.ts"
import { submit } from "../../usecases/submission/submit.ts"
import { withdraw } from "../../usecases/submission/withdraw.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { fieldsOf, formCommand, formRevision } from "../forms/command.ts"
import { answerFiles, evidenceByIndicator } from "../forms/evidence-view.ts"
import { expectedOf, filingView, partScore } from "../forms/filing-view.ts"
import { earlierReturnsShown } from "../forms/sent-back.ts"
import { staleLines } from "../forms/stale-lines.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"
import { changesSince, ownerOf, saveFields, standingBeside } from "./filing-fields.ts"
import { filingListRoutes } from "./filing-list.tsx"
import { trendRoutes } from "./trend.tsx"

function target(c: Context<DeskEnv>): [slug: string, quarter: string] {
  return [c.req.param("slug") ?? "", c.req.param("quarter") ?? ""]
}

/** What the address names; its errors come before anything of the body is read. */
function opened(c: Context<DeskEnv>) {
  const [slug, quarter] = target(c)
  return filings.open(c.var.ctx, { slug, quarter })
}

function clockOf(c: Context<DeskEnv>) {
  return { now: c.var.ctx.now(), formKey: c.var.ctx.newId() }
}

type Notice = FormPageProps["notice"]

/** What an action just did, told by the address that it led to as long as it is still so. */
function doneNotice(c: Context<DeskEnv>, { state, submittedAt, savedAt, asking }: FilingView): Notice {
  const { done } = c.var.text.filing
  const what = c.req.method === "GET" ? c.req.query("done") : undefined
  const asked = asking.find(({ provider, today }) => provider === what && today !== null)
  if (asked)
    return {
      kind: "success",
      title: c.var.text.filing.asking.done(c.var.text.site.providers[asked.provider]),
      lines: [],
    }
  if (what === "saved" && savedAt) return { kind: "success", title: done.saved, lines: [] }
  if (what === "withdrawn" && state === "draft") return { kind: "success", title: done.withdrawn, lines: [] }
  if ((what !== "submitted" && what !== "late") || state !== "submitted" || !submittedAt) return undefined
  const lines = [done.submittedText(formatTime(submittedAt))]
  if (what === "late") lines.push(done.late)
  return { kind: what === "late" ? "warning" : "success", title: done.submitted, lines }
}

/** The form with what was typed; its faults stand beside the fields. */
async function showForm(
  c: Context<DeskEnv>,
  options: { status?: 200 | 409 | 422; typed?: Typed; faults?: Fault[]; notice?: Notice } = {},
) {
  const { actor } = c.var
  const [slug, quarter] = target(c)
  const filing = await evidenceFilings.open(c.var.ctx, { slug, quarter })
  const { view, values } = filingView(filing, clockOf(c), options.typed, options.faults)
  const files = answerFiles(filing.dossier, filing.own, filing)
  view.questions = view.questions.map((one) => ({ ...one, files: files.get(one.name) ?? [] }))
  const score = partScore(filing, values)
  const notice = options.notice ?? doneNotice(c, view)
  const facts = {
    owner: ownerOf(c.var),
    now: c.var.ctx.now().getTime(),
    sent: notice !== undefined && view.state === "submitted",
    standing: options.typed ? standingBeside(filing, options.typed) : [],
  }
  const whose = { mine: filing.mine, whole: filing.provider === "company" }
  const earlier = earlierReturnsShown(filing, whose, filing.own, filing)
  const shown = { view, score, facts, notice, earlier, evidence: evidenceByIndicator(filing) }
  const page = <FormPage actor={actor} {...shown} />
  return c.render(page, options.status ?? 200)
}

/** The form with what was typed and why it was not saved. */
async function showUnsaved(c: Context<DeskEnv>, typed: Typed, error: DomainError) {
  const { form } = c.var.text.filing
  if (error.code === "invalid") return showForm(c, { status: 422, typed, faults: error.faults })
  if (error.code === "stale") {
    const now = await opened(c)
    const lines = staleLines(c.var.text, now, typed.texts)
    return showForm(c, { status: 409, typed, notice: { kind: "error", title: form.staleTitle, lines } })
  }
  if (error.code !== "conflict") throw error
  const lines = [refusalSentence(c.var.text, error), form.kept]
  return showForm(c, { status: 409, typed, notice: { kind: "error", title: form.notSavedTitle, lines } })
}

/** Saves what the form holds as a whole; the island sends single fields and asks for JSON. */
async function save(c: Context<DeskEnv>, next: string) {
  const filing = await opened(c)
  const { key, fields } = await formCommand(c)
  const seen = formRevision(fields)
  if (c.req.header("accept")?.startsWith("application/json"))
    return saveFields(c, filing, { key, fields, seen })
  const confirmed = new Set([...fieldsOf(fields, "c").values()].flatMap((keys) => keys.split(" ")))
  const texts = confirmedOnly(filing, fieldsOf(fields, "v"), confirmed)
  const given = { texts, reasons: fieldsOf(fields, "r") }
  try {
    await perform(c.var.ctx, saveDraft, filing, { given, seen }, { key })
    return c.redirect(next, 303)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return showUnsaved(c, given, error)
  }
}

const isRevision = (text: string | undefined): text is string => /^\d{1,9}$/.test(text ?? "")

/** The check before submitting, also after it was refused; `seen` is the revision that whoever submits has looked at. */
async function showCheck(
  c: Context<DeskEnv>,
  {
    reasons = new Map<string, string>(),
    error,
    seen,
  }: { reasons?: Map<string, string>; error?: DomainError; seen?: number } = {},
) {
  const { actor } = c.var
  const filing = await opened(c)
  if (filing.locked) return c.redirect(paths.submission(...target(c)), 303)
  const typed = { texts: filing.typed.texts, reasons: new Map([...filing.typed.reasons, ...reasons]) }
  const { view, values } = filingView(filing, clockOf(c), typed, [], checkSending)
  const refused = (error?.faults ?? []).filter((fault) => !fault.field).map((fault) => fault.rule)
  const page = (
    <CheckPage
      actor={actor}
      view={view}
      refused={refused}
      attempted={error !== undefined}
      stale={error?.code === "stale"}
      changes={seen === undefined ? [] : byPerson(await changesSince(c, filing, seen))}
      {...expectedOf(filing, values, c.var.ctx.now())}
    />
  )
  return c.render(page, error ? statusOf[error.code] : 200)
}

async function signOff(c: Context<DeskEnv>) {
  const filing = await opened(c)
  const { key, fields } = await formCommand(c)
  const seen = formRevision(fields)
  const reasons = fieldsOf(fields, "r")
  try {
    const { result } = await perform(c.var.ctx, submit, filing, { given: { reasons }, seen }, { key })
    return c.redirect(`${paths.submission(...target(c))}?done=${result.late ? "late" : "submitted"}`, 303)
  } catch (error) {
    if (error instanceof DomainError && (error.code === "invalid" || error.code === "stale"))
      return showCheck(c, { reasons, error, seen })
    throw error
  }
}

async function askProvider(c: Context<DeskEnv>) {
  const filing = await opened(c)
  const { key, fields } = await formCommand(c)
  const provider = askable.find((one) => one === fields["provider"])
  if (!provider) throw new DomainError("invalid", "invalid")
  await perform(c.var.ctx, ask, filing, { given: { provider } }, { key })
  return c.redirect(`${paths.submission(...target(c))}?done=${provider}`, 303)
}

const readers = requires("filing.read", "part.edit")

/** Filing: what is due, the form of one estate's quarter, the check before submitting. */
export const filingRoutes = new Hono<DeskEnv>()
  .use("/filing/*", signedIn, readers)
  .route("/", filingListRoutes)
  .route("/", trendRoutes)
  .get("/filing/:quarter/:slug", (c) => showForm(c))
  .post("/filing/:quarter/:slug/draft", acting(saveDraft), (c) =>
    save(c, `${paths.submission(...target(c))}?done=saved`),
  )
  .post("/filing/:quarter/:slug/check", acting(saveDraft), requires("filing.submit"), (c) =>
    save(c, paths.submitCheck(...target(c))),
  )
  .get("/filing/:quarter/:slug/check", requires("filing.submit"), (c) => {
    const seen = c.req.query("seen")
    return showCheck(c, isRevision(seen) ? { seen: Number(seen) } : {})
  })
  .post("/filing/:quarter/:slug/sign-off", acting(submit), signOff)
  .post("/filing/:quarter/:slug/asking", acting(ask), askProvider)
  .post("/filing/:quarter/:slug/withdrawal", acting(withdraw), async (c) => {
    await perform(c.var.ctx, withdraw, await opened(c), { given: {} }, await formCommand(c))
    return c.redirect(`${paths.submission(...target(c))}?done=withdrawn`, 303)
  })
