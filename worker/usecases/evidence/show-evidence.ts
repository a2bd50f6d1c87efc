import { z } from "zod"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { isSensitive, publicFile } from "../../domain/evidence/evidence.ts"
import { may } from "../../domain/permissions.ts"
import { isAnswer } from "../../domain/submission/questions.ts"
import { type Asked, act } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import { perform } from "../perform.ts"
import type { EvidenceDeps } from "./add-evidence.ts"
import { type DeskEvidence, deskEvidence } from "./open-evidence.ts"

/** Why a file may never be shown to everybody, or null. */
export function neverShown({ row, indicator }: Pick<DeskEvidence, "row" | "indicator">) {
  if (row.type === "application/pdf") return "evidence_no_picture"
  if (isAnswer(row.indicator)) return "evidence_answer"
  return !indicator || isSensitive(indicator) ? "evidence_sensitive" : null
}

const detailOf = ({ open: { dossier }, row }: DeskEvidence) => ({
  estate: dossier.estate.id,
  quarter: dossier.quarter.quarter,
  indicator: row.indicator,
})

const showing = z
  .strictObject({ masked: z.boolean() })
  .meta({ id: "EvidenceShowing", example: { masked: true } })

/**
 * An authority shows a picture to everybody, by a name that nobody can guess, after it has said by name that faces and
 * plates are covered (人脸和车牌已遮挡).
 */
export const showEvidence = act({
  name: "evidence.show",
  may: ["verification.decide"],
  on: deskEvidence,
  input: showing,
  seen: "nothing",
  refusals: {
    evidence_no_picture: "conflict",
    evidence_answer: "conflict",
    evidence_sensitive: "conflict",
    evidence_shown: "conflict",
  },
  async plan(
    desk: DeskEvidence,
    { given: { masked }, copy }: Asked<typeof showing> & { copy(): Promise<string> },
    { refusal, now, actor },
  ) {
    const { row } = desk
    const never = neverShown(desk)
    if (never) throw refusal(never)
    if (row.publicName !== null) throw refusal("evidence_shown")
    if (!masked) throw refusal("invalid", { faults: [{ rule: "evidence_unmasked", field: "masked" }] })
    const shown = {
      publicName: await copy(),
      publishedAt: now.toISOString(),
      publishedBy: actor.memberId,
    }
    return {
      result: { name: shown.publicName },
      write: (store) => store.evidence.show(row, shown),
      event: {
        entity: "evidence",
        entityId: row.id,
        detail: { ...detailOf(desk), masked: true },
        ...changedFields({ publishedAt: null }, { publishedAt: shown.publishedAt }),
      },
    }
  },
})

/** An authority takes a picture back: nobody outside sees it from then on. */
export const hideEvidence = act({
  name: "evidence.hide",
  may: ["verification.decide"],
  on: deskEvidence,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: { evidence_not_shown: "conflict" },
  plan(desk, _, { refusal }) {
    const { row } = desk
    if (row.publicName === null) throw refusal("evidence_not_shown")
    return {
      result: null,
      write: (store) => store.evidence.show(row, { publicName: null, publishedAt: null, publishedBy: null }),
      event: {
        entity: "evidence",
        entityId: row.id,
        detail: detailOf(desk),
        ...changedFields({ publishedAt: row.publishedAt }, { publishedAt: null }),
      },
    }
  },
})

/** Everybody is given a copy of its own, which lies there exactly as long as it is shown. */
export async function publishEvidence(
  ctx: UseCaseContext<MemberActor>,
  { files, newName }: EvidenceDeps,
  desk: DeskEvidence,
  given: { masked: boolean },
  command: { key: string },
): Promise<{ name: string }> {
  const name = newName()
  let copied: Promise<string> | undefined
  const copy = async () => {
    const bytes = await files.get(desk.row.file)
    if (!bytes) throw new DomainError("not_found", "not_found")
    await files.put(publicFile(name), bytes)
    return name
  }
  try {
    const once = () => (copied ??= copy())
    const { result } = await perform(ctx, showEvidence, desk, { given, copy: once }, command)
    if (result.name !== name && copied) await files.remove(publicFile(name))
    return result
  } catch (error) {
    if (copied) await files.remove(publicFile(name))
    throw error
  }
}

/** The copy goes first: a line that breaks in between leaves nothing to be seen. */
export async function takeBackEvidence(
  ctx: UseCaseContext<MemberActor>,
  { files }: EvidenceDeps,
  desk: DeskEvidence,
  command: { key: string },
): Promise<null> {
  if (desk.row.publicName !== null && may(ctx.actor, "verification.decide"))
    await files.remove(publicFile(desk.row.publicName))
  const { result } = await perform(ctx, hideEvidence, desk, { given: {} }, command)
  return result
}
