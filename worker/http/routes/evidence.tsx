import { type Context, Hono } from "hono"
import { EvidencePage } from "../../../web/pages/evidence/evidence-page.tsx"
import { paths } from "../../../web/paths.ts"
import { anyFault } from "../../../web/text/any-fault.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { evidenceSides, MAX_EVIDENCE_NOTE, pictureType, publicFile } from "../../domain/evidence/evidence.ts"
import { isPosition } from "../../domain/evidence/exif.ts"
import { may } from "../../domain/permissions.ts"
import {
  addEvidence,
  evidenceInput,
  keepEvidence,
  type SentEvidence,
} from "../../usecases/evidence/add-evidence.ts"
import { describeEvidence } from "../../usecases/evidence/describe-evidence.ts"
import {
  aboutOf,
  deskEvidence,
  evidenceFilingOf,
  openEvidence,
  ownEvidence,
  readEvidence,
} from "../../usecases/evidence/open-evidence.ts"
import { removeEvidence } from "../../usecases/evidence/remove-evidence.ts"
import {
  hideEvidence,
  publishEvidence,
  showEvidence,
  takeBackEvidence,
} from "../../usecases/evidence/show-evidence.ts"
import { perform } from "../../usecases/perform.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"
import { statusOf } from "../errors.tsx"
import { formCommand } from "../forms/command.ts"
import { evidenceView } from "../forms/evidence-view.ts"
import { refusedWhole } from "../forms/refused-form.ts"
import { refuseTooLarge, uploadedFiles } from "../forms/uploaded-file.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"
import { sendFile } from "../send-file.ts"

const part = (c: Context<DeskEnv>, name: string) => c.req.param(name) ?? ""
const placeOf = (c: Context<DeskEnv>) => ({ slug: part(c, "slug"), quarter: part(c, "quarter") })
const pieceOf = (c: Context<DeskEnv>) => ({ ...placeOf(c), evidenceId: part(c, "evidenceId") })

/** What the address names. Errors: not_found, forbidden. */
async function opened(c: Context<DeskEnv>) {
  const seen = await openEvidence(c.var.ctx, placeOf(c))
  const about = aboutOf(seen, part(c, "indicator"))
  if (!about) throw new DomainError("not_found", "not_found")
  return { seen, about, filing: evidenceFilingOf(seen, c.var.actor) }
}

async function show(
  c: Context<DeskEnv>,
  { state, status = 200, sent }: { state?: FormState; status?: 200 | 409 | 413 | 422; sent?: string } = {},
) {
  const { actor, ctx, text } = c.var
  const { seen, about, filing } = await opened(c)
  const shown = { about, sent, state: state ?? freshForm(ctx.newId()) }
  const view = evidenceView(seen, filing, { ...shown, decides: may(actor, "verification.decide") })
  const done = c.req.method === "GET" ? text.evidence.done[c.req.query("done") ?? ""] : undefined
  return c.render(<EvidencePage actor={actor} view={view} done={done} />, status)
}

const asksForJson = (c: Context<DeskEnv>) => c.req.header("accept")?.startsWith("application/json") ?? false

/** Why files were not taken, in one sentence; what is no refusal is thrown on. */
function saidOf({ var: { text } }: Context<DeskEnv>, error: unknown): string {
  if (!(error instanceof DomainError)) throw error
  const [fault] = error.faults
  return fault ? anyFault(text, fault) : refusalSentence(text, error)
}

const sideOf = (text: string | undefined) => evidenceSides.find((side) => side === text) ?? null

/** What is said of a file. DomainError invalid where it is too long. */
function noteOf(text = ""): string {
  if (text.length <= MAX_EVIDENCE_NOTE) return text
  const fault = { rule: "evidence_note_long", field: "note", with: { most: MAX_EVIDENCE_NOTE } }
  throw new DomainError("invalid", "invalid", [fault])
}

function donePath(c: Context<DeskEnv>, done: string): string {
  const { slug, quarter } = placeOf(c)
  return paths.evidence(slug, quarter, part(c, "indicator"), { done })
}

/** What a browser that made one picture smaller says of the original; nothing of it is believed but as a claim. */
function originalOf(
  fields: Record<string, string>,
): Pick<SentEvidence, "originalHash" | "takenAt" | "position"> {
  const { original = "", taken = "", latitude = "", longitude = "" } = fields
  const position = { latitude: Number(latitude), longitude: Number(longitude) }
  return {
    ...(/^[0-9a-f]{64}$/.test(original) && { originalHash: original }),
    ...(taken !== "" && { takenAt: taken }),
    ...(latitude !== "" && longitude !== "" && isPosition(position) && { position }),
  }
}

