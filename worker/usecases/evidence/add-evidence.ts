import { z } from "zod"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import {
  type CleanEvidence,
  type EvidenceFile,
  evidenceSides,
  evidenceSpace,
  MAX_EVIDENCE_NOTE,
  MOST_FILES_AT_ONCE,
  nextPair,
  spaceWords,
} from "../../domain/evidence/evidence.ts"
import { type CameraFacts, isCameraTime } from "../../domain/evidence/exif.ts"
import { whereIs } from "../../domain/evidence/outline.ts"
import type { AttachmentFiles } from "../../domain/selection/attachment.ts"
import { mayTypePart, submissionStates } from "../../domain/submission/states.ts"
import { type Asked, act } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { cleanName, type SentFile } from "../nomination/attachment-deps.ts"
import { perform } from "../perform.ts"
import { closedRefusals } from "../submission/open-submission.ts"
import { savingRefusals } from "../submission/save-draft.ts"
import { addableTo, type EvidenceFiling, evidenceFilings } from "./open-evidence.ts"

/** What keeping evidence needs from outside. */
export interface EvidenceDeps {
  clean: CleanEvidence
  files: AttachmentFiles
  /** A name that nobody can guess. */
  newName(): string
}

/** A file as it came, with what a browser that made it smaller says of the original. */
export interface SentEvidence extends SentFile {
  originalHash?: string
  takenAt?: string
  position?: CameraFacts["position"]
}

interface Kept {
  id: string
  file: string
  sent: SentEvidence
  clean: EvidenceFile
}

/** A file that was not taken, and why. */
export interface RefusedFile {
  name: string
  error: DomainError
}

/**
 * Files that lie in the bucket before the batch that names them; those that it did not take are dropped. A file that is
 * none to be kept does not keep the others out; where all are such, the first says why.
 */
function keeping(ctx: UseCaseContext, deps: EvidenceDeps, sent: readonly SentEvidence[]) {
  const kept: Kept[] = []
  const refused: RefusedFile[] = []
  let keep: Promise<readonly Kept[]> | undefined
  const all = async () => {
    const clean: { one: EvidenceFile; sent: SentEvidence }[] = []
    // One after the other: each may take as much memory as a file does.
    for (const file of sent) {
      try {
        clean.push({ one: await deps.clean(file.bytes), sent: file })
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== "invalid") throw error
        refused.push({ name: cleanName(file.name), error })
      }
    }
    if (clean.length === 0 && refused[0]) throw refused[0].error
    for (const { one, sent } of clean) {
      const file = deps.newName()
      kept.push({ id: ctx.newId(), file, sent, clean: one })
      await deps.files.put(file, one.bytes)
    }
    return kept
  }
  return {
    refused,
    keep: () => (keep ??= all()),
    async drop(but: readonly string[] = []): Promise<void> {
      for (const { id, file } of kept) if (!but.includes(id)) await deps.files.remove(file)
    },
  }
}

export const evidenceInput = z
  .strictObject({
    /** Its code; or the name of a question or return that the file answers, as `questions` have it. */
    indicator: z.string().max(120).meta({ example: "ENV-01" }),
    note: z.string().max(MAX_EVIDENCE_NOTE).default(""),
    side: z.enum(evidenceSides).nullable().default(null),
  })
  .meta({ id: "EvidencePlace" })

type Input = typeof evidenceInput

/** What the camera wrote, in the file that came or, where a browser made it smaller, as that read it before. */
function cameraOf({ sent, clean }: Kept): CameraFacts {
  const { camera } = clean
  const { takenAt } = sent
  return {
    takenAt: camera.takenAt ?? (takenAt !== undefined && isCameraTime(takenAt) ? takenAt : null),
    position: camera.position ?? sent.position ?? null,
  }
}

