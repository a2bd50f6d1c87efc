import type { Line } from "../domain/release/content.ts"

/** Lines closer together than this are read at once, in reads of at most so many bytes. */
const SMALLEST_GAP = 32 * 1024
const LONGEST_READ = 2 * 1024 * 1024

interface Run {
  at: number
  bytes: number
  lines: Line[]
}

/** The reads of a file that fetch these lines: few for lines that lie close, small for lines that lie apart. */
export function runsOf(lines: readonly Line[]): Run[] {
  const runs: Run[] = []
  for (const line of [...lines].sort((a, b) => a.at - b.at)) {
    const last = runs.at(-1)
    const end = line.at + line.bytes
    if (last && line.at - (last.at + last.bytes) < SMALLEST_GAP && end - last.at <= LONGEST_READ) {
      last.bytes = Math.max(last.bytes, end - last.at)
      last.lines.push(line)
    } else runs.push({ at: line.at, bytes: line.bytes, lines: [line] })
  }
  return runs
}

const quote = 0x22
const backslash = 0x5c
const [open, close, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d]

/** Where the objects stand in the bytes of `{"name":[{…},{…}]}`: from the first byte to after the last. */
export function objectsOf(bytes: Uint8Array): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  let depth = 0
  let from = 0
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (inText) {
      if (byte === backslash) at++
      else if (byte === quote) inText = false
    } else if (byte === quote) inText = true
    else if (byte === open || byte === openList) {
      if (depth === 2) from = at
      depth++
    } else if (byte === close || byte === closeList) {
      depth--
      if (depth === 2) found.push({ from, to: at + 1 })
    }
  }
  return found
}
