import type { Fault } from "../../domain/errors.ts"
import { evidenceMarks } from "../../domain/evidence/marks.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { scoreEstate } from "../../domain/scoring/score.ts"
import { checksOf, faultKeys } from "../../domain/submission/edition-checks.ts"
import { checkFiling } from "../../domain/submission/faults.ts"
import {
  adjustedBefore,
  changedUnasked,
  markFigures,
  markId,
  marksOf,
  pointsAtStake,
  SETTLED,
} from "../../domain/submission/marks.ts"
import { typedKeys } from "../../domain/submission/parts.ts"
import { gapsOf } from "../evidence/gaps.ts"
import { plain, valuesOf } from "./open-submission.ts"
import type { DecidingLevel, Verification } from "./open-verification.ts"

/** What an official should look at: it passes only once it is settled by name, or its value adjusted. */
export interface OpenMark {
  id: string
  fault: Fault
  /** The reason that was given by who sent it. */
  reason: string | null
  /** The points that rest on its values. */
  points: number
  /** The level that has settled it for what it says now. */
  settled: DecidingLevel | null
}

/** Adjustments of the levels below the one that looks, by key: to it they are what counts. */
function adjustedBelow({ decided, level }: Verification): Map<string, Verification["decided"][number]> {
  const below = decided.filter((row) => row.decision === "adjusted" && row.level !== level)
  return new Map(below.map((row) => [row.key, row]))
}

/**
 * Rows that count, with everything that was typed wrong in them: what lies between values, and single values. What a level
 * below has adjusted is looked at as it adjusted it, with its reason.
 */
function found(open: Verification) {
  const { edition, before, registry, rows, standing } = open
  const below = adjustedBelow(open)
  // An empty value has a row where it has a reason, as has a mark of the whole.
  const counting = rows.filter(
    (row) => row.value !== "" && row.provider === (standing.get(row.key)?.provider ?? row.provider),
  )
  const texts = new Map(counting.map((row) => [row.key, row.value]))
  const reasons = new Map(rows.flatMap((row) => (row.reason ? [[row.key, row.reason] as const] : [])))
  for (const [key, { checkedValue, reason }] of below) {
    if (checkedValue) texts.set(key, checkedValue)
    else texts.delete(key)
    if (reason) reasons.set(key, reason)
  }
  const mine = new Set(editionKeys(edition).keys())
  const context = { edition, mine, others: new Map(), before, registry, whole: true }
  return { mine, below, reasons, ...checkFiling(context, { texts, reasons: new Map() }) }
}

/** What breaks a hard rule in a filed submission: it is adjusted or returned. */
export function brokenOf(open: Verification): Fault[] {
  return open.rows.length > 0 ? found(open).hard : []
}

/** Single values that cannot be read or are beyond their limits, saved like that by a place, and that nobody adjusts. */
export function unreadable(open: Verification, rows: readonly { key: string; decision: string }[]): Fault[] {
  const adjusted = new Set(
    [...open.decided, ...rows].flatMap((row) => (row.decision === "adjusted" ? [row.key] : [])),
  )
  return brokenOf(open).filter(({ check, field }) => !check && !adjusted.has(field ?? ""))
}

/** What of its evidence asks for a look; nothing where files were not asked for. */
function ofEvidence(open: Verification): Fault[] {
  if (!open.evidence) return []
  const { evidence, likenesses } = open.evidence
  const resembling = new Set(likenesses.map(({ evidenceId }) => evidenceId))
  const alike = new Map<string, number>()
  for (const { id, indicator } of evidence)
    if (resembling.has(id)) alike.set(indicator, (alike.get(indicator) ?? 0) + 1)
  return evidenceMarks(open.edition.indicators, gapsOf(open, evidence), alike)
}

/**
 * Everything that asks whoever verifies for a look: what was adjusted beyond tolerance the quarter before, what changed without having been asked for, soft faults, and the
 * marks of what is left out, repeated or different from the registry.
 */
export function openMarks(open: Verification): OpenMark[] {
  const { dossier, edition, before, registry, peers } = open
  if (open.rows.length === 0) return []
  const { mine, below, reasons, soft, values } = found(open)
  const sent = new Set(typedKeys(edition, "company", dossier.staffed))
  const [last] = dossier.earlier
  const verified = last?.submission?.state === "verified" ? last.submission : null
  // Who looked because of what was before has answered with an adjustment.
  const asBefore = [
    ...adjustedBefore(editionKeys(edition), valuesOf(dossier, edition, verified)),
    ...changedUnasked(dossier.submission, dossier.values, dossier.findings),
  ].filter(({ field }) => !below.has(field ?? ""))
  const faults = [
    ...asBefore,
    ...soft,
    ...marksOf({ edition, before, registry, peers, mine, sent, reasons }, values),
    ...ofEvidence(open),
  ]
  const score = scoreEstate(checksOf(edition).compiled, plain(open.standing))
  const settled = open.decided.filter(({ decision }) => decision === SETTLED)
  return faults.map((fault) => {
    const id = markId(fault)
    const row = settled.find((one) => one.key === id && (one.checkedValue ?? "") === markFigures(fault))
    return {
      id,
      fault,
      reason: reasons.get(fault.field ?? "") ?? null,
      points: pointsAtStake(edition, score, fault),
      settled: row?.level ?? null,
    }
  })
}

/**
 * Marks that nobody has settled, and whose values this level does not adjust: what a level below made of a value is
 * settled by name like what was filed.
 */
export function unsettled(
  open: Verification,
  rows: readonly { key: string; decision: string; checkedValue: string | null }[],
): OpenMark[] {
  const adjusted = new Set(rows.flatMap((row) => (row.decision === "adjusted" ? [row.key] : [])))
  return openMarks(open).filter(({ id, fault, settled }) => {
    const named = fault.with?.["keys"] === undefined ? [fault.field ?? ""] : faultKeys(fault)
    const now = rows.some(
      (row) => row.decision === SETTLED && row.key === id && (row.checkedValue ?? "") === markFigures(fault),
    )
    return !now && settled === null && !named.some((key) => adjusted.has(key))
  })
}
