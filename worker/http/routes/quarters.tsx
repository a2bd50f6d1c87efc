import { type Context, Hono } from "hono"
import type { CorrectionForm } from "../../../web/pages/quarters/corrections-section.tsx"
import { QuarterPage } from "../../../web/pages/quarters/quarter-page.tsx"
import { QuartersPage } from "../../../web/pages/quarters/quarters-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter, quarterOf } from "../../domain/quarter.ts"
import { refreshSeconds } from "../../domain/request-limits.ts"
import { isOver } from "../../domain/submission/lateness.ts"
import { perform } from "../../usecases/perform.ts"
import { closeQuarter } from "../../usecases/quarter/close-quarter.ts"
import { listQuarters, openQuarter } from "../../usecases/quarter/open-quarter.ts"
import { quarterProgress, quarters } from "../../usecases/quarter/quarter-progress.ts"
import { requestRelease } from "../../usecases/release/request-release.ts"
import { restartRelease } from "../../usecases/release/restart-release.ts"
import type { DeskEnv } from "../app-env.ts"
import { formCommand } from "../forms/command.ts"
import { refusedForm } from "../forms/refused-form.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

/** What an action just did; that a release has started is said only while it runs. */
function doneWords(c: Context<DeskEnv>, running: boolean): string | undefined {
  const { done } = c.var.text.quarters
  const what = c.req.method === "GET" ? c.req.query("done") : undefined
  if (what === "corrected" || what === "takenBack") return c.var.text.corrections.done[what]
  if (what !== "opened" && what !== "closed" && !(what === "requested" && running)) return undefined
  return done[what]
}

/** Who may open a correction, now that the latest release stands, gets a form for it. */
function correctionForm(c: Context<DeskEnv>, release: { state: string } | null, sent?: CorrectionForm) {
  if (release?.state !== "final" || !may(c.var.actor, "quarter.correct")) return null
  return sent ?? { state: freshForm(c.var.ctx.newId()), offered: [] }
}

/** One quarter; after a refusal with the form that was sent: of its closing or release, or of a correction. */
export async function showQuarter(
  c: Context<DeskEnv>,
  refused: { state?: FormState; form?: CorrectionForm; status?: 409 | 422 } = {},
) {
  const { actor, ctx } = c.var
  const quarter = c.req.param("quarter") ?? ""
  const progress = await quarterProgress(ctx, quarter)
  const ended = isQuarter(quarter) && quarter < quarterOf(ctx.now().getTime())
  const idle = ended && !progress.release
  // While it runs the page loads itself again: by header, since a meta element is a fault for screen readers.
  if (progress.release?.state === "running" && !progress.release.stalled)
    c.header("refresh", String(refreshSeconds))
  const closed = progress.districts.every((district) => district.closedAt !== null)
  return c.render(
    <QuarterPage
      actor={actor}
      quarter={quarter}
      deadlineDay={progress.quarter.deadlineDay}
      ended={ended}
      early={!isOver(progress.quarter.deadlineDay, ctx.now())}
      districts={progress.districts}
      release={progress.release}
      corrections={progress.corrections}
      correctionForm={correctionForm(c, progress.release, refused.form)}
      mayClose={idle && !closed && may(actor, "quarter.close")}
      mayRelease={ended && may(actor, "quarter.release")}
      state={refused.state ?? freshForm(ctx.newId())}
      done={doneWords(c, progress.release?.state === "running")}
    />,
    refused.status ?? 200,
  )
}

/** The quarter again, after a form whose box was not ticked. */
function showUnconfirmed(c: Context<DeskEnv>) {
  const faults = [{ rule: "not_confirmed", field: "confirmed" }]
  return showQuarter(c, { state: { ...freshForm(c.var.ctx.newId()), faults }, status: 422 })
}

async function close(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const quarter = c.req.param("quarter") ?? ""
  const { key, fields } = await formCommand(c)
  if (fields["confirmed"] !== "yes") return showUnconfirmed(c)
  await perform(ctx, closeQuarter, await quarters.open(ctx, { quarter }), { given: {} }, { key })
  return c.redirect(`${paths.quarter(quarter)}?done=closed`, 303)
}

async function release(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const period = c.req.param("quarter") ?? ""
  const { key, fields } = await formCommand(c)
  if (fields["restart"] === "yes") await restartRelease(ctx, services.startRelease, { period, key })
  else if (fields["confirmed"] !== "yes") return showUnconfirmed(c)
  else await requestRelease(ctx, services.startRelease, { period, key })
  return c.redirect(`${paths.quarter(period)}?done=requested`, 303)
}

/** All quarters, with the form that opens the next one; what was typed into it stays after a refusal. */
async function showAll(
  c: Context<DeskEnv>,
  { state, status }: { state?: FormState; status?: 409 | 422 } = {},
) {
  const { actor, ctx } = c.var
  const page = { actor, ...(await listQuarters(ctx)), state: state ?? freshForm(ctx.newId()) }
  return c.render(<QuartersPage {...page} />, status ?? 200)
}

async function open(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await formCommand(c)
  const cut = (field: string) => (fields[field] ?? "").slice(0, 40)
  const reason = fields["reason"] ?? ""
  const typed = { quarter: cut("quarter"), deadlineDay: cut("deadlineDay"), reason }
  const refusesFew = fields["refusesFew"] === "yes"
  try {
    const { result } = await perform(ctx, openQuarter, null, { given: { ...typed, refusesFew } }, { key })
    return c.redirect(`${paths.quarter(result.quarter)}?done=opened`, 303)
  } catch (error) {
    return showAll(c, refusedForm(error, ctx.newId(), { ...typed, ...(refusesFew && { refusesFew: "yes" }) }))
  }
}

/** Quarters: the next one's opening, progress, a district's closing, the city's release. */
export const quarterRoutes = new Hono<DeskEnv>()
  .use("/quarters/*", signedIn, requires("quarter.read"))
  .get("/quarters", (c) => showAll(c))
  .post("/quarters", acting(openQuarter), open)
  .get("/quarters/:quarter", (c) => {
    if (!isQuarter(c.req.param("quarter"))) throw new DomainError("not_found", "not_found")
    return showQuarter(c)
  })
  .post("/quarters/:quarter/closing", acting(closeQuarter), close)
  .post("/quarters/:quarter/release", requires("quarter.release"), release)
