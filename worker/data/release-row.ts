import type { releases } from "../../schema/tables/releases.ts"
import { isPreliminary, periodOf } from "../domain/release/preliminary.ts"
import type { ReleaseProgress } from "../domain/release/progress.ts"
import { stored } from "./stored.ts"

export type ReleaseRow = Omit<typeof releases.$inferSelect, "progress"> & {
  progress: ReleaseProgress
  /** 初步: `period` is the quarter all the same. */
  preliminary: boolean
}

/** A stored release with its progress parsed. */
export function readRelease(row: typeof releases.$inferSelect): ReleaseRow {
  const [period, preliminary] = [periodOf(row.period), isPreliminary(row.period)]
  return { ...row, period, preliminary, progress: stored.releaseProgress(row.progress) }
}
