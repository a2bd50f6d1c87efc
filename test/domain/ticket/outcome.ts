import { DomainError } from "../../../worker/domain/errors.ts"
import type { Given, Standing } from "../../../worker/domain/ticket/take.ts"

/** A ticket that waits, and an act upon it by somebody else. */
export const standing = (one: Partial<Standing>): Standing => ({
  state: "received",
  dueDay: "2026-10-20",
  lastBy: "somebody",
  ...one,
})

export const given = (one: Partial<Given>): Given => ({
  reply: "经核对，数据属实。",
  by: "me",
  today: "2026-10-12",
  ...one,
})

/** What came of it: the step, or how it was refused. */
export function outcome(run: () => { state: string; reply: string | null; ends: boolean }): {
  state?: string
  ends?: boolean
  refused?: string
  [other: string]: unknown
} {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { rule, faults } = error
    return rule === "invalid"
      ? { invalid: faults.map((fault) => `${fault.field} ${fault.rule}`) }
      : { refused: rule, with: error.with }
  }
}
