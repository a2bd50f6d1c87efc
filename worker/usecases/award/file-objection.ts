import type { Stores } from "../../data/stores.ts"
import type { VisitorActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { blockedUntil } from "../../domain/identity/attempts.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { CleanFile } from "../../domain/selection/attachment.ts"
import { entriesOf, noticeOf, noticeState } from "../../domain/selection/notice-course.ts"
import {
  objections,
  type ReadObjection,
  readObjection,
  type TypedObjection,
} from "../../domain/selection/objections.ts"
import { dueDay } from "../../domain/ticket/due.ts"
import type { WorkingCalendar } from "../../domain/working-days.ts"
import type { UseCaseContext } from "../context.ts"
import { addressTry } from "../identity/tries.ts"
import { type AttachmentDeps, cleanName, type SentFile } from "../nomination/attachment-deps.ts"
import { requirePhase, rulesOf } from "../programme/open-programme.ts"

/** What filing an objection needs from outside. */
export interface ObjectionDeps {
  calendar: WorkingCalendar
  /** Seals name and contact: only the organiser reads them, and the database alone does not tell them. */
  sealContact(contact: string): Promise<string>
  openContact(sealed: string): Promise<string>
  /** The receipt of an objection, made from its id, so that a repetition is answered the same one. */
  receipt(objectionId: string): Promise<string>
  receiptHash(receipt: string): string
}

type Found = NonNullable<Awaited<ReturnType<UseCaseContext["read"]["objections"]["toFile"]>>["found"]>

/** The notices that run now. Errors: conflict, with the day on which it begins or ended. */
function runningNotices({ notices }: Found, now: Date) {
  const today = dayOf(now.getTime())
  const running = notices.filter(
    (notice) => noticeState(notice, today) === "running" && notice.closedAt === null,
  )
  if (running.length > 0) return running
  const coming = notices.find((notice) => noticeState(notice, today) === "coming")
  const last = notices.at(-1)
  if (coming) throw new DomainError("conflict", "objection_early", [], { day: coming.fromDay })
  if (last) throw new DomainError("conflict", "objection_closed", [], { day: last.toDay })
  throw new DomainError("conflict", "objection_no_notice")
}

/** The notice of a candidate of the newest list, whether it runs or not. */
function noticeOfListed({ notices, lists }: Found, nominationId: string) {
  const documents = lists.map(({ document }) => document)
  const newest = documents.at(-1)
  const listed = newest && entriesOf(newest).some((entry) => entry.nominationId === nominationId)
  return listed ? noticeOf(nominationId, notices, documents) : undefined
}

/** Whether a notice runs is said first: nobody is sent back to mend what cannot be sent. Errors: conflict, invalid. */
function checkObjection(found: Found, typed: TypedObjection, now: Date) {
  const running = runningNotices(found, now)
  const { objection, faults } = readObjection(typed, rulesOf(found.programme).objections)
  const notice = noticeOfListed(found, objection.nominationId)
  const wrong: Fault[] = []
  if (!notice && objection.nominationId !== "")
    wrong.push({ rule: "objection_candidate", field: "nominationId" })
  if (faults.length + wrong.length > 0 || !notice)
    throw new DomainError("invalid", "invalid", [...wrong, ...faults])
  if (!running.includes(notice))
    throw new DomainError("conflict", "objection_closed", [], { day: notice.toDay })
  return { notice, objection }
}

/** Evidence as it may be kept. Errors: invalid, each fault beside the field of the files. */
async function cleanEvidence({ clean }: AttachmentDeps, files: readonly SentFile[]) {
  const most = objections.filing.files
  if (files.length > most)
    throw new DomainError("invalid", "invalid", [
      { rule: "evidence_too_many", field: "files", with: { most } },
    ])
  const cleaned: { name: string; file: CleanFile }[] = []
  for (const { name, bytes } of files)
    try {
      cleaned.push({ name: cleanName(name), file: await clean(bytes) })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const faults = error.faults.map((fault) => ({ ...fault, field: "files" }))
      throw new DomainError("invalid", "invalid", faults)
    }
  return cleaned
}

/** Puts evidence into the bucket under random names; answers what goes on record. */
async function keepEvidence(
  { files, newName }: AttachmentDeps,
  cleaned: Awaited<ReturnType<typeof cleanEvidence>>,
  { objectionId, at, newId }: { objectionId: string; at: string; newId(): string },
) {
  const kept = []
  for (const { name, file } of cleaned) {
    const { bytes, ...facts } = file
    const row = {
      ...facts,
      id: newId(),
      file: newName(),
      objectionId,
      name,
      bytes: bytes.length,
      addedAt: at,
    }
    await files.put(row.file, bytes)
    kept.push(row)
  }
  return kept
}

type Evidence = Awaited<ReturnType<typeof keepEvidence>>

/** What goes into the batch. */
async function writeObjection(
  ctx: UseCaseContext<VisitorActor>,
  { programme }: Found,
  filed: {
    key: string
    row: Parameters<Stores["objections"]["file"]>[0]
    evidence: Evidence
    notice: number
    now: Date
  },
) {
  const { row, evidence, now } = filed
  const { id, nominationId, named, text } = row
  const command = { key: filed.key, action: "objection.file", result: { objectionId: id } }
  return ctx.write(command, (store) => {
    store.programmes.during(programme.id, programme.phase)
    store.programmes.touchPublic(programme.id)
    store.objections.file(row)
    store.objections.addEvidence(evidence)
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action: "objection.file",
      entity: "objection",
      entityId: id,
      detail: {
        programme: programme.slug,
        notice: filed.notice,
        nominationId,
        named,
        textLength: text.length,
        files: evidence.length,
      },
      concerns: programme.organisationId,
      ...changedFields(null, { state: row.state }),
    })
  })
}

