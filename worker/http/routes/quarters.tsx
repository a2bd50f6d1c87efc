import { type Context, Hono } from "hono"
import type { CorrectionForm } from "../../../web/pages/quarters/corrections-section.tsx"
import { QuarterPage, type QuarterPageProps } from "../../../web/pages/quarters/quarter-page.tsx"
import { QuartersPage, type QuartersPageProps } from "../../../web/pages/quarters/quarters-page.tsx"
import { freshForm } from "../../../web/pages/registry/registry-frame.tsx"
import { paths } from "../../../web/paths.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isAfterDay, isQuarter, quarterOf } from "../../domain/quarter.ts"
import { refreshSeconds } from "../../domain/request-limits.ts"
import { perform } from "../../usecases/perform.ts"
import { closeQuarter } from "../../usecases/quarter/close-quarter.ts"
import { listQuarters, openQuarter } from "../../usecases/quarter/open-quarter.ts"
import { quarterProgress, quarters } from "../../usecases/quarter/quarter-progress.ts"
import { requestRelease } from "../../usecases/release/request-release.ts"
import { restartRelease } from "../../usecases/release/restart-release.ts"
import type { DeskEnv } from "../app-env.ts"
import { formCommand } from "../forms/command.ts"
import { refusedForm } from "../forms/registry-form.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

/** What an action just did; that a release has started is said only while it runs. */
function doneNotice(c: Context<DeskEnv>, running: boolean): QuarterPageProps["notice"] {
  const { done } = c.var.text.quarters
  const what = c.req.method === "GET" ? c.req.query("done") : undefined
  if (what === "corrected" || what === "takenBack")
    return { kind: "success", sentence: c.var.text.corrections.done[what] }
  if (what !== "opened" && what !== "closed" && !(what === "requested" && running)) return undefined
  return { kind: "success", sentence: done[what] }
}

/** Who may open a correction, now that the latest release stands, gets a form for it. */
function correctionForm(c: Context<DeskEnv>, release: { state: string } | null, sent?: CorrectionForm) {
  if (release?.state !== "final" || !may(c.var.actor, "quarter.correct")) return null
  const typed = { estate: "", chosen: "", confirmed: false }
  return sent ?? { typed, state: freshForm(c.var.ctx.newId()), offered: [] }
}

/** One quarter; after a refusal with its sentence, or with the form of a correction as it was sent. */
export async function showQuarter(
  c: Context<DeskEnv>,
  refused: { notice?: QuarterPageProps["notice"]; form?: CorrectionForm; status?: 409 | 422 } = {},
) {
  const { actor, ctx } = c.var
  const quarter = c.req.param("quarter") ?? ""
  const progress = await quarterProgress(ctx, quarter)
  const ended = isQuarter(quarter) && quarter < quarterOf(ctx.now().getTime())
  const idle = ended && !progress.release
  const notice = refused.notice ?? doneNotice(c, progress.release?.state === "running")
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
      early={!isAfterDay(ctx.now().getTime(), progress.quarter.deadlineDay)}
      districts={progress.districts}
      release={progress.release}
      corrections={progress.corrections}
      correctionForm={correctionForm(c, progress.release, refused.form)}
      mayClose={idle && !closed && may(actor, "quarter.close")}
      mayRelease={ended && may(actor, "quarter.release")}
      formKey={ctx.newId()}
      notice={notice}
    />,
    refused.status ?? (notice?.kind === "error" ? 422 : 200),
  )
}

async function close(c: Context<DeskEnv>) {
  const { ctx, text } = c.var
  const quarter = c.req.param("quarter") ?? ""
  const { key, fields } = await formCommand(c)
  if (fields["confirmed"] !== "yes")
    return showQuarter(c, { notice: { kind: "error", sentence: text.quarters.closing.confirmNeeded } })
  await perform(ctx, closeQuarter, await quarters.open(ctx, { quarter }), { given: {} }, { key })
  return c.redirect(`${paths.quarter(quarter)}?done=closed`, 303)
}

async function release(c: Context<DeskEnv>) {
  const { ctx, services, text } = c.var
  const period = c.req.param("quarter") ?? ""
  const { key, fields } = await formCommand(c)
  if (fields["restart"] === "yes") await restartRelease(ctx, services.startRelease, { period, key })
  else if (fields["confirmed"] !== "yes")
    return showQuarter(c, { notice: { kind: "error", sentence: text.quarters.release.confirmNeeded } })
  else await requestRelease(ctx, services.startRelease, { period, key })
  return c.redirect(`${paths.quarter(period)}?done=requested`, 303)
}

/** All quarters, with the form that opens the next one; what was typed into it stays after a refusal. */
async function showAll(
  c: Context<DeskEnv>,
  form?: Pick<QuartersPageProps, "typed" | "state">,
  status: 200 | 409 | 422 = 200,
) {
  const { actor, ctx, text } = c.var
  const { rows, opening } = await listQuarters(ctx)
  const state = form?.state ?? freshForm(ctx.newId())
  const page = { text, actor, rows, opening, state, typed: form?.typed ?? null }
  return c.render(<QuartersPage {...page} />, status)
}

async function open(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await formCommand(c)
  const cut = (field: string) => (fields[field] ?? "").slice(0, 40)
  const typed = { quarter: cut("quarter"), deadlineDay: cut("deadlineDay") }
  const reason = fields["reason"] ?? ""
  try {
    const { result } = await perform(ctx, openQuarter, null, { given: { ...typed, reason } }, { key })
    return c.redirect(`${paths.quarter(result.quarter)}?done=opened`, 303)
  } catch (error) {
    const { state, status } = refusedForm(error, ctx.newId(), reason)
    return showAll(c, { typed, state }, status)
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
