import { copyFile, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openEmbedded } from "../../../scripts/serve/database.ts"
import { rowsOf, type TestCell } from "../cell.ts"
import type { FrontDoor } from "../front-door.ts"
import { type Known, standing } from "./people.ts"

/** A database of its own that began as a copy, and what a Worker on it is bound to. */
export interface Copy {
  rows: TestCell["rows"]
  bindings: Record<string, unknown>
  close(): Promise<void>
}

/** The door's database as it stands at one moment, with everybody of the table in it. */
export interface Copies {
  fresh(): Promise<Copy>
  close(): Promise<void>
}

/** Takes the door's database as it stands; the bucket is shared. */
export async function copiesOf(door: FrontDoor, people: readonly Known[]): Promise<Copies> {
  const folder = await mkdtemp(join(tmpdir(), "shige-golden-"))
  const base = join(folder, "base.db")
  await door.cell.client.execute({ sql: "vacuum into ?", args: [base] })
  const began = openEmbedded(base)
  await began.open().batch(standing(people, door.now), "write")
  began.close()
  let made = 0
  return {
    async fresh() {
      const file = join(folder, `${++made}.db`)
      await copyFile(base, file)
      const own = openEmbedded(file)
      return {
        rows: rowsOf(own.open()),
        bindings: { ...door.bindings, LIBSQL_URL: `http://${made}.invalid`, DATABASE: own },
        async close() {
          own.close()
          await rm(file, { force: true })
        },
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