/** Adds files to one indicator, or to the answer of something that came back: all that can be kept, or none where there is no room for them. */
export const addEvidence = act({
  name: "evidence.add",
  may: ["filing.edit", "part.edit"],
  on: evidenceFilings,
  input: evidenceInput,
  seen: "nothing",
  refusals: { ...savingRefusals, ...closedRefusals },
  again: { most: 3, when: () => true },
  async plan(
    open: EvidenceFiling,
    { given, keep, sent }: Asked<Input> & { keep(): Promise<readonly Kept[]>; sent: number },
    { actor, now, refusal },
  ) {
    const fault = (rule: string, field: string, about: Record<string, string | number> = {}) =>
      refusal("invalid", { faults: [{ rule, field, with: about }] })
    if (open.locked) throw refusal(open.locked)
    const { dossier, provider, own, used, filing } = open
    const indicator = addableTo(open, given.indicator)
    if (!indicator) throw fault("evidence_indicator", "indicator")
    if (sent === 0) throw fault("attachment_missing", "files")
    if (sent > MOST_FILES_AT_ONCE) throw fault("evidence_at_once", "files", { most: MOST_FILES_AT_ONCE })
    if (own.length + sent > evidenceSpace.files) throw fault("evidence_files", "files", spaceWords)
    const kept = await keep()
    const bytes = kept.reduce((sum, { clean }) => sum + clean.bytes.length, 0)
    if (used + bytes > evidenceSpace.bytes) throw fault("evidence_space", "files", spaceWords)

    const { estate, quarter, submission } = dossier
    const place = { estateId: estate.id, quarter: quarter.quarter, organisationId: actor.organisation.id }
    const placed: Parameters<typeof nextPair>[0][number][] = [...own]
    const rows = kept.map((one) => {
      const {
        id,
        file,
        clean,
        sent: { name, originalHash = null },
      } = one
      const { bytes, camera: _, ...facts } = clean
      const { takenAt, position } = cameraOf(one)
      const row = {
        ...{ ...facts, ...place, id, file, provider, filing, originalHash, takenAt },
        name: cleanName(name),
        note: given.note.trim(),
        side: given.side,
        indicator,
        pair: nextPair(placed, indicator, given.side),
        bytes: bytes.length,
        taken: whereIs(position, open.outline),
        memberId: actor.memberId,
        addedAt: now.toISOString(),
      }
      placed.push(row)
      return row
    })
    const events = rows.map(({ id, type, bytes, hash }) => ({
      entity: "evidence",
      entityId: id,
      detail: { estate: estate.id, quarter: quarter.quarter, indicator, provider },
      after: { type, bytes, hash },
    }))
    const states = submissionStates.filter((state) => mayTypePart(state, provider))
    return {
      result: { ids: rows.map(({ id }) => id) },
      write(store) {
        store.submissions.expectOpen(quarter.quarter, estate)
        store.evidence.expectTyping(place, states, submission?.filing ?? 0)
        store.evidence.expectRoom(place, { bytes, files: rows.length })
        store.evidence.addMany(rows)
      },
      event: [events[0]!, ...events.slice(1)],
    }
  },
})

/**
 * Checks files and keeps them with one indicator of a part, once for each key; those that a repetition sent again are
 * dropped. Answers which were not taken. Errors: forbidden, conflict (why nothing is added any more), invalid (what is wrong with a file, no room).
 */
export async function keepEvidence(
  ctx: UseCaseContext<MemberActor>,
  deps: EvidenceDeps,
  open: EvidenceFiling,
  { given, files }: { given: z.output<Input>; files: readonly SentEvidence[] },
  command: { key: string },
): Promise<{ ids: string[]; refused: readonly RefusedFile[] }> {
  const { keep, drop, refused } = keeping(ctx, deps, files)
  try {
    const asked = { given, keep, sent: files.length }
    const { result } = await perform(ctx, addEvidence, open, asked, command)
    await drop(result.ids)
    return { ...result, refused }
  } catch (error) {
    await drop()
    throw error
  }
}
