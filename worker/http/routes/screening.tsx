import { type Context, Hono } from "hono"
import { ScreenedPage } from "../../../web/pages/nominations/screened-page.tsx"
import { ScreeningPage } from "../../../web/pages/nominations/screening-page.tsx"
import { paths } from "../../../web/paths.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { askOverride } from "../../usecases/nomination/ask-override.ts"
import { decideOverride } from "../../usecases/nomination/decide-override.ts"
import { listForScreening } from "../../usecases/nomination/list-nominations.ts"
import { screenNominations } from "../../usecases/nomination/screen-nominations.ts"
import { openScreened, screenedNomination } from "../../usecases/nomination/screened-nomination.ts"
import { once } from "../../usecases/once.ts"
import { openProgramme } from "../../usecases/programme/open-programme.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { formKey } from "../forms/command.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm } from "../forms/refused-form.ts"
import { requires, signedIn } from "../middleware/session.ts"

type DeskContext = Context<DeskEnv>

const slugOf = (c: DeskContext) => c.req.param("programme") ?? ""
const target = (c: DeskContext) => ({ programme: slugOf(c), nomination: c.req.param("nominationId") ?? "" })

/** What was just done, told by the address that it led to. */
function doneWords(c: DeskContext): string | undefined {
  const { done } = c.var.text.nominations
  const what = c.req.method === "GET" ? c.req.query("done") : undefined
  return what === "screening" || what === "asked" || what === "decided" ? done[what] : undefined
}

async function list(c: DeskContext) {
  const { actor, ctx } = c.var
  const { show = "all", category = "", page } = c.req.query()
  const asked = { show, category: category.slice(0, 8), page: pageNumber(page) }
  const found = await listForScreening(ctx, slugOf(c), asked)
  return c.render(
    <ScreeningPage
      actor={actor}
      {...found}
      categories={found.programme.rules?.categories ?? []}
      formKey={ctx.newId()}
      done={doneWords(c)}
    />,
  )
}

async function screen(c: DeskContext) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const key = await readKey(c, () => openProgramme(ctx, slug, "programme.run"))
  await once(ctx, { key, action: "nomination.screen" }, () =>
    screenNominations(ctx, slug, { key }, services.expressions.evaluate),
  )
  return c.redirect(paths.selectionPart(slug, "nominations", { done: "screening" }), 303)
}

/** The key of a form; one that cannot be read is refused only to those who may see what it is about. */
async function readKey(c: DeskContext, look: () => Promise<unknown>): Promise<string> {
  try {
    return formKey(c.req.path, await readForm(c))
  } catch (error) {
    await look()
    throw error
  }
}

type Shown = { state?: FormState; status?: 200 | 403 | 409 | 422 }

async function show(c: DeskContext, { status = 200, state }: Shown = {}) {
  const { actor, ctx } = c.var
  const { programme, nomination } = target(c)
  const open = await openScreened(ctx, programme, nomination)
  const page = { actor, ...open, state: state ?? freshForm(ctx.newId()), done: doneWords(c) }
  return c.render(<ScreenedPage {...page} />, status)
}

async function ask(c: DeskContext) {
  const { ctx } = c.var
  const { programme, nomination } = target(c)
  const key = await readKey(c, () => screenedNomination(ctx, programme, nomination))
  const { reason = "" } = await readForm(c)
  try {
    await once(ctx, { key, action: "override.ask" }, () => askOverride(ctx, target(c), { reason }, { key }))
    return c.redirect(paths.screenedNomination(programme, nomination, { done: "asked" }), 303)
  } catch (error) {
    return showRefused(c, error, reason)
  }
}

async function decide(c: DeskContext) {
  const { ctx } = c.var
  const { programme, nomination } = target(c)
  const key = await readKey(c, () => screenedNomination(ctx, programme, nomination))
  const { confirmed } = await readForm(c)
  try {
    await once(ctx, { key, action: "override.decide" }, () =>
      decideOverride(ctx, target(c), { confirmed: confirmed === "yes" }, { key }),
    )
    return c.redirect(paths.screenedNomination(programme, nomination, { done: "decided" }), 303)
  } catch (error) {
    return showRefused(c, error, "")
  }
}

/** The page with what was refused, and what was typed. */
function showRefused(c: DeskContext, error: unknown, reason: string) {
  const key = c.var.ctx.newId()
  const told = error instanceof DomainError && ["conflict", "stale"].includes(error.code)
  const samePerson = error instanceof DomainError && error.rule === "override_same_person"
  if (error instanceof DomainError && (told || samePerson))
    return show(c, {
      state: { ...freshForm(key, { reason }), refused: refusalSentence(c.var.text, error) },
      status: samePerson ? statusOf.forbidden : statusOf.conflict,
    })
  return show(c, refusedForm(error, key, { reason }))
}

const readers = requires("programme.read")
const runners = requires("programme.run")

/** Screening what was submitted to a programme: all in one go, and letting single ones in against the rules. */
export const screeningRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/nominations", signedIn, readers, list)
  .post("/selection/:programme/nominations/screening", signedIn, runners, screen)
  .get("/selection/:programme/nominations/:nominationId", signedIn, readers, (c) => show(c))
  .post("/selection/:programme/nominations/:nominationId/override", signedIn, runners, ask)
  .post("/selection/:programme/nominations/:nominationId/override/decision", signedIn, runners, decide)
