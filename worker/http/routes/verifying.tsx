import { type Context, Hono } from "hono"
import { TogetherPage } from "../../../web/pages/verification/together-page.tsx"
import { paths } from "../../../web/paths.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { perform } from "../../usecases/perform.ts"
import { MOST_TOGETHER, verifiable } from "../../usecases/submission/open-verifying.ts"
import { verifyingTogether, verifyTogether } from "../../usecases/submission/verify-together.ts"
import type { DeskEnv } from "../app-env.ts"
import { parsedField } from "../forms/book-carried.ts"
import { formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { acting, signedIn } from "../middleware/session.ts"

const quarterOf = (c: Context<DeskEnv>) => c.req.param("quarter") ?? ""

/** What bears no mark; after a refusal what stands now, and why nothing was written. */
async function show(c: Context<DeskEnv>, refused: string | null = null) {
  const { actor, ctx } = c.var
  const quarter = quarterOf(c)
  const rows = await verifiable(ctx, quarter)
  const done = c.req.method === "GET" ? Math.min(MOST_TOGETHER, Number(c.req.query("done")) || 0) : 0
  const state = freshForm(ctx.newId())
  const props = { actor, quarter, rows, most: MOST_TOGETHER, done, refused, state }
  return c.render(<TogetherPage {...props} />, refused === null ? 200 : 409)
}

async function verifyAll(c: Context<DeskEnv>) {
  const { actor, ctx, text } = c.var
  const quarter = quarterOf(c)
  const act = verifyingTogether(actor)
  const open = await act.on.open(ctx, { quarter })
  const fields = await readForm(c)
  const asked = act.input.safeParse(parsedField(fields["asked"]))
  if (!asked.success) throw new DomainError("invalid", "bad_request")
  try {
    const { result } = await perform(
      ctx,
      act,
      open,
      { given: asked.data },
      { key: formKey(c.req.path, fields) },
    )
    return c.redirect(paths.verifyTogether(quarter, { done: result.estates }), 303)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.rule !== "verifying_changed" && error.code !== "stale") throw error
    return show(c, refusalSentence(text, error))
  }
}

const acts = acting(verifyTogether.street, verifyTogether.district)

/** What bears no mark of a quarter, verified together. */
export const verifyingRoutes = new Hono<DeskEnv>()
  .get("/verifying/:quarter", signedIn, acts, (c) => show(c))
  .post("/verifying/:quarter", signedIn, acts, verifyAll)
