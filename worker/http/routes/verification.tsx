import { type Context, Hono } from "hono"
import { QueuePage, queueColumns } from "../../../web/pages/verification/queue-page.tsx"
import { SubmissionPage, type SubmissionPageProps } from "../../../web/pages/verification/submission-page.tsx"
import { paths } from "../../../web/paths.ts"
import { faultSentence } from "../../../web/text/fault-sentence.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ListAsked, ListPage } from "../../domain/list.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { queueList } from "../../domain/submission/desk-lists.ts"
import { graceLength } from "../../domain/submission/lateness.ts"
import type { SubmissionState } from "../../domain/submission/states.ts"
import type { Act } from "../../usecases/act.ts"
import { perform } from "../../usecases/perform.ts"
import { changeFindings } from "../../usecases/submission/change-findings.ts"
import type { EstateQuarter } from "../../usecases/submission/open-submission.ts"
import {
  openVerification,
  savedDecisions,
  type Verification,
  verifications,
} from "../../usecases/submission/open-verification.ts"
import { type Preview, previewDecisions } from "../../usecases/submission/preview-decisions.ts"
import { returnSubmission } from "../../usecases/submission/return-submission.ts"
import { takeBackVerification } from "../../usecases/submission/take-back-verification.ts"
import { verify, verifying } from "../../usecases/submission/verify.ts"
import type { DeskEnv } from "../app-env.ts"
import { changedLines, decisionLines, movedValue } from "../forms/changed-lines.ts"
import { formCommand } from "../forms/command.ts"
import {
  changedMarks,
  changesOf,
  type DecisionForm,
  decisionForm,
  mergedForm,
  tickedMarks,
} from "../forms/decisions.ts"
import { quarterAsked } from "../forms/quarter-asked.ts"
import { savedLines } from "../forms/saved-decisions.ts"
import { type TypedVerification, verificationView } from "../forms/verification-view.ts"
import { listFile, listPage } from "../list-page.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

/** A reason as it is read: longer than the rule lets one be, which then says how long it is. */
const MOST_TYPED = 4000

function target(c: Context<DeskEnv>): [slug: string, quarter: string] {
  return [c.req.param("slug") ?? "", c.req.param("quarter") ?? ""]
}

const todayOf = (c: Context<DeskEnv>) => dayOf(c.var.ctx.now().getTime())

/** The submissions of the quarter that the address names, for those who verify. */
function queueOf(c: Context<DeskEnv>) {
  const quarter = quarterAsked(c)
  return {
    kind: queueList,
    paths: { page: paths.verification(), file: paths.listFile("verification") },
    columns: queueColumns(c.var.text, quarter, todayOf(c)),
    about: quarter,
    read({ filters: { state } }: ListAsked<"quarter" | "state">, page: ListPage) {
      const states = state === "waiting" ? "waiting" : [state as SubmissionState]
      return c.var.ctx.read.submissions.desk({ quarter, states }, page)
    },
  }
}

async function queue(c: Context<DeskEnv>) {
  const { actor } = c.var
  const { found, asked, turn } = await listPage(c, queueOf(c))
  // Who names no quarter is shown that nothing waits; an address of one that was never opened is wrong.
  if (found.quarter === null && asked.filters.quarter !== "") throw new DomainError("not_found", "not_found")
  const { rows, total, asked: places, corrected } = found
  const decides = may(actor, "verification.decide")
  const props = {
    decides,
    quarter: quarterAsked(c),
    today: todayOf(c),
    filter: asked.filters.state,
    rows,
    total,
    asked: places,
    corrected,
    turn,
  }
  return c.render(<QueuePage actor={actor} {...props} />)
}

type Notice = SubmissionPageProps["notice"]

function doneNotice(c: Context<DeskEnv>): Notice {
  const { done } = c.var.text.verification
  const what = c.req.method === "GET" ? (c.req.query("done") ?? "") : ""
  if (what === "taken_back") return { kind: "success", title: done.taken_back, lines: [] }
  if (what === "saved") return { kind: "success", title: done.saved, lines: [] }
  if (what !== "street_verified" && what !== "verified" && what !== "returned") return undefined
  return { kind: "success", title: done[what], lines: [], next: true }
}

