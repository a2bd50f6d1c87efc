import { type Context, Hono } from "hono"
import { ReviewPage } from "../../../web/pages/reviews/review-page.tsx"
import { paths } from "../../../web/paths.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { DomainError } from "../../domain/errors.ts"
import type { TypedReview } from "../../domain/selection/review-form.ts"
import { once } from "../../usecases/once.ts"
import { type OpenReview, openReview } from "../../usecases/review/open-review.ts"
import { saveReview } from "../../usecases/review/save-review.ts"
import { submitReview } from "../../usecases/review/submit-review.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { formKey, formRevision } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { reviewDifferences, reviewView, typedReview } from "../forms/review-view.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { attachmentRoutes } from "./attachments.tsx"
import { resultRoutes } from "./results.tsx"

const idOf = (c: Context<DeskEnv>) => c.req.param("assignmentId") ?? ""

type Shown = Omit<Parameters<typeof reviewView>[2], "formKey">

function page(c: Context<DeskEnv>, open: OpenReview, shown: Shown, status: 200 | 409 | 422 = 200) {
  const { actor, ctx, text } = c.var
  const view = reviewView(open, text, { formKey: ctx.newId(), ...shown })
  return c.render(<ReviewPage actor={actor} view={view} />, status)
}

async function show(c: Context<DeskEnv>) {
  const { ctx, text } = c.var
  const open = await openReview(ctx, idOf(c), "opening")
  const { savedDone, submittedDone } = text.reviews.page
  const done = c.req.query("done")
  const title = done === "saved" ? savedDone : done === "submitted" ? submittedDone : null
  return page(c, open, { notice: title === null ? null : { kind: "success", title, lines: [] } })
}

/** The sheet with what was typed and why it was not written. */
async function showUnsaved(c: Context<DeskEnv>, open: OpenReview, typed: TypedReview, error: DomainError) {
  const { ctx, text } = c.var
  const words = text.reviews.page
  if (error.code === "invalid" && error.rule === "invalid")
    return page(c, open, { typed, faults: error.faults }, 422)
  if (error.code !== "stale" && error.rule !== "review_submitted") throw error
  const now = await openReview(ctx, idOf(c), "scoring")
  const lines =
    error.code === "stale" ? reviewDifferences(text, now, typed) : [refusalSentence(text, error), words.kept]
  const title = error.code === "stale" ? words.staleTitle : words.notSavedTitle
  return page(c, now, { typed, notice: { kind: "error", title, lines } }, 409)
}

/** Saves or submits what the sheet holds; the island asks for JSON, a person gets a page. */
async function write(c: Context<DeskEnv>, act: "save" | "submit") {
  const { ctx } = c.var
  const open = await openReview(ctx, idOf(c), "scoring")
  const fields = await readForm(c)
  const command = { key: formKey(c.req.path, fields), revision: formRevision(fields) }
  const typed = typedReview(fields)
  const json = c.req.header("accept")?.startsWith("application/json") ?? false
  const put = act === "save" ? saveReview : submitReview
  try {
    const saved = await once(ctx, { key: command.key, action: `review.${act}` }, () =>
      put(ctx, open, typed, command),
    )
    if (json) return c.json({ revision: saved.revision, savedAt: formatTime(saved.savedAt) })
    return c.redirect(paths.review(idOf(c), { done: act === "save" ? "saved" : "submitted" }), 303)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (json) return c.json({ rule: error.rule }, statusOf[error.code])
    return showUnsaved(c, open, typed, error)
  }
}

/** Judges' reviews, attachments, and what the reviews come to. */
export const reviewRoutes = new Hono<DeskEnv>()
  .use("/reviews/*", signedIn, requires("review.write"))
  .get("/reviews/:assignmentId", show)
  .post("/reviews/:assignmentId/draft", (c) => write(c, "save"))
  .post("/reviews/:assignmentId/submission", (c) => write(c, "submit"))
  .route("/", attachmentRoutes)
  .route("/", resultRoutes)
