import { type Context, Hono } from "hono"
import { NominationPage, type NominationPageProps } from "../../../web/pages/nominations/nomination-page.tsx"
import { paths } from "../../../web/paths.ts"
import { freshForm } from "../../../web/ui/form-state.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { attachFile } from "../../usecases/nomination/attach-file.ts"
import type { SentFile } from "../../usecases/nomination/attachment-deps.ts"
import type { TypedNomination } from "../../usecases/nomination/draft-change.ts"
import { openNomination } from "../../usecases/nomination/open-nomination.ts"
import { saveNomination } from "../../usecases/nomination/save-nomination.ts"
import { submitNomination } from "../../usecases/nomination/submit-nomination.ts"
import { withdrawNomination } from "../../usecases/nomination/withdraw-nomination.ts"
import { once } from "../../usecases/once.ts"
import type { DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { formRevision } from "../forms/command.ts"
import { nominationDeps, staleAnswers, typedFields, typedNomination } from "../forms/nomination-form.ts"
import { refusedForm, refusedWhole } from "../forms/refused-form.ts"
import { refuseTooLarge, uploadedFile } from "../forms/uploaded-file.ts"
import { requires } from "../middleware/session.ts"

type DeskContext = Context<DeskEnv>
type Shown = Partial<Pick<NominationPageProps, "state" | "withdrawing" | "differing">> & {
  status?: 200 | 409 | 413 | 422
}

const idOf = (c: DeskContext) => c.req.param("nominationId") ?? ""

/** What was just done, told by the address that it led to as long as it is still so. */
function doneWords(c: DeskContext, state: string): string | undefined {
  const { done } = c.var.text.nominations
  const what = c.req.method === "GET" ? c.req.query("done") : undefined
  if (what === "submitted" || what === "withdrawn") return state === what ? done[what] : undefined
  if (what === "attached" || what === "removed") return c.var.text.reviews.done[what]
  return (what === "started" || what === "saved") && state === "draft" ? done[what] : undefined
}

async function show(c: DeskContext, shown: Shown = {}) {
  const { actor, ctx } = c.var
  const { status = 200, state: sent, withdrawing = false, differing } = shown
  const open = await openNomination(ctx, idOf(c), nominationDeps(c))
  const { answers, consentAt, state, ineligibleReason, updatedAt, revision } = open.nomination
  const reason = ineligibleReason ?? ""
  const stored = typedFields({ answers, consent: consentAt !== null, reason })
  const savedAt = revision > 1 && (!sent || withdrawing) ? updatedAt : null
  const form = sent ?? freshForm(ctx.newId())
  const page = { actor, ...open, savedAt, withdrawing, differing, done: doneWords(c, state) }
  return c.render(
    <NominationPage {...page} state={{ ...form, typed: { ...stored, ...form.typed } }} />,
    status,
  )
}

/**
 * A form about the nomination of the address, with the file that was chosen in it. One that cannot be read is refused only
 * to those who may see the nomination.
 */
async function readAbout(c: DeskContext) {
  try {
    const { fields, sent, key } = await uploadedFile(c)
    const chosen = sent.bytes.length > 0 || sent.name !== ""
    return { fields, sent, chosen, command: { key, revision: formRevision(fields) } }
  } catch (error) {
    await openNomination(c.var.ctx, idOf(c), nominationDeps(c))
    throw error
  }
}

type Sent = Awaited<ReturnType<typeof readAbout>>

/** A browser does not show a file again that was refused with the rest of its form: it has to be chosen once more. */
function fileAgain({ chosen }: Sent, faults: readonly Fault[]): Fault[] {
  const told = faults.some(({ field }) => field === "file")
  return chosen && !told ? [{ rule: "attachment_again", field: "file" }] : []
}

async function showRefused(c: DeskContext, error: unknown, sent: Sent, typed: TypedNomination) {
  const { ctx, text } = c.var
  if (error instanceof DomainError && error.code === "conflict")
    return show(c, refusedWhole(text, error, ctx.newId(), typedFields(typed)))
  const refused = refusedForm(error, ctx.newId(), typedFields(typed))
  const { faults, stale } = refused.state
  const state = { ...refused.state, faults: [...faults, ...fileAgain(sent, faults)] }
  if (!stale) return show(c, { state, status: c.var.tooLarge ? 413 : 422 })
  const open = await openNomination(ctx, idOf(c), nominationDeps(c))
  return show(c, { state, differing: staleAnswers(text, open, typed), status: 409 })
}

/** Keeps the draft, with the file where one was chosen; the island asks for JSON, a person gets a page. */
async function save(c: DeskContext) {
  const { ctx } = c.var
  const sent = await readAbout(c)
  if (sent.chosen || c.var.tooLarge) return keepWithFile(c, sent)
  const typed = typedNomination(sent.fields)
  const json = c.req.header("accept")?.startsWith("application/json") ?? false
  try {
    const saved = await once(ctx, { ...sent.command, action: "nomination.save" }, () =>
      saveNomination(ctx, idOf(c), typed, sent.command),
    )
    if (json) return c.json({ revision: saved.revision, savedAt: formatTime(saved.savedAt) })
    return c.redirect(paths.nomination(idOf(c), { done: "saved" }), 303)
  } catch (error) {
    if (json && error instanceof DomainError) return c.json({ rule: error.rule }, statusOf[error.code])
    return showRefused(c, error, sent, typed)
  }
}

async function keepWithFile(c: DeskContext, sent: Sent) {
  const { ctx, services } = c.var
  const typed = typedNomination(sent.fields)
  const draft = { typed, revision: sent.command.revision }
  try {
    refuseTooLarge(c.var.tooLarge, "file")
    await once(ctx, { ...sent.command, action: "attachment.add" }, () =>
      attachFile(ctx, services.attachments, idOf(c), { draft, sent: sent.sent }, sent.command),
    )
    return c.redirect(paths.nomination(idOf(c), { done: "attached" }), 303)
  } catch (error) {
    return showRefused(c, error, sent, typed)
  }
}

async function submit(c: DeskContext) {
  const { ctx, services } = c.var
  const sent = await readAbout(c)
  const typed = typedNomination(sent.fields)
  const file: SentFile | null = sent.chosen ? sent.sent : null
  const along = file && { deps: services.attachments, sent: file }
  try {
    refuseTooLarge(c.var.tooLarge, "file")
    await once(ctx, { ...sent.command, action: "nomination.submit" }, () =>
      submitNomination(ctx, idOf(c), typed, sent.command, nominationDeps(c), along),
    )
    return c.redirect(paths.nomination(idOf(c), { done: "submitted" }), 303)
  } catch (error) {
    return showRefused(c, error, sent, typed)
  }
}

async function withdraw(c: DeskContext) {
  const { ctx, text } = c.var
  const { fields, command } = await readAbout(c)
  const reason = fields["reason"] ?? ""
  try {
    await once(ctx, { ...command, action: "nomination.withdraw" }, () =>
      withdrawNomination(ctx, c.var.services.awards, idOf(c), { reason }, command),
    )
    return c.redirect(paths.nomination(idOf(c), { done: "withdrawn" }), 303)
  } catch (error) {
    if (error instanceof DomainError && error.code === "conflict")
      return show(c, { ...refusedWhole(text, error, ctx.newId(), { reason }), withdrawing: true })
    return show(c, { ...refusedForm(error, ctx.newId(), { reason }), withdrawing: true })
  }
}

const editors = requires("nomination.edit")

/** The form of one nomination: saved, with a file, submitted, taken back. */
export const nominationFormRoutes = new Hono<DeskEnv>()
  .get("/nominations/:nominationId", (c) => show(c))
  .post("/nominations/:nominationId", editors, save)
  .post("/nominations/:nominationId/attachments", editors, async (c) => keepWithFile(c, await readAbout(c)))
  .post("/nominations/:nominationId/submission", editors, submit)
  .post("/nominations/:nominationId/withdrawal", editors, withdraw)
