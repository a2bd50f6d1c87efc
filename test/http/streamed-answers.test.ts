import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest"
import { paths } from "../../web/paths.ts"
import type { Bucket } from "../../worker/gateways/content-store.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
/** How many more objects the bucket gives; how many it has given. */
let left = Number.POSITIVE_INFINITY
let given = 0

beforeAll(async () => {
  door = await openFrontDoor({ estates: 150, released: 1 })
  const { bucket } = door.cell
  const counted: Bucket = {
    head: (key) => bucket.head(key),
    put: (key, value) => bucket.put(key, value),
    async get(key, options) {
      if (left <= 0) throw new Error("the bucket is gone")
      left -= 1
      given += 1
      return bucket.get(key, options)
    },
  }
  door.bindings = { ...door.bindings, RELEASES: counted }
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => door.close())

const files = () =>
  [".csv", "", "/values.csv"].map((ending) => paths.api(`/releases/${door.endedQuarters.at(-1)}${ending}`))

test("whoever has a file already, or asks for its head alone, costs no read of the bucket", async () => {
  const nobody = await door.as(null)
  // The list of releases is read once for everybody.
  await nobody.get(paths.api("/releases"))
  for (const file of files()) {
    given = 0
    const head = await nobody.send(file, { method: "HEAD" })
    const etag = head.headers.get("etag") ?? ""
    expect([file, head.status, await head.text(), etag.slice(0, 3)]).toEqual([file, 200, "", 'W/"'])
    expect((await nobody.get(file, { "if-none-match": etag })).status).toBe(304)
    expect([file, given]).toEqual([file, 0])
  }
})

test("a small file is made once for everybody, and then costs neither the bucket nor the database anything", async () => {
  const nobody = await door.as(null)
  const [file = ""] = files()
  const first = await nobody.get(file)
  const [text, etag] = [await first.text(), first.headers.get("etag")]
  given = 0
  const { response, roundTrips } = await door.costOf(() => nobody.get(file))
  expect([response.headers.get("etag"), given, roundTrips]).toEqual([etag, 0, 0])
  expect(await response.text()).toBe(text)
  expect(text.split("\n").length).toBeGreaterThan(150)
})

test.each(["identity", "gzip"])(
  "an answer that breaks off while it is sent (%s) is logged with the request's id",
  async (encoding) => {
    const nobody = await door.as(null)
    const lines: string[] = []
    vi.spyOn(console, "error").mockImplementation((line: string) => lines.push(line))
    const file = files().at(-1) ?? ""
    // Each time it comes one object further. While the answer could still be a small one, nothing of it was sent.
    for (let objects = 1; objects < 40; objects++) {
      left = objects
      lines.length = 0
      const answer = await nobody.get(file, { "accept-encoding": encoding })
      if (answer.status !== 200) continue
      await expect(answer.text()).rejects.toThrow("files_away")
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([
        { level: "error", event: "request", requestId: answer.headers.get("x-request-id"), cell: "510100" },
      ])
      left = Number.POSITIVE_INFINITY
      expect((await (await nobody.get(file)).text()).length).toBeGreaterThan(256 * 1024)
      return
    }
    throw new Error("it never broke off after its first part")
  },
)

test("HEAD of a page that is made for one person packs nothing", async () => {
  let packed = 0
  class Counted extends CompressionStream {
    constructor(format: CompressionFormat) {
      super(format)
      packed += 1
    }
  }
  vi.stubGlobal("CompressionStream", Counted)
  const manager = await door.as("manager")
  const headers = { "accept-encoding": "gzip" }
  const page = await manager.get(paths.desk(), headers)
  expect([page.headers.get("content-encoding"), packed]).toEqual(["gzip", 1])
  await page.arrayBuffer()
  const head = await manager.send(paths.desk(), { method: "HEAD", headers })
  expect([head.status, head.headers.get("content-encoding"), packed]).toEqual([200, "gzip", 1])
  vi.unstubAllGlobals()
})
