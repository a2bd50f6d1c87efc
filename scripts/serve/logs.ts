import { createReadStream, createWriteStream } from "node:fs"
import { appendFile, mkdir, readdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { createGzip } from "node:zlib"
import { DAY_MS, localDay } from "./backup/days.ts"

/** Days that logs are kept: what the law asks for, six months. */
export const LOG_DAYS = 180
const GATHER_MS = 500
/** Lines that wait for room on the disk: the oldest go first. */
const MOST_WAITING = 20_000

const named = /^(\d{4}-\d\d-\d\d)\.log(\.gz)?$/

/** Packs the files of past days and takes away what is too old. */
export async function tidyLogs(folder: string, now: Date): Promise<void> {
  const today = localDay(now)
  const oldest = localDay(new Date(now.getTime() - LOG_DAYS * DAY_MS))
  for (const name of await readdir(folder)) {
    const [, day = "", packed] = named.exec(name) ?? []
    if (day === "") continue
    const file = join(folder, name)
    if (day < oldest) await rm(file, { force: true })
    else if (day < today && !packed) {
      await pipeline(createReadStream(file), createGzip(), createWriteStream(`${file}.part`, { mode: 0o600 }))
      await rename(`${file}.part`, `${file}.gz`)
      await rm(file, { force: true })
    }
  }
}

/**
 * One file a day below a folder, packed when the day is over. A disk that takes nothing ends nothing: the last lines wait,
 * and `trouble` is told once each time.
 */
export function dailyLog(folder: string, trouble: (problem: string) => void) {
  let waiting: string[] = []
  let lost = 0
  let troubled = false
  let day = ""
  let writing: Promise<void> = Promise.resolve()

  async function flush(): Promise<void> {
    if (waiting.length === 0) return
    const lines = waiting
    waiting = []
    const now = new Date()
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const missed = lost > 0 ? [JSON.stringify({ level: "warn", event: "log", lostLines: lost })] : []
      await appendFile(join(folder, `${localDay(now)}.log`), `${[...missed, ...lines].join("\n")}\n`, {
        mode: 0o600,
      })
      lost = 0
      troubled = false
      if (day !== localDay(now)) await tidyLogs(folder, now)
      day = localDay(now)
    } catch (error) {
      const all = [...lines, ...waiting]
      lost += Math.max(0, all.length - MOST_WAITING)
      waiting = all.slice(-MOST_WAITING)
      if (!troubled) trouble(`${folder}: ${(error as Error).message}`)
      troubled = true
    }
  }

  const next = () => {
    writing = writing.then(flush)
    return writing
  }
  const timer = setInterval(() => void next(), GATHER_MS)
  return {
    write: (line: string) => {
      waiting.push(line)
    },
    async close(): Promise<void> {
      clearInterval(timer)
      await next()
    },
  }
}
