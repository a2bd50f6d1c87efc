import { type Context, Hono } from "hono"
import { CandidatesPage } from "../../../web/pages/nominations/candidates-page.tsx"
import { NominationsPage } from "../../../web/pages/nominations/nominations-page.tsx"
import { paths } from "../../../web/paths.ts"
import { anyFault } from "../../../web/text/any-fault.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { cutText } from "../../domain/cut-text.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { listNominations } from "../../usecases/nomination/list-nominations.ts"
import { startNomination } from "../../usecases/nomination/start-nomination.ts"
import { suggestCandidates } from "../../usecases/nomination/suggest-candidates.ts"
import { once } from "../../usecases/once.ts"
import { openProgramme, rulesOf } from "../../usecases/programme/open-programme.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { formKey } from "../forms/command.ts"
import { nominationDeps } from "../forms/nomination-form.ts"
import { pageNumber } from "../forms/page-number.ts"
import { readForm } from "../forms/read-form.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { nominationFormRoutes } from "./nomination-form.tsx"
import { screeningRoutes } from "./screening.tsx"

type DeskContext = Context<DeskEnv>
const slugOf = (c: DeskContext) => c.req.param("programme") ?? ""

async function list(c: DeskContext) {
  const { actor, ctx } = c.var
  const { rows, open, page, pages } = await listNominations(ctx, pageNumber(c.req.query("page")))
  return c.render(
    <NominationsPage
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
  const { actor, ctx } = c.var
  const { q = "", page } = c.req.query()
  const filter = { q: cutText(q.trim(), 60), page: pageNumber(page) }
  const found = await suggestCandidates(ctx, slugOf(c), filter, nominationDeps(c))
  return c.render(<CandidatesPage actor={actor} {...found} formKey={ctx.newId()} refused={refused} />, status)
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

const editors = requires("nomination.edit")

/** Nominations: what was nominated, choosing an estate, the form; screening on the organiser's desk. */
export const nominationRoutes = new Hono<DeskEnv>()
  .use("/nominations/*", signedIn, requires("nomination.read"))
  .get("/nominations", list)
  .get("/nominations/new/:programme", editors, (c) => showCandidates(c))
  .post("/nominations/new/:programme", editors, start)
  .route("/", nominationFormRoutes)
  .route("/", screeningRoutes)
