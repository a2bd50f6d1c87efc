import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from "node:fs"
import { dirname } from "node:path"

const mostBytes = 16 * 1024 * 1024
/** Lines that wait for room on the disk: the oldest go first. */
const mostWaiting = 20_000
const gatherMs = 500

/** Writes all of a text at the end of a file, or nothing of it. Throws when it cannot. */
function append(file: string, text: string): void {
  const open = openSync(file, "a")
  try {
    const before = fstatSync(open).size
    const bytes = Buffer.from(text)
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(open, bytes, at)
    } catch (error) {
      ftruncateSync(open, before)
      throw error
    }
  } finally {
    closeSync(open)
  }
}

/** Moves a full file aside. Throws when it cannot. */
function moveAside(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile() && found.size > mostBytes) renameSync(file, `${file}.1`)
}

/**
 * Appends lines to a file, gathered for half a second; a full file moves to `<file>.1`, so that two stay at most. A file
 * that cannot be written ends nothing: the last lines wait for it, a line says how many were lost, and `trouble` is
 * told once each time.
 */
export function requestFile(
  file: string,
  trouble: (problem: string) => void,
): { write(line: string): void; close(): void } {
  let waiting: string[] = []
  let lost = 0
  let troubled = false
  const lostLine = () => JSON.stringify({ level: "warn", event: "log", lostLines: lost })
  const flush = () => {
    if (waiting.length === 0) return
    const lines = lost > 0 ? [lostLine(), ...waiting] : waiting
    try {
      mkdirSync(dirname(file), { recursive: true })
      moveAside(file)
      append(file, `${lines.join("\n")}\n`)
      waiting = []
      lost = 0
      troubled = false
    } catch (error) {
      if (!troubled) trouble(`${file}: ${(error as Error).message}`)
      troubled = true
      return
    }
    try {
      moveAside(file)
    } catch {
      // The next lines wait for it, and say so.
    }
  }
  const timer = setInterval(flush, gatherMs)
  return {
    write: (line) => {
      waiting.push(line)
      if (waiting.length <= mostWaiting) return
      waiting.shift()
      lost++
    },
    close: () => {
      clearInterval(timer)
      flush()
    },
  }
}
