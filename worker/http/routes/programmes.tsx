import { type Context, Hono } from "hono"
import { BeginningPage, StopPage } from "../../../web/pages/programmes/deciding-pages.tsx"
import { SelectionListPage } from "../../../web/pages/selection/list-page.tsx"
import { NewProgrammePage } from "../../../web/pages/selection/new-page.tsx"
import { OverviewPage } from "../../../web/pages/selection/overview-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { missingForNext } from "../../domain/selection/next-phase.ts"
import type { RulesFault } from "../../domain/selection/rules-parts.ts"
import { once } from "../../usecases/once.ts"
import { advancePhase } from "../../usecases/programme/advance-phase.ts"
import { beginProgramme } from "../../usecases/programme/begin-programme.ts"
import { createProgramme } from "../../usecases/programme/create-programme.ts"
import { listProgrammes } from "../../usecases/programme/list-programmes.ts"
import { checkDraft, openDesk, pendingKeys } from "../../usecases/programme/open-desk.ts"
import { stopProgramme } from "../../usecases/programme/stop-programme.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { pageNumber } from "../forms/page-number.ts"
import { programmeForm, slugOf } from "../forms/programme-form.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { programmeRulesRoutes } from "./programme-rules.tsx"

async function list(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const found = await listProgrammes(ctx, pageNumber(c.req.query("page")))
  return c.render(<SelectionListPage actor={actor} {...found} />)
}

function newPage(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  return c.render(<NewProgrammePage actor={actor} state={state ?? freshForm(ctx.newId())} />, status ?? 200)
}

async function create(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const { title = "", titleEn = "" } = fields
  const typed = { title: title.slice(0, 400), titleEn: titleEn.slice(0, 400) }
  try {
    const { slug } = await once(ctx, { key, action: "programme.create" }, () =>
      createProgramme(ctx, services.spell, typed, { key }),
    )
    return c.redirect(paths.selectionOf(slug, { done: "created" }), 303)
  } catch (error) {
    return newPage(c, refusedForm(error, ctx.newId(), typed))
  }
}

async function overview(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx, text, services } = c.var
  const desk = await openDesk(ctx, slugOf(c))
  const { programme, counts } = desk
  const { rules, phase, stoppedAt } = programme
  const done = c.req.method === "GET" ? text.programmes.done[c.req.query("done") ?? ""] : undefined
  const now = ctx.now().getTime()
  const shown = state ?? freshForm(ctx.newId())
  return c.render(
    <OverviewPage
      actor={actor}
      programme={{ ...programme, draft: rules ?? programme.draft }}
      counts={counts}
      mayDecide={may(actor, "programme.decide")}
      faults={phase === "draft" ? checkDraft(desk, programme.draft, services.expressions.check).hard : []}
      missing={rules && !stoppedAt ? missingForNext(phase, rules, counts, now) : []}
      pending={pendingKeys(desk)}
      today={dayOf(now)}
      formKey={shown.formKey}
      state={shown}
      done={done}
    />,
    status ?? 200,
  )
}

async function advance(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const slug = slugOf(c)
  const { command } = await programmeForm(c)
  try {
    const { phase } = await once(ctx, { ...command, action: "programme.advance" }, () =>
      advancePhase(ctx, slug, command),
    )
    return c.redirect(paths.selectionOf(slug, { done: phase }), 303)
  } catch (error) {
    return overview(c, refusedForm(error, ctx.newId(), {}))
  }
}

async function showBeginning(c: Context<DeskEnv>, { state: sent, status }: Shown = {}) {
  const { actor, ctx, services } = c.var
  const desk = await openDesk(ctx, slugOf(c), "programme.decide")
  const { programme } = desk
  const checked = checkDraft(desk, programme.draft, services.expressions.check)
  // What the use case found besides (a day that has passed) is shown with the rest.
  const state = sent ?? freshForm(ctx.newId())
  const found = state.explain ? [] : state.faults.filter(({ field }) => field !== "reason")
  const hard = found.length > 0 ? (found as RulesFault[]) : checked.hard
  const drafted = programme.phase === "draft"
  return c.render(
    <BeginningPage
      actor={actor}
      programme={programme}
      state={{
        ...state,
        explain: false,
        faults: state.explain
          ? [{ rule: "begin_reason_missing", field: "reason" }]
          : state.faults.filter(({ field }) => field === "reason"),
      }}
      hard={drafted ? hard : []}
      soft={drafted ? checked.soft : []}
    />,
    status ?? 200,
  )
}

async function begin(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const { fields, command } = await programmeForm(c)
  const reason = fields["reason"] ?? ""
  const deps = { check: services.expressions.check, digest: services.digest }
  try {
    await once(ctx, { ...command, action: "programme.begin" }, () =>
      beginProgramme(ctx, slug, { ...command, reason }, deps),
    )
    return c.redirect(paths.selectionOf(slug, { done: "begun" }), 303)
  } catch (error) {
    return showBeginning(c, refusedForm(error, ctx.newId(), { reason }))
  }
}

async function showStop(c: Context<DeskEnv>, { state, status }: Shown = {}) {
  const { actor, ctx } = c.var
  const { programme } = await openDesk(ctx, slugOf(c), "programme.decide")
  const page = { actor, programme, state: state ?? freshForm(ctx.newId()) }
  return c.render(<StopPage {...page} />, status ?? 200)
}

async function stop(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const slug = slugOf(c)
  const { fields, command } = await programmeForm(c)
  const { reason = "", confirmed = "" } = fields
  try {
    await once(ctx, { ...command, action: "programme.stop" }, () =>
      stopProgramme(ctx, slug, { ...command, reason, confirmed: confirmed === "yes" }),
    )
    return c.redirect(paths.selectionOf(slug, { done: "stopped" }), 303)
  } catch (error) {
    return showStop(c, refusedForm(error, ctx.newId(), { reason, confirmed }))
  }
}

const editors = requires("programme.edit")
const deciders = requires("programme.decide")

/** The organiser's desk of a programme (评选): its list, overview, rules, phases. */
export const programmeRoutes = new Hono<DeskEnv>()
  .use("/selection/*", signedIn, requires("programme.read"))
  .get("/selection", list)
  .post("/selection", editors, create)
  .get("/selection/new", editors, (c) => newPage(c))
  .get("/selection/:programme", (c) => overview(c))
  .post("/selection/:programme/phase", requires("programme.run"), advance)
  .get("/selection/:programme/beginning", deciders, (c) => showBeginning(c))
  .post("/selection/:programme/beginning", deciders, begin)
  .get("/selection/:programme/stop", deciders, (c) => showStop(c))
  .post("/selection/:programme/stop", deciders, stop)
  .route("/", programmeRulesRoutes)
