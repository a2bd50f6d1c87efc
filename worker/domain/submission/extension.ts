import { deadlineSame, reasonFor } from "../closing.ts"
import type { Fault } from "../errors.ts"
import { checkDeadline } from "../opening.ts"

/**
 * What is wrong with an extension (延期): a day that no deadline may have, one that is no later than that of all, or the
 * one that it has, or no reason.
 */
export function extensionFaults(
  { quarter, deadlineDay, extendedDay }: { quarter: string; deadlineDay: string; extendedDay: string | null },
  { day, reason, today }: { day: string; reason: string; today: string },
): Fault[] {
  const short: Fault = { rule: "extension_short", field: "deadlineDay", with: { day: deadlineDay } }
  const never = checkDeadline(quarter, day, today).hard
  const days =
    never.length > 0
      ? never
      : day <= deadlineDay
        ? [short]
        : extendedDay
          ? deadlineSame(extendedDay, day)
          : []
  return [...days, ...reasonFor(reason)]
}
