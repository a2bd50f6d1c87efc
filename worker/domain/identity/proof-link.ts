import { DAY } from "../quarter.ts"

const HOUR = 3_600_000

/** Hours for which the link to a new password is good. */
export const resetHours = 1
/** Days for which the link that proves an e-mail is good. */
export const emailDays = 3

/** How long the link of a letter is good, in milliseconds. */
export const linkLasts = { reset: resetHours * HOUR, email: emailDays * DAY } as const
