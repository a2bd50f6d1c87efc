import { DAY, dayOf } from "../quarter.ts"
import { keptDays } from "../retention.ts"

/** Until when a deletion may be taken back, 30 times 24 hours after it was asked for (ISO instant); then it happens. */
export function deletionDueAt(requestedAt: string): string {
  return new Date(Date.parse(requestedAt) + keptDays.deletion * DAY).toISOString()
}

/** Asked for before this instant (ISO), a deletion is due now. */
export function requestedBefore(now: number): string {
  return new Date(now - keptDays.deletion * DAY).toISOString()
}

/** The last day (Asia/Shanghai) on which an organisation that leaves manages its estates. */
export function lastDayOfTenures(requestedAt: string): string {
  return dayOf(Date.parse(deletionDueAt(requestedAt)))
}

/** Whether what was typed is the organisation's name; brackets and spaces may be full-width or not. */
export function namesOrganisation(typed: string, name: string): boolean {
  const plain = (text: string) => text.normalize("NFKC").replaceAll(/\s/g, "")
  return plain(typed) === plain(name)
}

/** What stands in the place of a person who has gone. */
export const forgottenName = "已注销"
