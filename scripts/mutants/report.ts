import type { Fault } from "./fault.ts"
import type { Outcome } from "./session.ts"

/** A fault: where it is planted, by which operator, and the code before and after. */
export function shownFault({ id, file, line, operator, inside, before, after }: Fault): string[] {
  return [`${file}:${line}  ${operator}, in ${inside}  (${id})`, `  - ${before}`, `  + ${after}`]
}

/** One line of progress. */
export function foundLines(fault: Fault, outcome: Outcome, number: string): string {
  const { file, line, operator } = fault
  const how =
    outcome.by === "nobody" ? "SURVIVED" : outcome.by === "types" ? "types" : (outcome.file ?? outcome.how)
  return `${number.padStart(4)}  ${outcome.by === "nobody" ? "✗" : "✓"} ${file}:${line} ${operator}: ${how}`
}

interface Results {
  seed: number
  drawn: readonly Fault[]
  equivalent: readonly Fault[]
  reasons: ReadonlyMap<string, string>
  pairs: readonly { fault: Fault; outcome: Outcome }[]
  population: readonly Fault[]
  seconds: number
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

/** The survivors, each with its code, then the share that was caught, of those that are not equivalent. */
export function resultLines(results: Results): { lines: string[]; share: number } {
  const { seed, drawn, equivalent, reasons, pairs, population, seconds } = results
  const survived = pairs.filter(({ outcome }) => outcome.by === "nobody")
  const caught = pairs.length - survived.length
  const types = pairs.filter(({ outcome }) => outcome.by === "types").length
  const share = pairs.length === 0 ? 1 : caught / pairs.length
  const lines = survived.flatMap(({ fault, outcome }) => ["", ...shownFault(fault), `  ${outcome.how}`])
  const listed = equivalent.flatMap((fault) => [
    "",
    ...shownFault(fault),
    `  equivalent: ${reasons.get(fault.id)}`,
  ])
  return {
    share,
    lines: [
      ...(survived.length > 0 ? ["", "survived:", ...lines] : []),
      ...(listed.length > 0 ? ["", "listed as equivalent:", ...listed] : []),
      "",
      `seed ${seed}: ${drawn.length} drawn of ${population.length}, ${equivalent.length} equivalent (${percent(equivalent.length / Math.max(1, drawn.length))})`,
      `caught ${caught} of ${pairs.length}: ${percent(share)} (by a test ${caught - types}, by the type checker ${types}); ${seconds.toFixed(0)} s`,
    ],
  }
}
