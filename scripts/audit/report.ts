import type { BlockFault } from "../../worker/domain/audit/check-chain.ts"
import type { HeadReport } from "./kept-heads.ts"
import type { RecordReport } from "./record/compare-rows.ts"
import type { RowFault } from "./record/told.ts"
import { type ChainReport, isWhole } from "./verify-chain.ts"

/** Numbers in words: 3, 7–9, … */
export function numberWords(numbers: readonly number[], most = 10): string {
  const ranges: [from: number, to: number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else ranges.push([number, number])
  }
  const words = ranges.slice(0, most).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
  return ranges.length > most ? `${words.join(", ")} and more` : words.join(", ")
}

const reasons: Record<BlockFault["kind"], string> = {
  chain: "does not follow the block before it",
  seal: "the seal itself was changed",
  events: "its events are not those that were sealed",
  pruned: "is marked as pruned, but was too young for it or still has events",
}

function faultLines({ number, fromSeq, toSeq, kind, missing, changed, added }: BlockFault): string[] {
  const lines = [`block ${number} (events ${fromSeq}–${toSeq}): ${reasons[kind]}`]
  if (changed.length > 0) lines.push(`  changed: ${numberWords(changed)}`)
  if (missing.length > 0) lines.push(`  missing: ${numberWords(missing)}`)
  if (added.length > 0) lines.push(`  not there when sealed: ${numberWords(added)}`)
  return lines
}

function wrongLines(report: ChainReport): string[] {
  const lines: string[] = []
  const blocks = new Set(report.faults.map(({ number }) => number))
  const first = report.faults[0]
  if (first) lines.push(`BROKEN: ${blocks.size} of ${report.blocks} blocks, first block ${first.number}`)
  for (const fault of report.faults.slice(0, 20)) lines.push(...faultLines(fault))
  for (const { from, to } of report.tailGaps)
    lines.push(
      `MISSING after the last block: ${from === to ? `event ${from}` : `events ${from}–${to}`}, recorded and gone`,
    )
  if (report.hasHead === false)
    lines.push(
      "HEAD NOT FOUND: no block has the hash that was kept; the chain's end was removed or made anew",
    )
  return lines
}

const faultLine = ({ noun, subject, field, now, told, seq, action }: RowFault) =>
  field === null
    ? `  ${noun} ${subject}: its row is gone; its last event is ${seq} (${action})`
    : `  ${noun} ${subject}: ${field} is ${now}, its last event ${seq} (${action}) says ${told}`

/** What became of the heads that were kept beside the releases; null where the bucket is not at hand. */
export function headLines(heads: HeadReport | null): string[] {
  if (heads === null) return ["heads beside the releases: not looked at, the bucket is not at hand (--data)"]
  return [
    `heads beside the releases: ${heads.kept}, ${heads.kept - heads.lost.length} of them in the chain`,
    ...heads.lost.map((told) => `HEAD LOST: ${told}`),
  ]
}

/** What comparing rows with events found; what has no event cannot be compared. */
export function recordLines({ objects, fields, faults }: RecordReport): string[] {
  const compared = `record: ${fields} figures and states of ${objects} objects compared with their last events`
  if (faults.length === 0) return [compared]
  const named = new Set(faults.map(({ noun, subject }) => `${noun} ${subject}`))
  return [
    compared,
    `CHANGED PAST THE APPLICATION: ${faults.length} of them, in ${named.size} objects`,
    ...faults.slice(0, 50).map(faultLine),
    ...(faults.length > 50 ? [`  … ${faults.length - 50} more`] : []),
  ]
}

/** What `npm run audit -- verify` prints of the chain, and whether everything is whole. */
export function reportLines(report: ChainReport, record?: RecordReport): string[] {
  const { blocks, prunedBlocks, sealed, unsealed, head } = report
  const pruned = prunedBlocks > 0 ? `, ${prunedBlocks} of them pruned by retention` : ""
  const waiting = unsealed.oldest ? `, the oldest of ${unsealed.oldest}` : ""
  return [
    `blocks: ${blocks}${pruned}`,
    `events: ${sealed} sealed, ${unsealed.events} waiting to be sealed${waiting}`,
    head
      ? `head: ${head.hash} (block ${head.number}, ${head.sealedAt})`
      : "head: nothing has been sealed yet",
    ...wrongLines(report),
    isWhole(report) && !record?.faults.length
      ? `whole: every block fits${record ? ", every row is as its last event says" : ""}`
      : "NOT WHOLE",
  ]
}
