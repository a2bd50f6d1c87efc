import { readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { holderOf } from "./lock.ts"

/** How another process of this machine reaches an application that runs on a data folder. */
export interface RunningNow {
  pid: number
  /** Its bucket (file-server.ts); the databases are files that several processes may open. */
  files: { url: string; token: string }
}

const runningNow: z.ZodType<RunningNow> = z.object({
  pid: z.number(),
  files: z.object({ url: z.string(), token: z.string() }),
})

const fileIn = (data: string) => join(data, "running.json")

/** Writes it into the folder, for the owner of the folder only. Returns the function that takes it away. */
export async function announce(data: string, now: RunningNow): Promise<() => Promise<void>> {
  const aside = `${fileIn(data)}.part`
  await writeFile(aside, JSON.stringify(now), { mode: 0o600 })
  await rename(aside, fileIn(data))
  return () => rm(fileIn(data), { force: true })
}

/**
 * Who uses a data folder: null when nobody does, `starting` while whoever holds its lock cannot be reached. A folder
 * whose application was killed is used by nobody.
 */
export async function findRunning(data: string): Promise<RunningNow | "starting" | null> {
  const holder = await holderOf(join(data, "lock"))
  if (holder === null) return null
  try {
    const now = runningNow.parse(JSON.parse(await readFile(fileIn(data), "utf8")))
    return now.pid === holder ? now : "starting"
  } catch {
    return "starting"
  }
}
