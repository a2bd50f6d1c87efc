import { request } from "node:http"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Inbox, startInbox } from "../../scripts/start/inbox.ts"
import type { ReceivedLetter } from "../../scripts/start/mailbox.ts"

const link = "http://localhost:8787/invitations/abc?x=1&y=2"
const letters: ReceivedLetter[] = [
  {
    number: 1,
    at: new Date("2026-11-23T02:00:00Z"),
    from: "a@b.example",
    to: ["c@d.example"],
    subject: "<script>alert(1)</script>",
    text: `<b>bold</b> ${link}`,
    html: `<html><head></head><body><a href="${link}">open</a><script>alert(1)</script></body></html>`,
    messageId: "",
    headers: new Map(),
  },
]

let inbox: Inbox
beforeAll(async () => {
  inbox = await startInbox({ letters }, async () => [
    { name: "审批人", email: "e@f.example", code: "123456" },
    { name: "<b>核查员", email: "g@f.example", code: "123456" },
  ])
})
afterAll(() => inbox.close())

const get = async (path: string) => fetch(inbox.url + path)

test("letters are listed with the codes of the demonstration, as text and not as markup", async () => {
  const page = await (await get("/")).text()
  expect(page).toContain('href="/letters/1"')
  expect(page).toContain("&lt;script&gt;alert(1)")
  expect(page).toContain("&lt;b&gt;核查员")
  // One code of all accounts, above the letters: they do not push it out of sight.
  expect(page.split("123456")).toHaveLength(2)
  expect(page.indexOf("123456")).toBeLessThan(page.indexOf('href="/letters/1"'))
  expect(page).not.toContain("<script")
})

test("a letter's links lead on; what it holds as HTML stands in a frame that runs nothing", async () => {
  const answer = await get("/letters/1")
  const page = await answer.text()
  expect(page).toContain('<a href="http://localhost:8787/invitations/abc?x=1&amp;y=2"')
  expect(page).toContain("&lt;b&gt;bold")
  expect(page).toMatch(/<iframe src="\/letters\/1\/html"[^>]* sandbox="(?!.*allow-scripts)/)
  // Chromium does not draw a frame of another origin below the first screen.
  expect(page).toMatch(/sandbox="[^"]*allow-same-origin/)
  const html = await get("/letters/1/html")
  expect(html.headers.get("content-security-policy")).toContain("default-src 'none'")
  expect(await html.text()).toContain(`href="${link}"`)
  for (const path of ["/letters/2", "/letters/x", "/etc/passwd"]) expect((await get(path)).status).toBe(404)
})

test("only asked by a name of this machine: another site's name may point here", async () => {
  const status = await new Promise((done) => {
    const asked = request(inbox.url, { headers: { host: "evil.example" } }, ({ statusCode }) =>
      done(statusCode),
    )
    asked.end()
  })
  expect(status).toBe(404)
})