function show(
  c: Context<DeskEnv>,
  open: Verification,
  options: { status?: 200 | 409 | 422; typed?: TypedVerification; notice?: Notice } = {},
) {
  const { actor, ctx, text } = c.var
  const { memberId } = actor
  const registry = may(actor, "registry.read")
  const extends_ = may(actor, "deadline.extend")
  const clock = { now: ctx.now(), formKey: ctx.newId(), memberId, registry, extends: extends_ }
  const view = verificationView(text, open, clock, options.typed)
  const notice = options.notice ?? doneNotice(c)
  return c.render(<SubmissionPage actor={actor} view={view} notice={notice} />, options.status)
}

/** Shows a refused decision with what was typed; a stale one with what changed, and what colleagues saved meanwhile. */
async function refused(c: Context<DeskEnv>, error: unknown, fields: Record<string, string>) {
  if (!(error instanceof DomainError)) throw error
  const { text, ctx } = c.var
  if (error.code === "forbidden" || error.code === "not_found") throw error
  const open = await openVerification(ctx, ...target(c))
  const form = decisionForm(fields)
  const { moved, ...merged } = mergedForm(form, savedDecisions(open))
  const reason = fields["reason"] ?? ""
  const [days, settled] = [graceDaysOf(fields), tickedMarks(fields)]
  const typed = { ...merged, reason, days, settled, faults: error.faults }
  const { stale, saved, notWritten } = text.verification
  const others = savedLines(text, open, moved)
  if (error.code === "invalid") {
    if (error.rule !== "invalid") throw error
    return show(c, open, { status: 422, typed })
  }
  if (error.rule === "marks_open") {
    const title = text.access.refusals.marks_open(error.with)
    return show(c, open, { status: 409, typed, notice: { kind: "error", title, lines: others } })
  }
  if (error.rule === "asked_open" || error.rule === "finding_conflict") {
    const asked = error.rule === "asked_open"
    const title = asked ? text.access.refusals.asked_open(error.with) : saved.conflict
    const lines = asked ? others : [saved.conflictText, ...others]
    return show(c, open, {
      status: 409,
      typed: { ...typed, faults: [] },
      notice: { kind: "error", title, lines },
    })
  }
  // Where decisions can still be typed they stand in the form; elsewhere they are told to be copied.
  const own = open.move || open.mayReturn ? [] : decisionLines(text, open, form.typed, reason)
  const title = error.code === "stale" ? stale.title : notWritten
  const lines =
    error.code === "stale"
      ? [...changedLines(text, open, fields["values"] ?? "", others), ...own]
      : [refusalSentence(text, error), ...own]
  return show(c, open, { status: 409, typed, notice: { kind: "error", title, lines } })
}

/** The working days that a return grants; the form offers no others, so anything else is as if nothing were said. */
function graceDaysOf(fields: Record<string, string>): number | undefined {
  const days = Number(fields["days"])
  return Number.isInteger(days) && days >= graceLength.least && days <= graceLength.most ? days : undefined
}

/** What the form says for each of them; a return reads its reason. */
interface Decision {
  given: { decisions: DecisionForm["typed"]; reason: string; days?: number; settled: string[] }
  seen: string
}
type Deciding<Rule extends string> = Act<Verification, EstateQuarter, Decision, Rule, { done: string }>

/** One decision: the form, the act once, then the page that says what happened. */
async function decide<Rule extends string>(c: Context<DeskEnv>, act: Deciding<Rule>) {
  const { ctx } = c.var
  const [slug, quarter] = target(c)
  const open = await verifications.open(ctx, { slug, quarter })
  const { key, fields } = await formCommand(c)
  const given = {
    decisions: decisionForm(fields).typed,
    reason: fields["reason"] ?? "",
    days: graceDaysOf(fields),
    settled: tickedMarks(fields),
  }
  try {
    const { result } = await perform(ctx, act, open, { given, seen: fields["seen"] ?? "" }, { key })
    return c.redirect(`${paths.verifySubmission(slug, quarter)}?done=${result.done}`, 303)
  } catch (error) {
    return refused(c, error, fields)
  }
}

