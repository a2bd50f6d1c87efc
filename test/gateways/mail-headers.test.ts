import fc from "fast-check"
import { simpleParser } from "mailparser"
import { describe, expect, test } from "vitest"
import { headerText, mailAddress, parseMailServer, parseSender } from "../../worker/gateways/mail-headers.ts"

describe("the text of a header", () => {
  test("reads back as it was, in lines that mail allows", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 120 }), async (typed) => {
        const value = headerText(typed)
        for (const line of value.split("\r\n ")) expect(line).toMatch(/^[\x20-\x7e]{0,160}$/)
        const plain = typed
          .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
          .replace(/\s+/g, " ")
          .trim()
        const mail = await simpleParser(`Subject: ${value}\r\nX-End: here\r\n\r\ntext`)
        expect([...mail.headers.keys()].sort()).toEqual(plain ? ["subject", "x-end"] : ["x-end"])
        expect((mail.subject ?? "").normalize()).toBe(plain.normalize())
      }),
      { numRuns: 200 },
    )
  })

  test("is cut at 150 characters, not in the middle of one", async () => {
    const mail = await simpleParser(`Subject: ${headerText("😀".repeat(400))}\r\n\r\n`)
    expect(mail.subject).toBe(`${"😀".repeat(149)}…`)
  })
})

test.each([
  ["a@b.example", "a@b.example"],
  [" a@b.example ", "a@b.example"],
  ["名字@例子.cn", null],
  ["name@例子.cn", "name@xn--fsqu00a.cn"],
  ["a@b.example\r\nRCPT TO:<c@d.example>", null],
  ["a@b.example>", null],
  ["a b@c.example", null],
  ["a@b@c.example", null],
  ['"a"@b.example', null],
  ["a", null],
  ["@b.example", null],
  ["a@", null],
])("the address %j is %j", (typed, address) => {
  expect(mailAddress(typed)).toBe(address)
})

test("a sender is an address, or a name and an address", () => {
  expect(parseSender("a@b.example")).toEqual({ name: "", address: "a@b.example" })
  expect(parseSender("实格 <a@b.example>")).toEqual({ name: "实格", address: "a@b.example" })
  expect(parseSender("实格")).toBeNull()
})

test("SMTP_URL says server, encryption and who we are there", () => {
  const credentials = { username: "a@b", password: "p:w/" }
  expect(parseMailServer("smtp://127.0.0.1:2525")).toEqual({ host: "127.0.0.1", port: 2525, secure: false })
  expect(parseMailServer("smtp://a%40b:p%3Aw%2F@mail.example")).toEqual({
    host: "mail.example",
    port: 587,
    secure: false,
    credentials,
  })
  expect(parseMailServer("smtps://a%40b:p%3Aw%2F@mail.example").port).toBe(465)
})
