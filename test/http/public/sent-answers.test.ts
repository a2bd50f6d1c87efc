import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { createApp } from "../../../worker/app.ts"
import { openServices } from "../../../worker/services.ts"
import { type FrontDoor, type Neighbour, openFrontDoor, openNeighbour } from "../../support/front-door.ts"

let door: FrontDoor
let neighbour: Neighbour
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  neighbour = await openNeighbour(door)
  // Its bucket has no files of them.
  await neighbour.rows("delete from publications")
})
afterAll(async () => {
  await neighbour.close()
  await door.close()
})

const page = "http://localhost:8787/ranking"

/** An application that counts the requests for which it opened something. */
function counted({ now = () => door.now, bindings = {} }: { now?: () => Date; bindings?: object } = {}) {
  let opened = 0
  const app = createApp((request, env) => {
    opened += 1
    return openServices(request, env, now)
  })
  const env = { ...door.bindings, ...bindings }
  const ask = async (url: string, init: RequestInit = {}, bound = env) => {
    const before = opened
    const headers = { "accept-encoding": "gzip", ...init.headers }
    const answer = await app.fetch(new Request(url, { ...init, headers }), bound)
    const bytes = Buffer.from(await answer.arrayBuffer()).toString("base64")
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      bytes,
      long: opened > before,
    }
  }
  /** Until the page is kept and was sent once as it is kept. */
  const warm = async (url = page) => {
    await ask(url)
    return ask(url)
  }
  return { ask, warm, env }
}

test("the same answer again, but for its id, before anything is opened", async () => {
  const { ask, warm } = counted()
  const first = await warm()
  const second = await ask(page)
  expect([first.long, second.long]).toEqual([true, false])
  const { "x-request-id": id, ...headers } = second.headers
  const { "x-request-id": firstId, ...firstHeaders } = first.headers
  expect(headers).toEqual(firstHeaders)
  expect(headers["content-security-policy"]).toContain("default-src 'none'")
  expect(second.bytes).toBe(first.bytes)
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(id).not.toBe(firstId)
})

describe("whoever gets something else than everybody goes the long way", () => {
  test.each<[string, RequestInit, (answer: Awaited<ReturnType<ReturnType<typeof counted>["ask"]>>) => void]>([
    [
      "a reader of English",
      { headers: { cookie: "shige.language=en" } },
      ({ headers }) => expect(headers["content-language"]).toBe("en"),
    ],
    ["who has the page", { headers: { "if-none-match": "*" } }, ({ status }) => expect(status).toBe(304)],
    [
      "who takes no gzip",
      { headers: { "accept-encoding": "identity" } },
      ({ headers, bytes }) => {
        expect(headers["content-encoding"]).toBeUndefined()
        expect(Buffer.from(bytes, "base64").toString()).toContain("<!DOCTYPE html>")
      },
    ],
    [
      "a form",
      { method: "POST", headers: { origin: "http://localhost:8787" } },
      ({ status }) => expect(status).toBe(404),
    ],
    ["who wants its headers", { method: "HEAD" }, ({ bytes }) => expect(bytes).toBe("")],
    [
      "who sends more headers than anybody needs",
      { headers: Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`x-${at}`, "1"])) },
      ({ status }) => expect(status).toBe(431),
    ],
  ])("%s", async (_, init, expectation) => {
    const { ask, warm } = counted()
    await warm()
    const answer = await ask(page, init)
    expect(answer.long).toBe(true)
    expectation(answer)
    // And what they got is kept for nobody.
    const plain = await ask(page)
    expect([plain.status, plain.headers["content-language"], plain.long]).toEqual([200, "zh-CN", false])
  })

  test("the answer to HEAD is kept for nobody", async () => {
    const { ask } = counted()
    for (let times = 0; times < 3; times++) await ask(page, { method: "HEAD" })
    expect((await ask(page)).long).toBe(true)
  })

  test("who chooses a language is led on every time", async () => {
    const { ask } = counted()
    for (let times = 0; times < 3; times++)
      expect(await ask(`${page}?lang=en`)).toMatchObject({ status: 303, long: true })
  })
})

test("an address with more in it than the page knows is kept for nobody: nobody fills the memory with them", async () => {
  const { ask } = counted()
  for (let times = 0; times < 3; times++) expect((await ask(`${page}?unknown=1`)).long).toBe(true)
})

test("what is no page that is kept goes the long way every time: a search, a miss, a signed-in page", async () => {
  const { ask } = counted()
  for (const path of ["/?q=a", "/estates/nowhere", "/sign-in", "/desk", "/readyz"])
    for (let times = 0; times < 3; times++)
      expect([path, (await ask(new URL(path, page).href)).long]).toEqual([path, true])
})

test("a city of its own has answers of its own, and a host of nobody none", async () => {
  const { ask, warm } = counted()
  const ours = new URL("/awards", page).href
  await warm(ours)
  const theirs = `${neighbour.origin}/awards`
  const first = await warm(theirs)
  expect(first.long).toBe(true)
  const again = await ask(theirs)
  expect(again.long).toBe(false)
  expect(again.bytes).toBe(first.bytes)
  expect(again.bytes).not.toBe((await ask(ours)).bytes)
  for (let times = 0; times < 3; times++)
    expect((await ask("http://nobody.example/ranking")).status).toBe(421)
})

test("after five seconds the state is looked at again, and what has changed is seen at once on every page", async () => {
  let at = door.now.getTime()
  const { ask, warm } = counted({ now: () => new Date(at) })
  await warm()
  at += 4_999
  expect((await ask(page)).long).toBe(false)
  at += 1
  expect((await ask(page)).long).toBe(true)
  expect((await ask(page)).long).toBe(false)
  const published = await door.cell.rows("select * from publications")
  await door.cell.client.execute("delete from publications")
  at += 5_000
  // Another page looks, and sees that the release is gone.
  await ask(new URL("/", page).href)
  expect(await ask(page)).toMatchObject({ status: 404, long: true })
  for (const row of published) {
    const names = Object.keys(row)
    const sql = `insert into publications (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`
    await door.cell.client.execute({ sql, args: Object.values(row) as string[] })
  }
})

test("where each request is logged, one that is answered so has its line like any other", async () => {
  const { ask, warm } = counted({ bindings: { LOG_REQUESTS: "all" } })
  const written = vi.spyOn(console, "log").mockImplementation(() => {})
  const lines = () => written.mock.calls.splice(0).map(([line]) => JSON.parse(String(line)))
  try {
    await warm()
    const [, { at: _, requestId: __, ms: ___, ...long }] = lines()
    const { headers, long: wentLong } = await ask(page)
    const [{ at, requestId, ms, ...short }] = lines()
    expect(wentLong).toBe(false)
    expect(short).toEqual(long)
    expect(short.route).toBe("/ranking")
    expect([requestId, ms]).toEqual([headers["x-request-id"], 0])
    expect(new Date(at).toISOString()).toBe(at)
  } finally {
    written.mockRestore()
  }
})

test("what was sent with other bindings is sent for nobody", async () => {
  const { ask, warm, env } = counted()
  await warm()
  const answer = await ask(page, {}, { ...env, HSTS: "max-age=1" })
  expect(answer.long).toBe(true)
})
