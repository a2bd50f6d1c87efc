import { expect, test } from "vitest"
import type { AddressedLetter } from "../../worker/domain/mail/letter.ts"
import { writeLetter } from "../../worker/http/letters.tsx"

const when = "2026-11-30T02:30:00.000Z"

test("the old e-mail is told that it can no longer set a password, and whom to ask", () => {
  const letter: AddressedLetter = {
    to: "old@person.example",
    template: "security",
    language: "zh",
    parameters: { what: "email_changed", when },
  }
  const { text } = writeLetter(letter, null)
  expect(text).toContain("这个邮箱不能再用来登录或重设密码")
  expect(text).not.toContain("请马上在登录页重设密码")
  const other = writeLetter({ ...letter, parameters: { what: "passkey_added", when } }, null)
  expect(other.text).toContain("请马上在登录页重设密码")
})

test("a letter read as text says what its link does before the link stands there", () => {
  const parameters = {
    link: "https://city.example/x",
    inviter: "甲",
    organisation: "乙",
    day: when,
    reason: "丙",
  }
  const { text } = writeLetter(
    { to: "a@person.example", template: "factor_reset", language: "zh", parameters },
    null,
  )
  const [before = ""] = text.split("https://")
  expect(before.trim()).toMatch(/请马上打开下面的链接，停止重置。$/)
})