async function add(c: Context<DeskEnv>) {
  const { ctx, services, text } = c.var
  const { filing } = await opened(c)
  if (!filing) throw new DomainError("forbidden", "forbidden")
  const { fields, files, key } = await uploadedFiles(c)
  try {
    refuseTooLarge(c.get("tooLarge"), "files")
    const given = evidenceInput.parse({
      indicator: part(c, "indicator"),
      note: noteOf(fields["note"]),
      side: sideOf(fields["side"]),
    })
    const [one] = files
    const sent = one && files.length === 1 ? [{ ...one, ...originalOf(fields) }] : files
    const { ids, refused } = await keepEvidence(
      ctx,
      services.evidence,
      filing,
      { given, files: sent },
      { key },
    )
    if (asksForJson(c)) return c.json({ ids })
    if (refused.length === 0) return c.redirect(donePath(c, "added"), 303)
    const told = refused.map(({ name, error }) => text.evidence.notTaken(name, saidOf(c, error)))
    const said = text.evidence.partly(ids.length, told.join(""))
    return show(c, { state: { ...freshForm(ctx.newId()), refused: said }, sent: "new" })
  } catch (error) {
    if (asksForJson(c))
      return c.json({ error: saidOf(c, error) }, error instanceof DomainError ? statusOf[error.code] : 500)
    const { state, status } = refusedWhole(text, error, ctx.newId(), fields)
    return show(c, { state, status: c.get("tooLarge") ? 413 : status, sent: "new" })
  }
}

/** The number of a pair as it was typed; none: the next free one. Throws for what is no number of one. */
function pairOf(text = ""): number | undefined {
  const typed = text.trim()
  if (typed === "") return undefined
  if (!/^[1-9]\d{0,2}$/.test(typed))
    throw new DomainError("invalid", "invalid", [{ rule: "evidence_pair", field: "pair" }])
  return Number(typed)
}

async function describe(c: Context<DeskEnv>) {
  const { ctx, text } = c.var
  const open = await ownEvidence.open(ctx, pieceOf(c))
  const { key, fields } = await formCommand(c)
  try {
    const given = { note: noteOf(fields["note"]), side: sideOf(fields["side"]), pair: pairOf(fields["pair"]) }
    await perform(ctx, describeEvidence, open, { given }, { key })
    return c.redirect(donePath(c, "described"), 303)
  } catch (error) {
    const { state, status } = refusedWhole(text, error, ctx.newId(), fields)
    return show(c, { state, status, sent: open.row.id })
  }
}

async function remove(c: Context<DeskEnv>) {
  const open = await ownEvidence.open(c.var.ctx, pieceOf(c))
  await perform(c.var.ctx, removeEvidence, open, { given: {} }, await formCommand(c))
  return c.redirect(donePath(c, "removed"), 303)
}

async function publish(c: Context<DeskEnv>) {
  const { ctx, services, text } = c.var
  const desk = await deskEvidence.open(ctx, pieceOf(c))
  const { key, fields } = await formCommand(c)
  try {
    await publishEvidence(ctx, services.evidence, desk, { masked: fields["masked"] === "yes" }, { key })
    return c.redirect(donePath(c, "shown"), 303)
  } catch (error) {
    const { state, status } = refusedWhole(text, error, ctx.newId(), fields)
    return show(c, { state, status, sent: desk.row.id })
  }
}

async function takeBack(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const desk = await deskEvidence.open(ctx, pieceOf(c))
  await takeBackEvidence(ctx, services.evidence, desk, await formCommand(c))
  return c.redirect(donePath(c, "hidden"), 303)
}

async function serve(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  return sendFile(c, await readEvidence(ctx, services.evidence.files, pieceOf(c)), { shown: true })
}

const path = "/evidence/:quarter/:slug/:indicator"

/** Evidence of an indicator: seen by who files it and by authorities, added, described and deleted by who files it. */
export const evidenceRoutes = new Hono<DeskEnv>()
  .use("/evidence/*", signedIn, requires("filing.read", "verification.read"))
  .get(path, (c) => show(c))
  .post(path, acting(addEvidence), add)
  .get(`${path}/:evidenceId`, serve)
  .post(`${path}/:evidenceId/description`, acting(describeEvidence), describe)
  .post(`${path}/:evidenceId/removal`, acting(removeEvidence), remove)
  .post(`${path}/:evidenceId/showing`, acting(showEvidence), publish)
  .post(`${path}/:evidenceId/hiding`, acting(hideEvidence), takeBack)

const NAME = /^[\w-]{43}$/

/** Pictures that authorities show to everybody: nothing else of evidence is public. */
export const pictureRoutes = new Hono<AppEnv>().get("/pictures/:name", async (c) => {
  const name = c.req.param("name")
  const bytes = NAME.test(name) ? await c.var.services.evidence.files.get(publicFile(name)) : null
  const type = bytes && pictureType(bytes)
  if (!bytes || !type) throw new DomainError("not_found", "not_found")
  return sendFile(c, { bytes, type, name }, { shown: true })
})
