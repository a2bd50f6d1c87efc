import { type Context, Hono } from "hono"
import { ArchivePage } from "../../../web/pages/proof/archive-page.tsx"
import { FeedbackPage } from "../../../web/pages/proof/feedback-page.tsx"
import { paths } from "../../../web/paths.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { canonicalJson } from "../../domain/canonical.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { openFeedback } from "../../usecases/nomination/open-feedback.ts"
import { once } from "../../usecases/once.ts"
import { archiveProgramme, openArchive } from "../../usecases/programme/archive-programme.ts"
import type { DeskEnv } from "../app-env.ts"
import { programmeForm, slugOf } from "../forms/programme-form.ts"
import { requires, signedIn } from "../middleware/session.ts"

async function show(c: Context<DeskEnv>, refused?: string) {
  const { actor, ctx, text, services } = c.var
  const { programme, hash, published, checks } = await openArchive(ctx, services.archiving, slugOf(c))
  const page = (
    <ArchivePage
      actor={actor}
      programme={programme}
      hash={hash}
      published={published}
      checks={checks}
      mayArchive={may(actor, "programme.decide") && programme.phase === "decided" && !programme.stoppedAt}
      formKey={ctx.newId()}
      done={c.req.query("done") === "archived" ? text.proof.done : undefined}
      refused={refused}
    />
  )
  return c.render(page, refused === undefined ? 200 : 422)
}

/** The archive as a file to keep. */
async function download(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const slug = slugOf(c)
  const { archive } = await openArchive(ctx, services.archiving, slug)
  c.header("content-type", "application/json; charset=utf-8")
  c.header("content-disposition", `attachment; filename="${slug.replaceAll(/[^\w-]/g, "_")}.json"`)
  return c.body(canonicalJson(archive))
}

async function archive(c: Context<DeskEnv>) {
  const { ctx, services, text } = c.var
  const slug = slugOf(c)
  const { command } = await programmeForm(c)
  try {
    await once(ctx, { ...command, action: "programme.archive" }, () =>
      archiveProgramme(ctx, services.archiving, slug, command),
    )
  } catch (error) {
    if (!(error instanceof DomainError) || error.rule !== "archive_faults") throw error
    return show(c, refusalSentence(text, error))
  }
  return c.redirect(paths.selectionPart(slug, "archive", { done: "archived" }), 303)
}

async function feedback(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const open = await openFeedback(ctx, c.req.param("decidedId") ?? "")
  return c.render(<FeedbackPage actor={actor} {...open} />)
}

/** The proof of a programme, and what a nominee learns of its own. */
export const programmeArchiveRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/archive", signedIn, requires("programme.read"), (c) => show(c))
  .get("/selection/:programme/archive/programme.json", signedIn, requires("programme.read"), download)
  .post("/selection/:programme/archive", signedIn, requires("programme.decide"), archive)
  .get("/nominations/:decidedId/feedback", signedIn, requires("nomination.read"), feedback)
