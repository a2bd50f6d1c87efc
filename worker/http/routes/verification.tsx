import { type Context, Hono } from "hono"
import { QueuePage } from "../../../web/pages/verification/queue-page.tsx"
import { SubmissionPage, type SubmissionPageProps } from "../../../web/pages/verification/submission-page.tsx"
import { paths } from "../../../web/paths.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter, previousQuarter, quarterOf } from "../../domain/quarter.ts"
import type { SubmissionState } from "../../domain/submission/states.ts"
import { once } from "../../usecases/once.ts"
import type { DecisionCommand } from "../../usecases/submission/decide.ts"
import { openVerification, type Verification } from "../../usecases/submission/open-verification.ts"
import { returnSubmission } from "../../usecases/submission/return-submission.ts"
import { saveFindings } from "../../usecases/submission/save-findings.ts"
import { verify } from "../../usecases/submission/verify.ts"
import type { DeskEnv } from "../app-env.ts"
import { changedLines, decisionLines } from "../forms/changed-lines.ts"
import { formKey } from "../forms/command.ts"
import { typedDecisions } from "../forms/decisions.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"
import { type TypedVerification, verificationView } from "../forms/verification-view.ts"
import { requires, signedIn } from "../middleware/session.ts"

const filters = ["waiting", "submitted", "street_verified", "returned", "verified"]

function target(c: Context<DeskEnv>): [slug: string, quarter: string] {
  return [c.req.param("slug") ?? "", c.req.param("quarter") ?? ""]
}

async function queue(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const asked = c.req.query("quarter") ?? ""
  const quarter = isQuarter(asked) ? asked : previousQuarter(quarterOf(ctx.now().getTime()))
  const filter = filters.find((one) => one === c.req.query("state")) ?? "waiting"
  const page = pageNumber(c.req.query("page"))
  const states = filter === "waiting" ? "waiting" : [filter as SubmissionState]
  const desk = await ctx.read.submissions.desk({ quarter, states, oldestFirst: true, page })
  const { rows, total, pages, corrected } = desk
  const decides = may(actor, "verification.decide")
  const props = { decides, quarter, filter, filters, rows, total, corrected, page: desk.page, pages }
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
  const view = verificationView(text, open, ctx.newId(), options.typed)
  const notice = options.notice ?? doneNotice(c)
  return c.render(<SubmissionPage actor={actor} view={view} notice={notice} />, options.status)
}

/** Shows a refused decision with what was typed; a stale one with what changed. */
async function refused(c: Context<DeskEnv>, error: unknown, fields: Record<string, string>) {
  if (!(error instanceof DomainError)) throw error
  const { text, ctx } = c.var
  const typed = { decisions: typedDecisions(fields), reason: fields["reason"] ?? "", faults: error.faults }
  if (error.code === "forbidden" || error.code === "not_found") throw error
  const open = await openVerification(ctx, ...target(c))
  if (error.code === "invalid") {
    if (error.rule !== "invalid") throw error
    return show(c, open, { status: 422, typed })
  }
  if (error.rule === "asked_open") {
    const title = text.access.refusals.asked_open(error.with)
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

type Act = (
  open: Verification,
  command: DecisionCommand,
  fields: Record<string, string>,
) => Promise<{ done: string }>

/** One decision: the form, the write once, then the page that says what happened. */
async function decide(c: Context<DeskEnv>, action: (open: Verification) => string, act: Act) {
  const { ctx } = c.var
  const open = await openVerification(ctx, ...target(c))
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const command = { key, seen: fields["seen"] ?? "", decisions: typedDecisions(fields) }
  try {
    const done = await once(ctx, { key, action: action(open) }, () => act(open, command, fields))
    return c.redirect(`${paths.verifySubmission(...target(c))}?done=${done.done}`, 303)
  } catch (error) {
    return refused(c, error, fields)
  }
}

const deciders = requires("verification.decide")

/** Verification: what waits, one submission, and the decisions on it. */
export const verificationRoutes = new Hono<DeskEnv>()
  .use("/verification/*", signedIn, requires("verification.read"))
  .get("/verification", queue)
  .get("/verification/:quarter/:slug", async (c) => show(c, await openVerification(c.var.ctx, ...target(c))))
  .post("/verification/:quarter/:slug/findings", deciders, (c) =>
    decide(
      c,
      () => "submission.save_findings",
      (open, command) => saveFindings(c.var.ctx, open, command),
    ),
  )
  .post("/verification/:quarter/:slug/verification", deciders, (c) =>
    decide(
      c,
      (open) => `submission.verify_${open.level}`,
      (open, command) => verify(c.var.ctx, open, command),
    ),
  )
  .post("/verification/:quarter/:slug/return", deciders, (c) =>
    decide(
      c,
      () => "submission.return",
      (open, command, fields) =>
        returnSubmission(c.var.ctx, open, { ...command, reason: fields["reason"] ?? "" }),
    ),
  )
