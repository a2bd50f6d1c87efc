import { type Context, Hono } from "hono"
import { paths } from "../../../web/paths.ts"
import { removeFile } from "../../usecases/nomination/remove-file.ts"
import { once } from "../../usecases/once.ts"
import { openAttachment, readAttachment } from "../../usecases/review/open-attachment.ts"
import type { DeskEnv } from "../app-env.ts"
import { formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { sendFile } from "../send-file.ts"

const idOf = (c: Context<DeskEnv>) => c.req.param("attachmentId") ?? ""

/** A file as it was cleaned: pictures are shown, documents kept; nothing in either ever runs. */
async function serve(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  return sendFile(c, await readAttachment(ctx, services.attachments.files, idOf(c)), { shown: true })
}

async function remove(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const seen = await openAttachment(ctx, idOf(c))
  const key = formKey(c.req.path, await readForm(c))
  const { nominationId } = await once(ctx, { key, action: "attachment.remove" }, () =>
    removeFile(ctx, seen, { key }),
  )
  const done = { done: "removed" }
  const own = seen.file.redacts === null
  return c.redirect(
    own
      ? paths.nomination(nominationId, done)
      : paths.redaction(seen.programme.slug, seen.blindCode ?? "", done),
    303,
  )
}

/** Files of nominations and objections: served to those who may see them, removed. */
export const attachmentRoutes = new Hono<DeskEnv>()
  .use("/attachments/*", signedIn)
  .get("/attachments/:attachmentId", requires("nomination.read", "review.write"), serve)
  .post("/attachments/:attachmentId/removal", requires("nomination.edit", "programme.run"), remove)
