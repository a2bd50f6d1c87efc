import { DAY } from "../quarter.ts"
import type { AuthorityFinding, TypedValue } from "../submission/compose.ts"
import type { Sent } from "../submission/lateness.ts"
import type { Outcome } from "./snapshot.ts"

/** A company's time with an estate; days are Asia/Shanghai, both included. */
export interface TenureInput {
  organisationId: string
  company: string
  fromDate: string
  toDate: string | null
}

/** The verified submission of a scored estate. */
export interface SubmissionInput extends Sent {
  values: TypedValue[]
  /** Adjustments only; what was accepted or asked changes no value. */
  findings: AuthorityFinding[]
  /** Quarters of the window in which the estate had a verified submission when the release was requested. */
  verifiedQuarters: string[]
  /** Quarters of the window from which it was exempted (免报); absent where there is none. */
  exemptQuarters?: string[]
}

/** What a release knows of one estate. Without `submission` nothing that was filed has been read. */
export interface EstateInput {
  position: number
  slug: string
  name: string
  place: string
  placeNames: string[]
  district: string
  demonstration: boolean
  /** From the registry; no score depends on it, only who is compared with whom. */
  builtYear: number | null
  outcome: Outcome
  tenures: TenureInput[]
  submission: SubmissionInput | null
}

/** Everything that scoring a chunk depends on besides the edition and the engine. */
export interface ChunkInput {
  quarter: string
  deadlineDay: string
  /** Of the four quarters that end with this one, those that the cell collects. */
  window: string[]
  estates: EstateInput[]
}

function byText<T>(text: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0)
}

/** The same inputs in one order, whatever order the database gave them in: what is digested and scored. */
export function inOrder(input: ChunkInput): ChunkInput {
  const estates = input.estates.map((estate) => ({
    ...estate,
    tenures: [...estate.tenures].sort(byText((t) => `${t.fromDate} ${t.organisationId}`)),
    submission: estate.submission && {
      ...estate.submission,
      values: [...estate.submission.values].sort(byText((v) => `${v.key} ${v.provider}`)),
      findings: [...estate.submission.findings].sort(byText((f) => `${f.key} ${f.level}`)),
      verifiedQuarters: [...estate.submission.verifiedQuarters].sort(),
    },
  }))
  return {
    ...input,
    window: [...input.window].sort(),
    estates: estates.sort((a, b) => a.position - b.position),
  }
}

/** The company that manages an estate on a day, and the day since which it has without a gap. */
export function companyOn(
  tenures: readonly TenureInput[],
  day: string,
): { company: string; since: string } | null {
  const holder = tenures.find((t) => t.fromDate <= day && (t.toDate === null || t.toDate >= day))
  if (!holder) return null
  let since = holder.fromDate
  const own = tenures.filter((t) => t.organisationId === holder.organisationId)
  for (const earlier of own.sort((a, b) => (a.fromDate < b.fromDate ? 1 : -1)))
    if (earlier.fromDate < since && earlier.toDate !== null && isDayBefore(earlier.toDate, since))
      since = earlier.fromDate
  return { company: holder.company, since }
}

function isDayBefore(day: string, next: string): boolean {
  return Date.parse(`${next}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`) <= DAY
}