/** Keeps what was decided: only what was changed is written, each in place of the decision that was seen. */
async function save(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const [slug, quarter] = target(c)
  const open = await verifications.open(ctx, { slug, quarter })
  const { key, fields } = await formCommand(c)
  const decisions = changesOf(decisionForm(fields))
  const state = fields["state"] || undefined
  try {
    if (movedValue(open, fields["values"] ?? "", decisions.keys())) throw new DomainError("stale", "stale")
    const { result } = await perform(
      ctx,
      changeFindings,
      open,
      { given: { decisions, settled: changedMarks(fields), state } },
      { key },
    )
    return c.redirect(`${paths.verifySubmission(slug, quarter)}?done=${result.done}`, 303)
  } catch (error) {
    return refused(c, error, fields)
  }
}

/** Takes the own level's verification back; refused, the page shows what stands now, and the reason as it was typed. */
async function takeBack(c: Context<DeskEnv>) {
  const { ctx, text } = c.var
  const [slug, quarter] = target(c)
  const open = await verifications.open(ctx, { slug, quarter })
  const { key, fields } = await formCommand(c)
  const reason = (fields["reason"] ?? "").slice(0, MOST_TYPED)
  try {
    const asked = { given: { reason }, seen: fields["seen"] ?? "" }
    const { result } = await perform(ctx, takeBackVerification, open, asked, { key })
    return c.redirect(`${paths.verifySubmission(slug, quarter)}?done=${result.done}`, 303)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "forbidden" || error.code === "not_found")
      throw error
    const now = await openVerification(ctx, slug, quarter)
    const [fault] = error.faults
    const wrong = fault && faultSentence(text, editionKeys(now.edition), fault, "verifier")
    const typed = {
      decisions: savedDecisions(now),
      reason: "",
      faults: [],
      takingBack: { reason, error: wrong },
    }
    const stale = error.code === "stale"
    const title = stale ? text.verification.stale.title : refusalSentence(text, error)
    const lines = stale ? changedLines(text, now, fields["values"] ?? "", []) : []
    const notice = { kind: "error" as const, title, lines }
    return show(c, now, fault ? { status: 422, typed } : { status: 409, typed, notice })
  }
}

/** What the decisions would do to the points, shown above them; nothing is kept. */
async function preview(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const open = await openVerification(ctx, ...target(c))
  const { key, fields } = await formCommand(c)
  const form = decisionForm(fields)
  try {
    const told: { preview?: Preview } = {}
    const act = previewDecisions((_, found) => {
      told.preview = found
      return null
    })
    await perform(ctx, act, open, { given: { decisions: form.typed } }, { key })
    const { moved: _, ...merged } = mergedForm(form, savedDecisions(open))
    const typed = {
      ...merged,
      reason: fields["reason"] ?? "",
      days: graceDaysOf(fields),
      settled: tickedMarks(fields),
      faults: [],
      ...told,
    }
    return show(c, open, { typed })
  } catch (error) {
    return refused(c, error, fields)
  }
}

const previewAct = previewDecisions(() => null)

/** Verification: what waits, one submission, and the decisions on it. */
export const verificationRoutes = new Hono<DeskEnv>()
  .use("/verification/*", signedIn, requires("verification.read"))
  .get("/verification", queue)
  .get(paths.listFile("verification"), (c) => listFile(c, queueOf(c)))
  .get("/verification/:quarter/:slug", async (c) => show(c, await openVerification(c.var.ctx, ...target(c))))
  .post("/verification/:quarter/:slug/findings", acting(changeFindings), save)
  .post("/verification/:quarter/:slug/preview", acting(previewAct), preview)
  .post("/verification/:quarter/:slug/verification", acting(verify.street, verify.district), (c) =>
    decide(c, verifying(c.var.actor)),
  )
  .post("/verification/:quarter/:slug/taking-back", acting(takeBackVerification), takeBack)
  .post("/verification/:quarter/:slug/return", acting(returnSubmission), (c) => decide(c, returnSubmission))
