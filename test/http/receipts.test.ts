import { spawn } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, reasonsFor, shown, startAgain, type Typed, type Walk } from "../support/quarter-forms.ts"

interface Receipt {
  id: string
  filing: number
  sentAt: string
  dueDay: string
  late: boolean
  values: Record<string, string>
  seal: string
  [name: string]: unknown
}

let door: FrontDoor
let walk: Walk
let mine: Typed
let nobody: Client
const start = new Date("2026-10-12T02:00:00Z")
let began = start

beforeAll(async () => {
  door = await openFrontDoor({ now: start })
  walk = await openWalk(door)
  mine = walk.before["company"] ?? {}
  nobody = await door.as(null)
})
beforeEach(async () => {
  // A minute of its own: what was asked before counts no more.
  began = new Date(began.getTime() + 61_000)
  door.now = began
  await startAgain(walk)
})
afterAll(() => door.close())

const editor = () => door.as("editor")
const fileOf = async (filing?: number): Promise<Receipt> => {
  const answer = await (await editor()).get(paths.receipt(walk.slug, walk.open, ".json", filing))
  expect(answer.status).toBe(200)
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="receipt-[\w-]+\.json"$/)
  return (await answer.json()) as Receipt
}
const send = async () => {
  await walk.save("editor", mine)
  expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
}
/** What the city says of a receipt: to a program, and to a person. */
async function verdict(receipt: unknown): Promise<{ matches: boolean; readable: boolean }> {
  const text = typeof receipt === "string" ? receipt : JSON.stringify(receipt)
  const told = await nobody.post(paths.verifyReceipt(), { receipt: text }, { accept: "application/json" })
  const page = await shown(await nobody.post(paths.verifyReceipt(), { receipt: text }))
  const answer = (await told.json()) as { matches: boolean; readable: boolean }
  expect(page.status).toBe(answer.readable ? 200 : 422)
  expect(page.words.includes("一致：这份回执由本平台出具")).toBe(answer.matches)
  expect(page.words.includes("不一致：内容被改动过")).toBe(answer.readable && !answer.matches)
  return answer
}

test("a sending has a receipt of what was sent, by whom and when, which the city knows again", async () => {
  await send()
  const receipt = await fileOf()
  expect(receipt).toMatchObject({
    format: "shige-receipt/1",
    city: "510100",
    estate: walk.slug,
    quarter: walk.open,
    sentAt: began.toISOString(),
    late: false,
    values: mine,
  })
  expect(await verdict(receipt)).toEqual({ readable: true, matches: true })
  const page = await shown(await (await editor()).get(paths.receipt(walk.slug, walk.open)))
  for (const word of [receipt.id, receipt.seal, "按时", `（${Object.keys(mine).length} 项）`])
    expect(page.words).toContain(word)
  const form = await shown(await (await editor()).get(paths.submission(walk.slug, walk.open)))
  expect(form.html).toContain(`href="${paths.receipt(walk.slug, walk.open)}"`)
})

test("one changed character anywhere in it is noticed, and so is a value that is missing or more", async () => {
  await send()
  const receipt = await fileOf()
  const [key = "", value = ""] = Object.entries(receipt.values)[0] ?? []
  const changes: Partial<Receipt>[] = [
    ...["id", "city", "estate", "quarter", "organisation", "member", "sentAt", "dueDay", "seal"].map(
      (name) => ({
        [name]: `${receipt[name]}`.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      }),
    ),
    { filing: receipt.filing + 1 },
    { late: !receipt.late },
    { values: { ...receipt.values, [key]: `${value}0` } },
    { values: { ...receipt.values, more: "1" } },
    { values: Object.fromEntries(Object.entries(receipt.values).slice(1)) },
  ]
  for (const change of changes)
    expect(await verdict({ ...receipt, ...change }), JSON.stringify(change).slice(0, 80)).toEqual({
      readable: true,
      matches: false,
    })
  // The order of names and the spaces between say nothing.
  const { seal, ...rest } = receipt
  expect((await verdict(JSON.stringify({ seal, ...rest }, null, 7))).matches).toBe(true)
})

