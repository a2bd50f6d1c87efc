import { readFile } from "node:fs/promises"
import { createServer } from "node:net"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Letter } from "../../worker/domain/mail/letter.ts"
import { STARTED } from "../../worker/jobs/resume.ts"
import { startTestApp, type TestApp, useTestApp } from "../support/app-server.ts"
import { storeLetter } from "../support/letters.ts"

const cell = "510100"
const link = "http://localhost:8787/invitations/abc_DEF-123"
const invitation: Letter = {
  to: "wang@company.example",
  template: "invitation",
  language: "zh",
  parameters: { link, organisation: "锦和物业", role: "editor", inviter: "李娜" },
}

let number = 0
/** Stores a letter and tells the queue of it `times` times; answers its id. */
async function post(app: TestApp, letter: Letter, times = 1): Promise<string> {
  const id = `letter-${++number}`
  await storeLetter(app.libsqlUrl, await readFile(join(app.data, "secret"), "utf8"), { id, letter })
  const queue = await app.mf.getQueueProducer("MAIL_QUEUE", "shige")
  for (let i = 0; i < times; i++) await queue.send({ cell, mailId: id })
  return id
}

async function rowsOf(app: TestApp, sql: string, id: string) {
  const client = createClient({ url: app.libsqlUrl })
  try {
    return (await client.execute({ sql, args: [id] })).rows
  } finally {
    client.close()
  }
}
const stateOf = async (app: TestApp, id: string) =>
  (await rowsOf(app, "select state, tries, sealed, sent_at from mails where id = ?", id))[0]
const eventsOf = async (app: TestApp, id: string) =>
  (await rowsOf(app, "select action, detail from audit_events where entity_id = ? order by seq", id)).map(
    (row) => [row["action"], JSON.parse(String(row["detail"]))],
  )
const arrived = (app: TestApp, to: string) => app.mailbox.letters.filter((letter) => letter.to.includes(to))
const until = (check: () => unknown, timeout = 20_000) => expect.poll(check, { timeout, interval: 50 })

describe("a mail server that answers", () => {
  const app = useTestApp()

  test("a letter arrives over SMTP, and what it said is gone from the database", async () => {
    const id = await post(app(), invitation)
    await until(() => arrived(app(), "wang@company.example").length).toBe(1)
    const [letter] = arrived(app(), "wang@company.example")
    expect(letter?.subject).toBe("李娜 邀请您加入“锦和物业” · 实格 · 成都市")
    expect(letter?.from).toBe('"实格" <no-reply@shige.example>')
    expect(letter?.text).toContain("以“填报员”的身份加入“锦和物业”")
    expect(letter?.text).toContain(link)
    expect(letter?.html).toContain(`href="${link}"`)
    expect(letter?.messageId).toBe(`<${id}@shige.example>`)
    await until(() => stateOf(app(), id)).toMatchObject({ state: "sent", tries: 1, sealed: null })
    expect(await eventsOf(app(), id)).toEqual([
      ["mail.try", { kind: "invitation", try: 1 }],
      ["mail.sent", { kind: "invitation", tries: 1 }],
    ])
  })

  test("in English, with another template", async () => {
    const parameters = { link: "https://shige.example/reset/x", minutes: "30" }
    await post(app(), { to: "smith@company.example", template: "reset", language: "en", parameters })
    await until(() => arrived(app(), "smith@company.example").length).toBe(1)
    const [letter] = arrived(app(), "smith@company.example")
    expect(letter?.subject).toBe("Set a new password · Shige · 成都市")
    expect(letter?.text).toContain("valid for 30 minutes")
  })

  test("once, although the queue tells of it five times", async () => {
    const id = await post(app(), { ...invitation, to: "once@company.example" }, 5)
    await until(() => stateOf(app(), id)).toMatchObject({ state: "sent" })
    const queue = await app().mf.getQueueProducer("MAIL_QUEUE", "shige")
    await queue.send({ cell, mailId: id })
    const last = await post(app(), { ...invitation, to: "last@company.example" })
    await until(() => stateOf(app(), last)).toMatchObject({ state: "sent" })
    expect(arrived(app(), "once@company.example").length).toBe(1)
    expect(await stateOf(app(), id)).toMatchObject({ tries: 1 })
  })

  test("names cannot add headers, and are no markup", async () => {
    const organisation = 'A\r\nBcc: evil@evil.example\r\n\r\n<script>alert(1)</script><a href="x">"\u202Eabc'
    const parameters = { link, organisation, role: "manager", inviter: "=?UTF-8?B?xxx?=\n." } as const
    await post(app(), { to: "inject@company.example", template: "invitation", language: "zh", parameters })
    await until(() => arrived(app(), "inject@company.example").length).toBe(1)
    const [letter] = arrived(app(), "inject@company.example")
    expect(letter?.to).toEqual(["inject@company.example"])
    expect([...(letter?.headers.keys() ?? [])].sort()).toEqual([
      "auto-submitted",
      "content-type",
      "date",
      "from",
      "message-id",
      "mime-version",
      "subject",
      "to",
    ])
    expect(letter?.subject).toContain("A Bcc: evil@evil.example")
    expect(letter?.html).not.toMatch(/<script|<a href="x"/)
    expect(letter?.html).toContain("&lt;script&gt;")
    expect(arrived(app(), "evil@evil.example")).toEqual([])
  })

  test("messages that lead nowhere are said and done with; a letter to nobody is no problem", async () => {
    const queue = await app().mf.getQueueProducer("MAIL_QUEUE", "shige")
    for (const body of [{ cell: "440100", mailId: "x" }, { cell, mailId: "no-such-letter" }, "text", null])
      await queue.send(body)
    const said = () => app().logged.filter((line) => line.includes('"mail"'))
    await until(() => said().length).toBe(3)
    await expect.poll(() => app().requestLines.join("\n")).toContain("no such letter")
    const problems = said().map((line) => JSON.parse(line)["problem"])
    expect(problems.sort()).toEqual(["unknown cell", "unreadable message", "unreadable message"])
  })

  test("cron finds a letter whose message was lost, not one that has just been written", async () => {
    const secret = await readFile(join(app().data, "secret"), "utf8")
    const at = new Date(Date.now() - 6 * 60_000)
    const old = { id: "lost", letter: { ...invitation, to: "lost@company.example" }, at }
    await storeLetter(app().libsqlUrl, secret, old)
    await storeLetter(app().libsqlUrl, secret, { id: "young", letter: invitation })
    await app().runCron()
    await until(() => stateOf(app(), "lost")).toMatchObject({ state: "sent" })
    expect(await stateOf(app(), "young")).toMatchObject({ state: "queued", tries: 0 })
  })
})

