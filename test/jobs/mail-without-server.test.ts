import { isDeepStrictEqual } from "node:util"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { runJobs } from "../../worker/jobs/cron.ts"
import { consumeMails } from "../../worker/jobs/mail-queue.ts"
import { systemServices } from "../../worker/services.ts"
import { type FrontDoor, openFrontDoor, secret } from "../support/front-door.ts"
import { keepLetter } from "../support/letters.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
})
afterAll(() => door.close())

test("without a mail server letters wait: said once, and the queue is not filled by cron", async () => {
  const letter = {
    to: "wang@company.example",
    template: "email",
    language: "zh",
    parameters: { link: "https://shige.example/x" },
  } as const
  const at = new Date(Date.now() - 6 * 60_000)
  await keepLetter(door, { id: "waits", letter, at })
  const sent: unknown[] = []
  const bindings = {
    LIBSQL_URL: door.cell.url,
    AUTH_SECRET: secret,
    CELL: "510100",
    HOSTS: "localhost",
    RELEASES: door.cell.bucket,
    MAIL_QUEUE: { sendBatch: async (messages: unknown[]) => sent.push(...messages) },
  }
  const open = () => systemServices(bindings, "mail", "510100")
  const outcomes: string[] = []
  const message = {
    body: { cell: "510100", mailId: "waits" },
    ack: () => outcomes.push("ack"),
    retry: () => outcomes.push("retry"),
  }
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {})
  await consumeMails({ messages: [message, message] }, open)
  expect(outcomes).toEqual(["ack", "ack"])
  expect(warned.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
    {
      level: "warn",
      event: "mail",
      cell: "510100",
      problem: "no mail server is configured (SMTP_URL, MAIL_FROM): letters wait",
    },
  ])
  warned.mockRestore()
  await runJobs("510100", (job) => systemServices(bindings, job, "510100"))
  // What cron writes itself on this day is told to the queue once; what waits is not.
  const waiting = { body: { cell: "510100", mailId: "waits" } }
  expect(sent).not.toContainEqual(waiting)

  const ready = { ...bindings, SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "a@b.example" }
  await runJobs("510100", (job) => systemServices(ready, job, "510100"))
  expect(sent.filter((one) => isDeepStrictEqual(one, waiting))).toHaveLength(1)
  expect(await door.cell.rows("select state, tries from mails where id = 'waits'")).toEqual([
    { state: "queued", tries: 0 },
  ])
})
