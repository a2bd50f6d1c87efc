import { fork } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { CitySize } from "./seed-folder.ts"

const seedFolder = fileURLToPath(new URL("./seed-folder.ts", import.meta.url))

/**
 * Fills a data folder that has no database yet with the demonstration and its releases, in a process of its own
 * (seed-folder.ts). An interruption leaves nothing that a later start would take for complete. Throws when it fails.
 */
export async function seedOnFirstUse(
  data: string,
  progress: (line: string) => void,
  size: CitySize = {},
): Promise<void> {
  if (existsSync(join(data, "cell.db"))) return
  const execArgv = ["--disable-warning=ExperimentalWarning"]
  const child = fork(seedFolder, [data, JSON.stringify(size)], { execArgv })
  child.on("message", (line) => progress(String(line)))
  const [status, signal] = await new Promise<[number | null, string | null]>((ended, fail) => {
    child.once("error", fail)
    child.once("exit", (...end) => ended(end))
  })
  if (status !== 0) throw new Error(`the demonstration could not be made (${signal ?? `status ${status}`})`)
}
