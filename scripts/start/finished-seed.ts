import { existsSync } from "node:fs"
import { rename, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** What a data folder holds; cell.db comes last, so a folder with it is complete. */
const kept = ["r2", "secret", "cell.db"]

/** Where a demonstration is made before it is moved into its data folder. */
export const asideOf = (data: string) => join(data, ".seeding")

const mark = (data: string) => join(asideOf(data), "finished")

/**
 * Whether a demonstration is made to the end and stands aside, moved in up to any file: whoever began to move it was
 * interrupted. False where anything else lies in the place of what is still to be moved.
 */
export function isFinished(data: string): boolean {
  const inBoth = (name: string) => existsSync(join(asideOf(data), name)) && existsSync(join(data, name))
  return existsSync(mark(data)) && existsSync(join(asideOf(data), "cell.db")) && !kept.some(inBoth)
}

/** To be called when all is made and every file of it is closed. Throws when the database is not whole by itself. */
export async function markFinished(data: string): Promise<void> {
  const log = await stat(join(asideOf(data), "cell.db-wal")).catch(() => null)
  if (log && log.size > 0) throw new Error("the seeded database was not copied out of its log")
  await writeFile(mark(data), "")
}

/** Moves in by renaming what is finished, the database last, and clears what it was made in. */
export async function moveIn(data: string): Promise<void> {
  for (const name of kept)
    if (existsSync(join(asideOf(data), name))) await rename(join(asideOf(data), name), join(data, name))
  await rm(asideOf(data), { recursive: true, force: true })
}
