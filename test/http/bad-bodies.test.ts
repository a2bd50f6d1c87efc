import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
let path: string
let editor: Client
let nobody: Client

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8 })
  editor = await door.as("editor")
  nobody = await door.as(null)
  const [row] = await door.cell.rows(
    `select slug from estates e where place_code = '510104018004'
     and not exists (select 1 from submissions s where s.estate_id = e.id and s.quarter = ?)`,
    [door.openQuarter],
  )
  path = `/filing/${door.openQuarter}/${row?.["slug"]}/draft`
})
afterAll(() => door.close())

const writes = async () => (await door.cell.rows("select count(*) as n from writes"))[0]?.["n"]
const form = { "content-type": "application/x-www-form-urlencoded" }
const multipart = { "content-type": "multipart/form-data; boundary=edge" }
const big = `key=bad-bodies-1&revision=0&r:households=${"x".repeat(2 * 1024 * 1024)}`

/** The same bytes without a declared length, as a stream. */
function streamOf(text: string): RequestInit {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) controller.close()
      else controller.enqueue(bytes.slice(at, at + 65_536))
      at += 65_536
    },
  })
  return { body, duplex: "half" } as RequestInit
}

async function expectPage(answer: Response, status: number): Promise<string> {
  expect(answer.status).toBe(status)
  expect(answer.headers.get("content-type")).toMatch(/^text\/html/)
  const html = await answer.text()
  expect(html).toContain("<h1>")
  expect(html).toContain(answer.headers.get("x-request-id"))
  return html
}

describe("a form of 2 MB gets 413 and a page", () => {
  test.each<[string, () => Promise<Response>]>([
    ["with its length", () => editor.send(path, { method: "POST", headers: form, body: big })],
    [
      "with its length in a header",
      () =>
        editor.send(path, {
          method: "POST",
          headers: { ...form, "content-length": String(big.length) },
          body: big,
        }),
    ],
    ["as a stream", () => editor.send(path, { method: "POST", headers: form, ...streamOf(big) })],
    ["at the sign-in", () => nobody.send("/sign-in", { method: "POST", headers: form, ...streamOf(big) })],
    [
      "of parts",
      () =>
        editor.send(path, {
          method: "POST",
          headers: multipart,
          ...streamOf(`--edge\r\ncontent-disposition: form-data; name="key"\r\n\r\n${big}`),
        }),
    ],
  ])("%s", async (_, post) => {
    const before = await writes()
    await expectPage(await post(), 413)
    expect(await writes()).toBe(before)
  })

  test("that lies about its length is no larger for it", async () => {
    const before = await writes()
    const headers = { ...form, "content-length": "10" }
    const answer = await editor.send(path, { method: "POST", headers, ...streamOf(big) }).catch(() => null)
    expect(answer === null || answer.status >= 400).toBe(true)
    expect(await writes()).toBe(before)
  })
})

describe("a body that is no form of ours gets 400 and a page", () => {
  const parts = (...lines: string[]) => lines.join("\r\n")
  test.each<[string, Record<string, string>, string]>([
    [
      "multipart without an end",
      multipart,
      parts("--edge", 'content-disposition: form-data; name="key"', "", "abc"),
    ],
    ["multipart with another boundary", multipart, parts("--other", "", "abc", "--other--")],
    ["multipart without a boundary", { "content-type": "multipart/form-data" }, "abc"],
    ["a part without a name", multipart, parts("--edge", "", "abc", "--edge--", "")],
    ["JSON", { "content-type": "application/json" }, '{"key":"bad-bodies-1","revision":"0"}'],
    ["plain text", { "content-type": "text/plain" }, "key=bad-bodies-1&revision=0"],
    ["XML", { "content-type": "application/xml" }, "<key>bad-bodies-1</key>"],
    [
      "a type that only begins like a form",
      { "content-type": "application/x-www-form-urlencodedx" },
      "key=bad-bodies-1",
    ],
    ["no type", { "content-type": "" }, "key=bad-bodies-1&revision=0"],
  ])("%s", async (_, headers, body) => {
    const before = await writes()
    await expectPage(await editor.send(path, { method: "POST", headers, body }), 400)
    expect(await writes()).toBe(before)
  })

  test.each<[string, string]>([
    ["nothing", ""],
    ["no key", "revision=0&v:households=600"],
    ["a key that is a file path", "key=../../etc/passwd&revision=0"],
    ["a key of another kind", "key[]=bad-bodies-1&revision=0"],
    ["no revision", "key=bad-bodies-1"],
    ["a revision that is no number", "key=bad-bodies-1&revision=one"],
    ["a negative revision", "key=bad-bodies-1&revision=-1"],
    ["a huge revision", "key=bad-bodies-1&revision=1e400"],
    ["names of objects", "__proto__=x&constructor=y&toString=z"],
    ["half a percent sign", "key=%&revision=%zz"],
  ])("a form with %s is refused in words", async (_, body) => {
    const before = await writes()
    await expectPage(await editor.send(path, { method: "POST", headers: form, body }), 422)
    expect(await writes()).toBe(before)
  })
})

test("addresses that nobody would type are answered, never with 500", async () => {
  const street = await door.as("street")
  const city = await door.as("city")
  const odd = [
    "1e400",
    "-1",
    "0",
    "NaN",
    "1.5",
    "99999999999999999999",
    "%00",
    "%E0%A4%A",
    "' or 1=1 --",
    "x".repeat(4000),
  ]
  for (const value of odd) {
    const answers = [
      editor.get(`/filing?page=${value}`),
      editor.get(`/filing?quarter=${value}`),
      street.get(`/verification?page=${value}&state=${value}`),
      editor.get(`/filing/${value}/${value}`),
      editor.get(`/filing/${door.openQuarter}/${value}`),
      street.get(`/verification/${door.openQuarter}/${value}`),
      city.get(`/quarters/${value}`),
      nobody.get(`/ranking?page=${value}&quarter=${value}&district=${value}&band=${value}&sort=${value}`),
      nobody.get(`/estates/${value}?quarter=${value}&baseline=${value}`),
      nobody.get(`/compare?estates=${value},${value}&quarter=${value}&add=${value}`),
      nobody.get(`/?q=${value}`),
      nobody.get(`/methodology/${value}`),
      nobody.get(`/api/v1/releases/${value}`),
    ]
    for (const answer of await Promise.all(answers)) {
      expect(answer.status, `${value}`).toBeLessThan(500)
      // What was asked for may be quoted.
      const html = (await answer.text()).replaceAll("“NaN”", "").replaceAll('="NaN"', "")
      expect(html, value).not.toMatch(value === "NaN" ? /\bundefined\b/ : /\bNaN\b|\bundefined\b/)
    }
  }
})
