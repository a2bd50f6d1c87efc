/**
 * Marks (标记): what whoever verifies should look at beside broken checks. Each asks the sender for a reason when a part
 * is sent, and stands until an official settles it by name.
 */
import type { Fault } from "../errors.ts"
import { isBeyond, type Peers, sizeOf } from "../release/peers.ts"
import type { OpenCheck } from "../scoring/checks.ts"
import type { Edition } from "../scoring/edition.ts"
import { editionKeys, type KeySpec } from "../scoring/keys.ts"
import { indicatorKeys } from "../scoring/operand-keys.ts"
import type { EstateScore } from "../scoring/results.ts"
import { beyondTolerance } from "./adjustments.ts"
import type { ComposedValue } from "./compose.ts"
import { askChecks, faultKeys, type Values } from "./edition-checks.ts"
import { isWholeMark, wholeMarks } from "./faults.ts"
import { SIZE_KEY } from "./registry-figures.ts"
import { MAX_VALUE_TEXT } from "./typed-text.ts"

/** The product's own marks; those of open checks are `open:` and the check's id. */
export const markRules = ["na_before", "registry_differs", "beyond_peers", ...wholeMarks] as const

/** Decided of a mark: what it says has been looked at and stands. */
export const SETTLED = "settled" as const

/** Fewer answers than this share of what a sender provides say too little (数据不足). */
export const ENOUGH_ANSWERS = 0.6

export interface MarkContext {
  edition: Edition
  before: readonly (Values | null)[]
  registry: Values
  /** What estates of each size had in the newest public release; null where there is none. */
  peers: Peers | null
  /** Keys whose marks are told: a sender's own, all of them to who verifies. */
  mine: ReadonlySet<string>
  /** Keys that the company provides, by which its part as a whole is judged; null when that is not asked. */
  sent: ReadonlySet<string> | null
  /** Reasons that were given, by key. */
  reasons: ReadonlyMap<string, string>
}

/** A check that cannot be asked, beside the first value that the reader left empty. */
function openFault({ check, without, keys }: OpenCheck, mine: ReadonlySet<string>): Fault[] {
  const field = without.find((key) => mine.has(key))
  if (field === undefined) return []
  const { id, title, left, right } = check
  const told: Record<string, string> = {
    keys: [...new Set([...keys, ...without])].join("/"),
    without: without.join("/"),
  }
  if (title === null) Object.assign(told, { key: left, limitKey: right })
  return [{ rule: `open:${id}`, field, check: { title, severity: "soft" }, with: told }]
}

const isNumber = ({ kind, type }: KeySpec) => (kind === "base" || kind === "input") && type !== "yes_no"
const isAsked = ({ kind }: KeySpec) => kind === "base" || kind === "input" || kind === "gate"

function ofValues({ before, registry, mine }: MarkContext, values: Values): Fault[] {
  return [...values].flatMap(([key, value]): Fault[] => {
    if (!mine.has(key)) return []
    const [last, known] = [before[0]?.get(key), registry.get(key)]
    if (value === "NA")
      return typeof last === "number"
        ? [{ rule: "na_before", field: key, with: { before: last, keys: key } }]
        : []
    if (known === undefined || known === value) return []
    return [{ rule: "registry_differs", field: key, with: { value, registry: Number(known), keys: key } }]
  })
}

/**
 * Values that lie far outside of what estates of the same size had in the last release. The size is that of the households
 * that are filed, otherwise of those registered.
 */
function beyondPeers({ peers, mine, registry }: MarkContext, values: Values): Fault[] {
  const households = values.get(SIZE_KEY) ?? registry.get(SIZE_KEY)
  const own = typeof households === "number" ? peers?.[sizeOf(households)] : undefined
  return Object.entries(own ?? {}).flatMap(([key, figures]): Fault[] => {
    const value = values.get(key)
    if (!mine.has(key) || typeof value !== "number" || !isBeyond(value, figures)) return []
    const [n, low, high] = figures
    return [{ rule: "beyond_peers", field: key, with: { value, n, low, high, keys: key } }]
  })
}

/** Every number of the sender's is the one of the quarter before: filed again rather than counted. */
function sameAsLast({ edition, before, sent }: MarkContext, values: Values): Fault[] {
  const last = before[0]
  const numbers = [...editionKeys(edition).values()].filter((spec) => isNumber(spec) && sent?.has(spec.key))
  const typed = numbers.filter(({ key }) => typeof values.get(key) === "number")
  const same = last && typed.length > 0 && numbers.every(({ key }) => values.get(key) === last.get(key))
  return same ? [{ rule: "same_as_last", field: "same_as_last", with: { n: typed.length } }] : []
}

