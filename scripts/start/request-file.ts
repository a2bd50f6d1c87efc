import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs"
import { dirname } from "node:path"

const mostBytes = 16 * 1024 * 1024
const gatherMs = 500

/** Appends lines to a file, gathered for half a second; a full file moves to `<file>.1`, so that two stay at most. */
export function requestFile(file: string): { write(line: string): void; close(): void } {
  mkdirSync(dirname(file), { recursive: true })
  let bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  let waiting: string[] = []
  const flush = () => {
    if (waiting.length === 0) return
    const text = `${waiting.join("\n")}\n`
    waiting = []
    if (bytes > mostBytes) {
      renameSync(file, `${file}.1`)
      bytes = 0
    }
    appendFileSync(file, text)
    bytes += Buffer.byteLength(text)
  }
  const timer = setInterval(flush, gatherMs)
  return {
    write: (line) => {
      waiting.push(line)
    },
    close: () => {
      clearInterval(timer)
      flush()
    },
  }
}
