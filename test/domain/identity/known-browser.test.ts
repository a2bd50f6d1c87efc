import { expect, test } from "vitest"
import {
  browserText,
  type KnownBrowser,
  knownAs,
  knownDays,
  readBrowser,
  withAccount,
} from "../../../worker/domain/identity/known-browser.ts"

const id = "browser-of-the-office-0001"
const start = new Date("2026-03-01T08:00:00Z")
const later = (days: number) => new Date(start.getTime() + days * 86_400_000)
const account = (name: string) => ({
  names: [`${name}@city.example`, `number of ${name}`, name],
  userId: `user-${name}`,
})
const empty: KnownBrowser = { id, accounts: [] }

test("a browser is known as an account for 180 days after its sign-in, the last of them included", () => {
  const browser = withAccount(empty, account("wang"), start)
  expect(knownAs(browser, "wang@city.example", later(knownDays))).not.toBeNull()
  expect(knownAs(browser, "wang@city.example", later(knownDays + 1))).toBeNull()
})

test("it is known as nobody else, and nobody's browser is known", () => {
  const browser = withAccount(empty, account("wang"), start)
  expect(knownAs(browser, "li@city.example", start)).toBeNull()
  expect(knownAs(null, "wang@city.example", start)).toBeNull()
})

test("by whatever an account is named, the browser's mark is one, so that its wrong tries count together", () => {
  const browser = withAccount(empty, account("wang"), start)
  const names = ["wang@city.example", "number of wang", "wang", "user-wang"]
  const marks = names.map((name) => knownAs(browser, name, start))
  expect(new Set(marks).size).toBe(1)
  expect(marks[0]).toMatch(/^[0-9a-f]{32}$/)
  // What is kept says nothing of it, nor which marks are of one account.
  expect(browserText(browser)).not.toContain(String(marks[0]))
  expect(new Set(browser.accounts.map(({ mark }) => mark)).size).toBe(4)
})

test("it keeps the last five accounts, and reads what it wrote", () => {
  const names = ["a", "b", "c", "d", "e", "f"]
  const browser = names.reduce((kept, name) => withAccount(kept, account(name), start), empty)
  expect(browser.accounts).toHaveLength(20)
  expect(knownAs(browser, "a@city.example", start)).toBeNull()
  expect(knownAs(browser, "b@city.example", start)).not.toBeNull()
  expect(readBrowser(browserText(browser))).toEqual(browser)
})

test("a second sign-in takes the place of the first", () => {
  const twice = withAccount(withAccount(empty, account("wang"), start), account("wang"), later(100))
  expect(twice.accounts).toHaveLength(4)
  expect(knownAs(twice, "wang@city.example", later(200))).not.toBeNull()
})

test("more than twenty marks, a wrong mark or a wrong id are not read", () => {
  const mark = (n: number) => `${String(n).padStart(32, "0")}.20513`
  const marks = Array.from({ length: 21 }, (_, n) => mark(n))
  expect(readBrowser([id, ...marks.slice(1)].join("~"))?.accounts).toHaveLength(20)
  expect(readBrowser([id, ...marks].join("~"))).toBeNull()
  expect(readBrowser([id, "wrong"].join("~"))).toBeNull()
  expect(readBrowser(["short", mark(1)].join("~"))).toBeNull()
})