async function rowOf(
  deps: ObjectionDeps,
  found: Found,
  { id, objection, noticeId, now }: { id: string; objection: ReadObjection; noticeId: string; now: Date },
) {
  const { nominationId, text } = objection
  const contact = objection.contact && (await deps.sealContact(JSON.stringify(objection.contact)))
  const { replyWorkingDays: within } = rulesOf(found.programme).objections
  const today = dayOf(now.getTime())
  const state = objections.filing.to
  const due = dueDay(objections, state, { filed: today, entered: today, within }, deps.calendar)
  return {
    id,
    programmeId: found.programme.id,
    noticeId,
    nominationId,
    named: contact !== null,
    contact,
    text,
    state,
    receiptHash: deps.receiptHash(await deps.receipt(id)),
    receivedAt: now.toISOString(),
    replyDueDay: due.day,
  }
}

/**
 * Takes an objection against a candidate during the days of its notice, until 23:59:59 of the last one, with up to three
 * files; answers its id, which its receipt is made of. Tries are counted by address. Errors: not_found, conflict (no
 * notice runs, `too_many_tries`), invalid.
 */
export async function fileObjection(
  ctx: UseCaseContext<VisitorActor>,
  deps: ObjectionDeps & { attachments: AttachmentDeps },
  slug: string,
  typed: TypedObjection & { files: readonly SentFile[] },
  command: { key: string; address: string | null },
): Promise<{ objectionId: string }> {
  const now = ctx.now()
  const tries = [addressTry(objections.name, command.address)]
  const { counted, found } = await ctx.read.objections.toFile(slug, tries, now)
  if (!found) throw new DomainError("not_found", "not_found")
  const until = blockedUntil(counted)
  if (until) throw new DomainError("conflict", "too_many_tries", [], { until: until.toISOString() })
  requirePhase(found.programme, ...objections.during)
  const { notice, objection } = checkObjection(found, typed, now)
  const cleaned = await cleanEvidence(deps.attachments, typed.files)
  const id = ctx.newId()
  const row = await rowOf(deps, found, { id, objection, noticeId: notice.id, now })
  const kept = { objectionId: id, at: now.toISOString(), newId: ctx.newId }
  const evidence = await keepEvidence(deps.attachments, cleaned, kept)
  const drop = () => Promise.all(evidence.map(({ file }) => deps.attachments.files.remove(file)))
  try {
    const filed = { key: command.key, row, evidence, notice: notice.number, now }
    const { result, repeated } = await writeObjection(ctx, found, filed)
    if (repeated) await drop()
    return result
  } catch (error) {
    await drop()
    throw error
  }
}