/** How many of the answers that a sender provides it gave; 不适用 is one only with its reason. */
export function answersOf(
  edition: Edition,
  sent: ReadonlySet<string>,
  values: Values,
  reasons: ReadonlyMap<string, string>,
): { answered: number; asked: number } {
  const asked = [...editionKeys(edition).values()].filter((spec) => isAsked(spec) && sent.has(spec.key))
  const answered = asked.filter(({ key }) => {
    const value = values.get(key)
    return value === "NA" ? Boolean(reasons.get(key)?.trim()) : value !== undefined
  })
  return { answered: answered.length, asked: asked.length }
}

/** Whether a sender answered too little. */
export const isFew = ({ answered, asked }: { answered: number; asked: number }) =>
  answered < ENOUGH_ANSWERS * asked - 1e-9

function fewAnswers({ edition, sent, reasons }: MarkContext, values: Values): Fault[] {
  const found = answersOf(edition, sent ?? new Set(), values, reasons)
  const share = Math.floor((100 * found.answered) / Math.max(1, found.asked))
  return isFew(found) ? [{ rule: "few_answers", field: "few_answers", with: { ...found, share } }] : []
}

/** The marks of an estate's values, beside the checks that they break: of single values first, then of the whole. */
export function marksOf(context: MarkContext, values: Values): Fault[] {
  const { edition, before, mine, sent } = context
  const { open } = askChecks(edition, values, before)
  return [
    ...open.flatMap((one) => openFault(one, mine)),
    ...ofValues(context, values),
    ...beyondPeers(context, values),
    ...(sent ? [...sameAsLast(context, values), ...fewAnswers(context, values)] : []),
  ]
}

/** The name of a mark, by which it is settled: a check's id, otherwise the rule and its value's key. */
export function markId({ rule, field, check }: Fault): string {
  return check || !field || field === rule ? rule : `${rule}:${field}`
}

/** What a mark says in figures: it is settled for these, and stands again for others. */
export function markFigures({ with: told = {} }: Fault): string {
  const figures = Object.values(told).filter((one) => typeof one === "number")
  return figures.join("/").slice(0, MAX_VALUE_TEXT)
}

/** The points that rest on a mark's values: those of their indicators, of the whole submission for a mark of the whole. */
export function pointsAtStake(edition: Edition, score: EstateScore, fault: Fault): number {
  const named = fault.with?.["keys"] === undefined ? [fault.field ?? ""] : faultKeys(fault)
  if (named.some(isWholeMark)) return score.base ?? 0
  const codes = new Set(
    edition.indicators
      .filter((indicator) => named.some((key) => indicatorKeys(indicator).has(key)))
      .map(({ code }) => code),
  )
  return score.indicators
    .filter(({ code }) => codes.has(code))
    .reduce((sum, { points }) => sum + (points ?? 0), 0)
}

interface FiledValue {
  submissionId: string
  provider: string
  filing: number
  key: string
  value: string
}

/**
 * What the company changed in its last filing although the return before it had not asked for it (`changed_unasked`): a
 * return keeps a submission in time for what was asked, so whoever verifies looks at the rest.
 */
export function changedUnasked(
  submission: { id: string; filing: number; graceDay: string | null } | null,
  values: readonly FiledValue[],
  findings: readonly { submissionId: string; filing: number; key: string; decision: string }[],
): Fault[] {
  if (!submission || submission.graceDay === null || submission.filing < 2) return []
  const before = submission.filing - 1
  const filed = (filing: number) =>
    new Map(
      values
        .filter(
          (row) => row.submissionId === submission.id && row.provider === "company" && row.filing === filing,
        )
        .map((row) => [row.key, row.value]),
    )
  const [old, now] = [filed(before), filed(submission.filing)]
  const asked = new Set(
    findings
      .filter(
        (row) => row.submissionId === submission.id && row.filing === before && row.decision === "asked",
      )
      .map((row) => row.key),
  )
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => old.get(key) !== now.get(key) && !asked.has(key))
    .map((key) => ({ rule: "changed_unasked", field: key, with: { typed: old.get(key) ?? "" } }))
}

/**
 * What the quarter before was adjusted beyond tolerance (`adjusted_before`): whoever verifies looks at these values again.
 * `before` is what counted of it, as it was verified.
 */
export function adjustedBefore(
  specs: ReadonlyMap<string, KeySpec>,
  before: ReadonlyMap<string, ComposedValue>,
): Fault[] {
  return [...before].flatMap(([key, { adjusted, typed, value }]) => {
    const spec = specs.get(key)
    if (!spec || !adjusted || typed === null || !beyondTolerance(spec, typed, value)) return []
    return [{ rule: "adjusted_before", field: key, with: { typed, checked: value } }]
  })
}
