import { z } from "zod"
import { isQuarter } from "../domain/quarter.ts"

/** A quarter's name, wherever one is sent or told. */
export const quarterName = z.string().refine(isQuarter).meta({
  id: "QuarterName",
  pattern: "^\\d{4}Q[1-4]$",
  example: "2026Q3",
})

/** A reason as it is sent: longer than any rule lets one be, which then says how long it is. */
export const typedReason = z.string().max(4000)
