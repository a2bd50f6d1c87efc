import { type Context, Hono } from "hono"
import { QueuePage, queueColumns } from "../../../web/pages/verification/queue-page.tsx"
import { SubmissionPage, type SubmissionPageProps } from "../../../web/pages/verification/submission-page.tsx"
import { paths } from "../../../web/paths.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ListAsked, ListPage } from "../../domain/list.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter, previousQuarter, quarterOf } from "../../domain/quarter.ts"
import { queueList } from "../../domain/submission/desk-lists.ts"
import { graceLength } from "../../domain/submission/lateness.ts"
import type { SubmissionState } from "../../domain/submission/states.ts"
import type { Act } from "../../usecases/act.ts"
import { perform } from "../../usecases/perform.ts"
import type { EstateQuarter } from "../../usecases/submission/open-submission.ts"
import {
  openVerification,
  type Verification,
  verifications,
} from "../../usecases/submission/open-verification.ts"
import { returnSubmission } from "../../usecases/submission/return-submission.ts"
import { saveFindings } from "../../usecases/submission/save-findings.ts"
import { verify, verifying } from "../../usecases/submission/verify.ts"
import type { DeskEnv } from "../app-env.ts"
import { changedLines, decisionLines } from "../forms/changed-lines.ts"
import { formCommand } from "../forms/command.ts"
import { tickedMarks, typedDecisions } from "../forms/decisions.ts"
import { type TypedVerification, verificationView } from "../forms/verification-view.ts"
import { listFile, listPage } from "../list-page.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

function target(c: Context<DeskEnv>): [slug: string, quarter: string] {
  return [c.req.param("slug") ?? "", c.req.param("quarter") ?? ""]
}

/** The quarter that the address names, the one that ended last otherwise. */
function quarterAsked(c: Context<DeskEnv>): string {
  const asked = c.req.query("quarter") ?? ""
  return isQuarter(asked) ? asked : previousQuarter(quarterOf(c.var.ctx.now().getTime()))
}

/** The submissions of the quarter that the address names, for those who verify. */
function queueOf(c: Context<DeskEnv>) {
  const quarter = quarterAsked(c)
  return {
    kind: queueList,
    paths: { page: paths.verification(), file: paths.listFile("verification") },
    columns: queueColumns(c.var.text, quarter),
    read({ filters: { state } }: ListAsked<"quarter" | "state">, page: ListPage) {
      const states = state === "waiting" ? "waiting" : [state as SubmissionState]
      return c.var.ctx.read.submissions.desk({ quarter, states, oldestFirst: true }, page)
    },
  }
}

async function queue(c: Context<DeskEnv>) {
  const { actor } = c.var
  const { found, asked, turn } = await listPage(c, queueOf(c))
  const { rows, total, corrected } = found
  const decides = may(actor, "verification.decide")
  const props = {
    decides,
    quarter: quarterAsked(c),
    filter: asked.filters.state,
    rows,
    total,
    corrected,
    turn,
  }
  return c.render(<QueuePage actor={actor} {...props} />)
}

type Notice = SubmissionPageProps["notice"]

function doneNotice(c: Context<DeskEnv>): Notice {
  const { done } = c.var.text.verification
  const what = c.req.method === "GET" ? (c.req.query("done") ?? "") : ""
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
  const clock = { now: ctx.now(), formKey: ctx.newId(), registry: may(actor, "registry.read") }
  const view = verificationView(text, open, clock, options.typed)
  const notice = options.notice ?? doneNotice(c)
  return c.render(<SubmissionPage actor={actor} view={view} notice={notice} />, options.status)
}

/** Shows a refused decision with what was typed; a stale one with what changed. */
async function refused(c: Context<DeskEnv>, error: unknown, fields: Record<string, string>) {
  if (!(error instanceof DomainError)) throw error
  const { text, ctx } = c.var
  const typed = {
    decisions: typedDecisions(fields),
    reason: fields["reason"] ?? "",
    days: graceDaysOf(fields),
    settled: tickedMarks(fields),
    faults: error.faults,
  }
  if (error.code === "forbidden" || error.code === "not_found") throw error
  const open = await openVerification(ctx, ...target(c))
  if (error.code === "invalid") {
    if (error.rule !== "invalid") throw error
    return show(c, open, { status: 422, typed })
  }
  if (error.rule === "asked_open" || error.rule === "marks_open") {
    const title = text.access.refusals[error.rule](error.with)
    return show(c, open, { status: 409, typed, notice: { kind: "error", title, lines: [] } })
  }
  const { stale, notWritten } = text.verification
  // Where decisions can still be typed they stand in the form; elsewhere they are told to be copied.
  const own = open.move || open.mayReturn ? [] : decisionLines(text, open, typed.decisions, typed.reason)
  const title = error.code === "stale" ? stale.title : notWritten
  const lines =
    error.code === "stale"
      ? [...changedLines(text, open, fields["values"] ?? ""), ...own]
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
  given: { decisions: ReturnType<typeof typedDecisions>; reason: string; days?: number; settled: string[] }
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
    decisions: typedDecisions(fields),
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

/** Verification: what waits, one submission, and the decisions on it. */
export const verificationRoutes = new Hono<DeskEnv>()
  .use("/verification/*", signedIn, requires("verification.read"))
  .get("/verification", queue)
  .get(paths.listFile("verification"), (c) => listFile(c, queueOf(c)))
  .get("/verification/:quarter/:slug", async (c) => show(c, await openVerification(c.var.ctx, ...target(c))))
  .post("/verification/:quarter/:slug/findings", acting(saveFindings), (c) => decide(c, saveFindings))
  .post("/verification/:quarter/:slug/verification", acting(verify.street, verify.district), (c) =>
    decide(c, verifying(c.var.actor)),
  )
  .post("/verification/:quarter/:slug/return", acting(returnSubmission), (c) => decide(c, returnSubmission))
