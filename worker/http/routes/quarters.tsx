import { type Context, Hono } from "hono"
import { type CorrectionForm, isOpen } from "../../../web/pages/quarters/corrections-section.tsx"
import { QuarterPage } from "../../../web/pages/quarters/quarter-page.tsx"
import type { QuarterForm } from "../../../web/pages/quarters/quarter-props.ts"
import { QuartersPage } from "../../../web/pages/quarters/quarters-page.tsx"
import { paths } from "../../../web/paths.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { lastDue } from "../../domain/closing.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter, quarterOf } from "../../domain/quarter.ts"
import { finalInTheWay, windowOpen } from "../../domain/release/preliminary.ts"
import { refreshSeconds } from "../../domain/request-limits.ts"
import { isOver } from "../../domain/submission/lateness.ts"
import { perform } from "../../usecases/perform.ts"
import { closeQuarter } from "../../usecases/quarter/close-quarter.ts"
import { moveDeadline } from "../../usecases/quarter/move-deadline.ts"
import { listQuarters, openQuarter } from "../../usecases/quarter/open-quarter.ts"
import { quarterProgress, quarters } from "../../usecases/quarter/quarter-progress.ts"
import { removeQuarter } from "../../usecases/quarter/remove-quarter.ts"
import { reopenClosing } from "../../usecases/quarter/reopen-closing.ts"
import { setWindow } from "../../usecases/quarter/set-window.ts"
import { askPreliminary, requestPreliminary } from "../../usecases/release/request-preliminary.ts"
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
  if (what === "window") return done.window
  if (what === "preliminary" && running) return done.preliminary
  if (what === "opened" || what === "closed" || what === "reopened" || what === "moved") return done[what]
  return what === "requested" && running ? done[what] : undefined
}

/** Who may open a correction, now that the latest release stands, gets a form for it. */
function correctionForm(c: Context<DeskEnv>, release: { state: string } | null, sent?: CorrectionForm) {
  if (!release || release.state === "running" || !may(c.var.actor, "quarter.correct")) return null
  return sent ?? { state: freshForm(c.var.ctx.newId()), offered: [] }
}

const forms = ["closing", "reopening", "deadline", "removal", "release", "preliminary", "window"] as const

/** What was sent and refused: which form, how it is shown again, and the answer's status. */
type Sent = Partial<Record<QuarterForm, FormState>>

/** One quarter; after a refusal with the form that was sent: of one of its acts, or of a correction. */
export async function showQuarter(
  c: Context<DeskEnv>,
  refused: { sent?: Sent; form?: CorrectionForm; status?: 409 | 422 } = {},
) {
  const { actor, ctx } = c.var
  const quarter = c.req.param("quarter") ?? ""
  const progress = await quarterProgress(ctx, quarter)
  const { release, districts, preliminary, preliminaries, waiting, joined, corrections } = progress
  const now = ctx.now()
  const making = preliminary?.state === "running"
  const ended = isQuarter(quarter) && quarter < quarterOf(ctx.now().getTime())
  const idle = ended && !release
  // While it runs the page loads itself again: by header, since a meta element is a fault for screen readers.
  const runs = making ? preliminary : release?.state === "running" ? release : null
  if (runs && !runs.stalled) c.header("refresh", String(refreshSeconds))
  const closed = districts.filter(({ closedAt }) => closedAt !== null)
  const opens = !release && !preliminary && may(actor, "quarter.open")
  const { windowDays } = progress.quarter
  const untouched = closed.length === 0 && districts.every(({ states }) => Object.keys(states).length === 0)
  return c.render(
    <QuarterPage
      actor={actor}
      quarter={quarter}
      deadlineDay={progress.quarter.deadlineDay}
      ended={ended}
      early={!isOver(lastDue(progress.quarter.deadlineDay, progress.extended), ctx.now())}
      extended={progress.extended}
      exempt={progress.exempt}
      districts={districts}
      release={release}
      corrections={progress.corrections}
      correctionForm={correctionForm(c, release ?? preliminary, refused.form)}
      preliminary={preliminary}
      preliminaries={preliminaries.filter(({ state }) => state === "preliminary")}
      windowDays={windowDays}
      checking={windowOpen(preliminary, now)}
      waiting={waiting}
      joined={joined}
      begun={corrections.filter((one) => isOpen(one) && one.state !== "verified").length}
      inTheWay={finalInTheWay({ windowDays, preliminary, joined }, now)}
      mayPreliminary={idle && !making && closed.length > 0 && may(actor, "quarter.release")}
      maySetWindow={!release && may(actor, "quarter.open")}
      mayClose={idle && closed.length < districts.length && may(actor, "quarter.close")}
      mayRelease={ended && may(actor, "quarter.release")}
      reopens={
        !release && !making && closed.length > 0 && may(actor, "quarter.reopen")
          ? actor.level === "city"
            ? "any"
            : preliminary
              ? null
              : "own"
          : null
      }
      mayMove={opens}
      mayRemove={opens && untouched}
      course={progress.course}
      states={
        Object.fromEntries(
          forms.map((form) => [form, refused.sent?.[form] ?? freshForm(ctx.newId())]),
        ) as Record<QuarterForm, FormState>
      }
      done={doneWords(c, runs !== null)}
    />,
    refused.status ?? 200,
  )
}