test("after a restart every letter goes on, however many wait and however alike their times are", async () => {
  const app = await startTestApp()
  try {
    const secret = await readFile(join(app.data, "secret"), "utf8")
    const at = new Date(Date.now() - 60_000)
    for (let one = 0; one < 205; one++)
      await storeLetter(app.libsqlUrl, secret, { id: `left-${one}`, letter: invitation, at })
    const worker = await app.mf.getWorker("shige")
    await worker.scheduled({ cron: STARTED })
    const sent = "select count(*) as n from mails where state = 'sent' and id like ?"
    await until(async () => (await rowsOf(app, sent, "left-%"))[0]?.["n"], 90_000).toBe(205)
    expect(arrived(app, "wang@company.example").length).toBe(205)
  } finally {
    await app.stop()
  }
})

describe("a mail server in trouble", () => {
  let app: TestApp
  afterEach(() => app.stop())

  describe("with quick retries", () => {
    beforeEach(async () => {
      app = await startTestApp({ mailRetrySeconds: 1 })
    })

    test("that is down: the letter arrives when it is back", async () => {
      await app.mailbox.pause()
      const id = await post(app, invitation)
      await until(() => stateOf(app, id)).toMatchObject({ state: "queued", tries: 1 })
      await until(() => app.logged.length).toBeGreaterThan(0)
      await app.mailbox.resume()
      await until(() => stateOf(app, id)).toMatchObject({ state: "sent" })
      expect(arrived(app, "wang@company.example").length).toBe(1)
      expect(app.logged.map((line) => JSON.parse(line))).toMatchObject([
        { problem: "no connection", tries: 1 },
      ])
      expect(app.logged.join()).not.toContain("wang")
    })

    test("that hangs up in the middle: the Worker goes on", async () => {
      const { port } = new URL(app.mailbox.smtpUrl)
      await app.mailbox.pause()
      const rude = createServer((socket) => socket.resume().end("220 hello\r\n")).listen(
        Number(port),
        "127.0.0.1",
      )
      const id = await post(app, invitation)
      await until(() => app.logged.length).toBeGreaterThan(0)
      expect((await fetch(`${app.url}/ranking`)).status).toBe(200)
      await new Promise((closed) => rude.close(closed))
      await app.mailbox.resume()
      await until(() => stateOf(app, id)).toMatchObject({ state: "sent" })
      expect(app.logged.map((line) => JSON.parse(line)["problem"])).toContain("connection closed")
    })
  })

  test("that refuses: failed after five tries, and said without the address", async () => {
    app = await startTestApp({ mailRetrySeconds: 0 })
    app.mailbox.refuse(550)
    const id = await post(app, invitation)
    await until(() => stateOf(app, id)).toMatchObject({ state: "failed", tries: 5, sealed: null })
    expect((await eventsOf(app, id)).at(-1)).toEqual([
      "mail.failed",
      { kind: "invitation", tries: 5, problem: "550" },
    ])
    expect(app.mailbox.letters).toEqual([])
    await expect.poll(() => app.logged.length).toBe(5)
    expect(app.logged.join()).not.toMatch(/wang|company\.example|invitations/)
  })
})
