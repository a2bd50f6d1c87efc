import { DAY } from "../quarter.ts"
import { sha256 } from "../scoring/sha256.ts"

/** How many marks a browser keeps, the last ones, and for how many days after a sign-in: two to four of each account. */
const MOST_MARKS = 20
export const knownDays = 180

/**
 * What a browser keeps, signed, of the accounts that have signed in with it to the end: a random id, and a mark of each
 * account that says nothing without the id. It opens nothing: it only has an allowance of wrong tries of its own.
 */
export interface KnownBrowser {
  id: string
  accounts: readonly { mark: string; day: number }[]
}

/**
 * `name` is what an account is found by: its e-mail, number or sign-in name at the password, the person's id at the second
 * factor.
 */
const markOf = (id: string, name: string) => sha256(`${id}\n${name}`).slice(0, 32)
const dayOf = (now: Date) => Math.floor(now.getTime() / DAY)

/** Reads what `browserText` wrote; null for anything else. */
export function readBrowser(text: string): KnownBrowser | null {
  const [id = "", ...rest] = text.split("~")
  if (!/^[\w-]{20,64}$/.test(id) || rest.length > MOST_MARKS) return null
  const accounts = rest.flatMap((entry) => {
    const [, mark, day] = /^([0-9a-f]{32})\.(\d{1,6})$/.exec(entry) ?? []
    return mark === undefined ? [] : [{ mark, day: Number(day) }]
  })
  return accounts.length === rest.length ? { id, accounts } : null
}

export function browserText({ id, accounts }: KnownBrowser): string {
  return [id, ...accounts.map(({ mark, day }) => `${mark}.${day}`)].join("~")
}

/**
 * The browser's own mark, where it has signed in to an account within the last half year; null in any other. It is the
 * same by whatever the account is named: its wrong tries there count together.
 */
export function knownAs(browser: KnownBrowser | null, name: string, now: Date): string | null {
  if (!browser) return null
  const mark = markOf(browser.id, name)
  const since = dayOf(now) - knownDays
  const known = browser.accounts.some((one) => one.mark === mark && one.day >= since)
  return known ? markOf(browser.id, "") : null
}

/** The browser after an account has signed in with it. */
export function withAccount(
  browser: KnownBrowser,
  { names, userId }: { names: readonly string[]; userId: string },
  now: Date,
): KnownBrowser {
  const marks = [...names, userId].map((name) => markOf(browser.id, name))
  const others = browser.accounts.filter((one) => !marks.includes(one.mark))
  const own = marks.map((mark) => ({ mark, day: dayOf(now) }))
  return { ...browser, accounts: [...own, ...others].slice(0, MOST_MARKS) }
}
