import { type Context, Hono } from "hono"
import { RedactionListPage, RedactionPage } from "../../../web/pages/reviews/redaction-pages.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { once } from "../../usecases/once.ts"
import { addRedactedCopy } from "../../usecases/review/add-redacted-copy.ts"
import { listRedactions, openRedaction } from "../../usecases/review/open-redaction.ts"
import { redactAnswers } from "../../usecases/review/redact-answers.ts"
import type { DeskEnv } from "../app-env.ts"
import { fieldsOf, formKey } from "../forms/command.ts"
import { readForm } from "../forms/read-form.ts"
import { refusedForm, type Shown } from "../forms/refused-form.ts"
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

/** Answers as fields of the form. */
const typedOf = (answers: Record<string, string>) =>
  Object.fromEntries(Object.entries(answers).map(([key, answer]) => [`a:${key}`, answer]))

/** The page of one candidate's anonymous material, with what was just typed or sent. */
async function show(c: Context<DeskEnv>, { state, status }: Shown = {}) {
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
      files={files}
      seen={seen}
      state={{
        ...(state ?? freshForm(ctx.newId())),
        typed: { ...typedOf(redactedAnswers ?? {}), ...state?.typed },
      }}
      done={done}
    />,
    c.var.tooLarge ? 413 : (status ?? 200),
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
    return show(c, refusedForm(error, ctx.newId(), { ...typedOf(typed), checked: checked ? "yes" : "" }))
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
    const { state, status } = refusedForm(error, ctx.newId(), {})
    const faults = state.faults.map((fault) => ({ ...fault, field: `file-${original}` }))
    return show(c, { state: { ...state, faults }, status })
  }
}

const only = requires("programme.run")

/** The anonymous material that judges of a blind programme see. */
export const redactionRoutes = new Hono<DeskEnv>()
  .get("/selection/:programme/redaction", signedIn, only, list)
  .get("/selection/:programme/redaction/:blindCode", signedIn, only, (c) => show(c))
  .post("/selection/:programme/redaction/:blindCode", signedIn, only, save)
  .post("/selection/:programme/redaction/:blindCode/copies", signedIn, only, copy)