test("each sending keeps its own: taken back, changed and sent again late, the first one still holds", async () => {
  await send()
  const first = await fileOf()
  await (await editor()).post(paths.withdrawal(walk.slug, walk.open), { key: "withdrawal-1" })
  const form = await shown(await (await editor()).get(paths.submission(walk.slug, walk.open)))
  expect(form.html).not.toContain(paths.receipt(walk.slug, walk.open))
  door.now = new Date("2026-12-20T02:00:00Z")
  await walk.save("editor", { ...mine, parking_patrols: "77" })
  await walk.submit(reasonsFor(walk))
  const second = await fileOf()
  expect([second.filing, second.late, second.values["parking_patrols"]]).toEqual([
    first.filing + 1,
    true,
    "77",
  ])
  expect(await fileOf(first.filing)).toEqual(first)
  expect([(await verdict(first)).matches, (await verdict(second)).matches]).toEqual([true, true])
  expect((await verdict({ ...second, seal: first.seal })).matches).toBe(false)
  const page = await shown(await (await editor()).get(paths.receipt(walk.slug, walk.open, "", first.filing)))
  expect(page.words).toContain("按时")
  expect(page.words).toContain(`第 ${second.filing} 次提交`)
})

test("a company that has handed the estate over keeps its receipts, and the next one sees none", async () => {
  await send()
  const [sent] = await door.cell.rows("select organisation_id from receipts order by sent_at desc limit 1")
  await door.cell.rows("update receipts set organisation_id = 'company-2' where organisation_id = ?", [
    String(sent?.["organisation_id"]),
  ])
  expect((await (await editor()).get(paths.receipt(walk.slug, walk.open))).status).toBe(404)
  await door.cell.rows("update receipts set organisation_id = ? where organisation_id = 'company-2'", [
    String(sent?.["organisation_id"]),
  ])
  expect((await (await editor()).get(paths.receipt(walk.slug, walk.open))).status).toBe(200)
})

test("what is no receipt is refused with what to do, and what was pasted stays", async () => {
  for (const text of [
    "",
    "{}",
    "[1]",
    "<script>alert(1)</script>",
    `{"format":"shige-receipt/1"}`,
    "9".repeat(20_000),
  ])
    expect(await verdict(text), text.slice(0, 40)).toEqual({ readable: false, matches: false })
  const page = await shown(await nobody.post(paths.verifyReceipt(), { receipt: "<b>mine</b>" }))
  expect(page.words).toContain("复制从“{”到“}”的全部文字")
  expect(page.html).toContain("&lt;b&gt;mine&lt;/b&gt;")
})

test("nobody tries seals by the thousand", async () => {
  const answers = await Promise.all(
    Array.from({ length: 70 }, () =>
      nobody.post(
        paths.verifyReceipt(),
        { receipt: "{}" },
        { accept: "application/json", "cf-connecting-ip": "203.0.113.9" },
      ),
    ),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(5)
  door.now = new Date(door.now.getTime() + 61_000)
  expect((await nobody.post(paths.verifyReceipt(), { receipt: "{}" })).status).toBe(422)
})

test("npm run verify-receipt says whether it matches, by its status too", async () => {
  await send()
  const receipt = await fileOf()
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on("data", (piece: Buffer) => pieces.push(piece))
    request.on("end", async () => {
      const answer = await nobody.send(request.url ?? "/", {
        method: "POST",
        headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        body: Buffer.concat(pieces).toString(),
      })
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text())
    })
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = await mkdtemp(join(tmpdir(), "shige-receipt-"))
  const file = join(folder, "receipt.json")
  const run = (...args: string[]) =>
    new Promise<{ status: number | null; said: string }>((done) => {
      const child = spawn(process.execPath, ["scripts/verify-receipt.ts", ...args])
      let said = ""
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (said += piece))
      child.on("close", (status) => done({ status, said }))
    })
  try {
    await writeFile(file, JSON.stringify(receipt))
    expect(await run(file, address)).toMatchObject({ status: 0, said: expect.stringContaining("matches") })
    await writeFile(file, JSON.stringify({ ...receipt, late: true }))
    expect(await run(file, address)).toMatchObject({
      status: 1,
      said: expect.stringContaining("does not match"),
    })
    await writeFile(file, "no receipt")
    expect(await run(file, address)).toMatchObject({ status: 2, said: expect.stringContaining("no receipt") })
    expect(await run(join(folder, "none"), address)).toMatchObject({ status: 2 })
    expect(await run(file)).toMatchObject({
      status: 2,
      said: expect.stringContaining("npm run verify-receipt"),
    })
  } finally {
    server.close()
    await rm(folder, { recursive: true })
  }
})
