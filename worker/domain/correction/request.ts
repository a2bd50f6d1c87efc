/** 更正申请: a company asks the city to correct figures of a released quarter. */
import type { Fault } from "../errors.ts"
import { tooLong } from "../public-text.ts"
import type { KeyValue } from "../scoring/keys.ts"
import { editionKeys } from "../scoring/keys.ts"
import { roundTo } from "../scoring/rounding.ts"
import type { ComposedValue } from "../submission/compose.ts"
import { faultKeys } from "../submission/edition-checks.ts"
import { type ExpectedFacts, scoreWith } from "../submission/expected.ts"
import { checkFiling, type FilingContext } from "../submission/faults.ts"
import { type StateOf, ticketKind } from "../ticket/ticket-kind.ts"
import { MAX_CORRECTION_REASON, reasonFaults } from "./correction.ts"

const ended = { due: null, blocks: false } as const
const day = 24 * 60 * 60_000

export const correctionRequests = ticketKind({
  name: "correction_request",
  during: ["released"],
  filing: {
    by: "filing.submit",
    to: "asked",
    fields: { reason: MAX_CORRECTION_REASON, evidence: 500 },
    files: 0,
    // One organisation, whatever the estates.
    each: { tries: 50, windowMs: day },
    all: { tries: 5000, windowMs: day },
    openAtOnce: 1,
  },
  states: {
    asked: {
      due: { within: { least: 5, most: 15, usual: 10 }, from: "filed", after: "late" },
      blocks: false,
    },
    accepted: ended,
    refused: ended,
    withdrawn: ended,
  },
  acts: {
    accept: { by: "quarter.correct", from: ["asked"], to: "accepted", reply: null },
    refuse: { by: "quarter.correct", from: ["asked"], to: "refused", reply: { most: MAX_CORRECTION_REASON } },
    withdraw: { by: "sender", from: ["asked"], to: "withdrawn", reply: null },
  },
})

export type CorrectionRequestState = StateOf<typeof correctionRequests>

/** Points of a score as a request tells them. */
export interface RequestPoints {
  base: number
  deductions: number
  final: number
  band: string | null
}

/** What the values asked for would do, each and all together. */
export interface RequestEffect {
  before: RequestPoints
  after: RequestPoints
  /** By key: what the final score has more than if that value alone stayed as it is. */
  each: [key: string, effect: number][]
}

/** One value that is asked for; texts in the edition's format, empty where nothing counts. */
export type AskedValue = [key: string, was: string, to: string]

/** A request as typed. */
export interface TypedRequest {
  reason: string
  evidence: string
  /** New values by key; an empty one asks for nothing. */
  values: ReadonlyMap<string, string>
}

/** A value in the edition's format; empty where there is none. */
export function valueText(
  type: "yes_no" | "integer" | "number" | string,
  value: KeyValue | undefined | null,
) {
  if (value === undefined || value === null) return ""
  if (value === "NA") return value
  return type === "yes_no" ? (value === 1 ? "yes" : "no") : String(value)
}

/**
 * Reads a typed request against what counts now: the values that differ, and what is wrong with it. The checks are those of
 * the form; of what was wrong before nothing is said.
 */
export function readRequest(
  typed: TypedRequest,
  context: FilingContext,
  standing: ReadonlyMap<string, ComposedValue>,
): { values: AskedValue[]; after: Map<string, KeyValue>; faults: Fault[] } {
  const specs = editionKeys(context.edition)
  const [reason, evidence] = [typed.reason.trim(), typed.evidence.trim()]
  const faults: Fault[] = [...reasonFaults(reason)]
  if (evidence === "") faults.push({ rule: "request_evidence_missing", field: "evidence" })
  faults.push(...tooLong("evidence", evidence, correctionRequests.filing.fields.evidence))
  const was = (key: string) => valueText(specs.get(key)?.type ?? "", standing.get(key)?.value)
  const given = new Map([...typed.values].filter(([, text]) => text.trim() !== ""))
  const before = new Map([...context.mine].flatMap((key) => (was(key) ? [[key, was(key)] as const] : [])))
  const checked = checkFiling(context, { texts: new Map([...before, ...given]), reasons: new Map() })
  const values = [...given.keys()].flatMap((key): AskedValue[] => {
    const to = checked.texts.get(key)
    return to === undefined || to === was(key) ? [] : [[key, was(key), to]]
  })
  const asked = new Set(given.keys())
  const wrong = checked.hard.filter((fault) =>
    [fault.field ?? "", ...(fault.with?.["keys"] === undefined ? [] : faultKeys(fault))].some((key) =>
      asked.has(key),
    ),
  )
  faults.push(...wrong)
  if (values.length === 0 && wrong.length === 0) faults.push({ rule: "request_unchanged", field: "values" })
  return { values, after: checked.values, faults }
}

/** What the values asked for would do to points and band, by the engine. */
export function effectOfRequest(
  facts: ExpectedFacts,
  standing: ReadonlyMap<string, ComposedValue>,
  values: readonly AskedValue[],
  after: ReadonlyMap<string, KeyValue>,
): RequestEffect {
  const now = new Map([...standing].map(([key, { value }]) => [key, value]))
  const withAll = (without?: string) => {
    const all = new Map(now)
    for (const [key] of values) {
      const value = after.get(key)
      if (key !== without && value !== undefined) all.set(key, value)
    }
    return scoreWith(facts, all)
  }
  const points = ({ base, deductions, final, band }: RequestPoints) => ({ base, deductions, final, band })
  const then = withAll()
  return {
    before: points(scoreWith(facts, now)),
    after: points(then),
    each: values.map(([key]) => [key, roundTo(then.final - withAll(key).final, 9)]),
  }
}
