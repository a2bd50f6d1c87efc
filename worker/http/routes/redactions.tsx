import { type Context, Hono } from "hono"
import {
  RedactionListPage,
  RedactionPage,
  type RedactionPageProps,
} from "../../../web/pages/reviews/redaction-pages.tsx"
import { paths } from "../../../web/paths.ts"
import { DomainError } from "../../domain/errors.ts"
import { once } from "../../usecases/once.ts"
import { addRedactedCopy } from "../../usecases/review/add-redacted-copy.ts"
import { listRedactions, openRedaction } from "../../usecases/review/open-redaction.ts"
import { redactAnswers } from "../../usecases/review/redact-answers.ts"
import type { DeskEnv } from "../app-env.ts"
import { fieldsOf, formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { refuseTooLarge, uploadedFile } from "../forms/uploaded-file.ts"
import { requires, signedIn } from "../middleware/session.ts"

const target = (c: Context<DeskEnv>): [slug: string, blindCode: string] => [
  c.req.param("programme") ?? "",
  c.req.param("blindCode") ?? "",
]

async function list(c: Context<DeskEnv>) {
  const { actor, ctx, text } = c.var
  const { programme, rows, rules } = await listRedactions(ctx, target(c)[0])
  const page = { text, actor, programme, rows, blind: rules.review.blind }
  return c.render(<RedactionListPage {...page} />)
}

/** The page of one candidate's anonymous material, with what was just typed or sent. */
async function show(
  c: Context<DeskEnv>,
  shown: Partial<Pick<RedactionPageProps, "typed" | "faults" | "stale" | "checked">> = {},
) {
  const { actor, ctx, text } = c.var
  const open = await openRedaction(ctx, ...target(c))
  const { nomination, names, programme, rules, files, seen } = open
  const done = c.req.method === "GET" ? text.reviews.done[c.req.query("done") ?? ""] : undefined
  const { redactedAnswers } = nomination
  return c.render(
    <RedactionPage
      actor={actor}
      programme={programme}
      nomination={{ id: nomination.id, estate: names.estate, code: nomination.blindCode }}
      form={rules.form}
      original={nomination.answers}
      typed={shown.typed ?? redactedAnswers ?? {}}
      files={files}
      seen={seen}
      formKey={ctx.newId()}
      checked={shown.checked ?? false}
      faults={shown.faults ?? []}
      stale={shown.stale ?? false}
      done={done}
    />,
    shown.stale ? 409 : (shown.faults ?? []).length > 0 ? (c.var.tooLarge ? 413 : 422) : 200,
  )
}

async function save(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const open = await openRedaction(ctx, ...target(c))
  const fields = await readForm(c)
  const key = formKey(c.req.path, fields)
  const typed = Object.fromEntries(fieldsOf(fields, "a"))
  const checked = fields["checked"] === "yes"
  try {
    await once(ctx, { key, action: "nomination.redact" }, async () => {
      await redactAnswers(ctx, open, typed, { key, seen: fields["seen"] ?? "", checked })
      return true
    })
    return c.redirect(paths.redaction(...target(c), { done: "answers" }), 303)
  } catch (error) {
    if (!(error instanceof DomainError) || (error.code !== "invalid" && error.code !== "stale")) throw error
    return show(c, {
      typed,
      checked,
      faults: error.faults,
      stale: error.code === "stale",
    })
  }
}

/** A copy for judges of one file. */
async function copy(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const open = await openRedaction(ctx, ...target(c))
  const { fields, sent, key } = await uploadedFile(c)
  const original = fields["original"] ?? ""
  try {
    refuseTooLarge(c.var.tooLarge, "file")
    await once(ctx, { key, action: "attachment.redact" }, () =>
      addRedactedCopy(ctx, services.attachments, open, original, sent, { key }),
    )
    return c.redirect(paths.redaction(...target(c), { done: "redacted" }), 303)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error
    const faults = error.faults.map((fault) => ({ ...fault, field: `file-${original}` }))
    return show(c, { faults })
  }
}

const only = requires("programme.run")

/** The anonymous material that judges of a blind programme see. */
export const redactionRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/redaction", signedIn, only, list)
  .get("/selection/:programme/redaction/:blindCode", signedIn, only, (c) => show(c))
  .post("/selection/:programme/redaction/:blindCode", signedIn, only, save)
  .post("/selection/:programme/redaction/:blindCode/copies", signedIn, only, copy)