/** Does what a form of a quarter asks for; refused it is shown again with what was typed. */
async function doing(
  c: Context<DeskEnv>,
  form: QuarterForm,
  act: (fields: Record<string, string>, key: string) => Promise<string>,
) {
  const { ctx } = c.var
  const { key, fields } = await formCommand(c)
  try {
    return c.redirect(await act(fields, key), 303)
  } catch (error) {
    const names = ["reason", "place", "deadlineDay", "named", "confirmed", "days"] as const
    const typed = Object.fromEntries(names.map((name) => [name, (fields[name] ?? "").slice(0, 4000)]))
    const { state, status } = refusedForm(error, ctx.newId(), typed)
    return showQuarter(c, { sent: { [form]: state }, status })
  }
}

/** Throws when the box of a form was not ticked. */
function expectConfirmed(fields: Record<string, string>): void {
  if (fields["confirmed"] !== "yes")
    throw new DomainError("invalid", "invalid", [{ rule: "not_confirmed", field: "confirmed" }])
}

const quarterOfPath = (c: Context<DeskEnv>) => c.req.param("quarter") ?? ""

function close(c: Context<DeskEnv>) {
  const [{ ctx }, quarter] = [c.var, quarterOfPath(c)]
  return doing(c, "closing", async (fields, key) => {
    expectConfirmed(fields)
    const given = { reason: fields["reason"] ?? "" }
    await perform(ctx, closeQuarter, await quarters.open(ctx, { quarter }), { given }, { key })
    return `${paths.quarter(quarter)}?done=closed`
  })
}

function reopen(c: Context<DeskEnv>) {
  const [{ ctx, actor }, quarter] = [c.var, quarterOfPath(c)]
  return doing(c, "reopening", async (fields, key) => {
    const place = actor.level === "city" ? { place: (fields["place"] ?? "").slice(0, 12) } : {}
    const given = { ...place, reason: fields["reason"] ?? "" }
    await perform(ctx, reopenClosing, await quarters.open(ctx, { quarter }), { given }, { key })
    return `${paths.quarter(quarter)}?done=reopened`
  })
}

function move(c: Context<DeskEnv>) {
  const [{ ctx }, quarter] = [c.var, quarterOfPath(c)]
  return doing(c, "deadline", async (fields, key) => {
    const given = { deadlineDay: (fields["deadlineDay"] ?? "").slice(0, 40), reason: fields["reason"] ?? "" }
    await perform(ctx, moveDeadline, await quarters.open(ctx, { quarter }), { given }, { key })
    return `${paths.quarter(quarter)}?done=moved`
  })
}

function remove(c: Context<DeskEnv>) {
  const [{ ctx }, quarter] = [c.var, quarterOfPath(c)]
  return doing(c, "removal", async (fields, key) => {
    expectConfirmed(fields)
    await perform(ctx, removeQuarter, await quarters.open(ctx, { quarter }), { given: {} }, { key })
    return `${paths.quarters()}?done=removed`
  })
}

function setDays(c: Context<DeskEnv>) {
  const [{ ctx }, quarter] = [c.var, quarterOfPath(c)]
  return doing(c, "window", async (fields, key) => {
    const typed = (fields["days"] ?? "").trim()
    const given = { days: /^\d{1,3}$/.test(typed) ? Number(typed) : -1 }
    await perform(ctx, setWindow, await quarters.open(ctx, { quarter }), { given }, { key })
    return `${paths.quarter(quarter)}?done=window`
  })
}

function preliminary(c: Context<DeskEnv>) {
  const [{ ctx, services }, quarter] = [c.var, quarterOfPath(c)]
  return doing(c, "preliminary", async (fields, key) => {
    expectConfirmed(fields)
    await askPreliminary(ctx, services.startRelease, { quarter, key })
    return `${paths.quarter(quarter)}?done=preliminary`
  })
}

function release(c: Context<DeskEnv>) {
  const [{ ctx, services }, period] = [c.var, quarterOfPath(c)]
  return doing(c, "release", async (fields, key) => {
    if (fields["restart"] === "yes") await restartRelease(ctx, services.startRelease, { period, key })
    else {
      expectConfirmed(fields)
      await requestRelease(ctx, services.startRelease, { period, key, named: fields["named"] ?? "" })
    }
    return `${paths.quarter(period)}?done=requested`
  })
}

/** All quarters, with the form that opens the next one; what was typed into it stays after a refusal. */
async function showAll(
  c: Context<DeskEnv>,
  { state, status }: { state?: FormState; status?: 409 | 422 } = {},
) {
  const { actor, ctx } = c.var
  const removed = c.req.method === "GET" && c.req.query("done") === "removed"
  const page = { actor, ...(await listQuarters(ctx)), state: state ?? freshForm(ctx.newId()), removed }
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
  .post("/quarters/:quarter/reopening", acting(reopenClosing), reopen)
  .post("/quarters/:quarter/deadline", acting(moveDeadline), move)
  .post("/quarters/:quarter/preliminary", acting(requestPreliminary), preliminary)
  .post("/quarters/:quarter/window", acting(setWindow), setDays)
  .post("/quarters/:quarter/removal", acting(removeQuarter), remove)
  .post("/quarters/:quarter/release", requires("quarter.release"), release)
