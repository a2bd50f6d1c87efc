import { connect } from "node:net"
import { createClient } from "@libsql/client"
import { beforeAll, describe, expect, test } from "vitest"
import { storeKey } from "../../scripts/bench/stored-key.ts"
import { type DrillDocument, drillRequests } from "../../scripts/drill/requests.ts"
import { sendAll } from "../../scripts/drill/send.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { signedInCookie } from "../support/signed-in-fetch.ts"

const app = useTestApp({ bodyStallSeconds: 1 })
let keys: string[]
let cookie: string

beforeAll(async () => {
  const client = createClient({ url: app().libsqlUrl })
  keys = []
  for (let made = 0; made < 4; made++)
    keys.push((await storeKey(client as never, "company-1", { role: "manager" })).key)
  client.close()
  cookie = await signedInCookie(app(), "city")
})

/** Sends text on one connection, a part at a time, and reads on until the other side ends it or `enough` was read. */
function speak(parts: readonly string[], enough: (read: string) => boolean): Promise<string> {
  const { hostname, port } = new URL(app().url)
  return new Promise((resolve, reject) => {
    let read = ""
    const socket = connect(Number(port), hostname, () => {
      for (const part of parts) socket.write(part)
    })
    socket.setEncoding("utf8").on("data", (text) => {
      read += text
      if (enough(read)) socket.destroy()
    })
    socket.on("close", () => resolve(read)).on("error", reject)
  })
}

const answersIn = (read: string) =>
  [...read.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status))
const head = (first: string, headers: readonly string[]) =>
  [first, `Host: ${new URL(app().url).host}`, `Origin: ${app().url}`, ...headers, "", ""].join("\r\n")

test("generated requests are all answered, none with 5xx", async () => {
  const document = (await (await fetch(`${app().url}${paths.api("/openapi.json")}`)).json()) as DrillDocument
  const generated = drillRequests({ document, keys, count: 600, seed: 7 })
  const told = await sendAll(new URL(app().url), generated, 4)
  expect([told.lost, told.failed]).toEqual([[], []])
  expect([...told.statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(600)
})

describe("a refusal does not end the connection", () => {
  const refused: [string, string, string[], number, number][] = [
    ["without a key", "POST /api/v1/estates", ["Content-Type: application/json"], 200_000, 401],
    ["of a file", "POST /api/v1/imports/estates", ["Content-Type: text/csv"], 1_500_000, 401],
    ["too large", "POST /sign-in", ["Content-Type: application/x-www-form-urlencoded"], 3_000_000, 413],
    ["of no session", "POST /registry/import/estates", ["Content-Type: text/plain"], 400_000, 401],
    ["at no address", "POST /nowhere", [], 100_000, 404],
    ["to a page", "GET /ranking", [], 100_000, 200],
    ["to a page that was sent before", "GET /ranking", ["Accept-Encoding: gzip"], 100_000, 200],
  ]
  test.each(refused)("%s", async (_, what, headers, bytes, status) => {
    for (let times = 0; times < 3; times++) await (await fetch(`${app().url}/ranking`)).text()
    const length = `Content-Length: ${bytes}`
    const first = head(`${what} HTTP/1.1`, [...headers, length]) + "x".repeat(bytes)
    const next = head("GET /healthz HTTP/1.1", [])
    const read = await speak([first, next], (text) => answersIn(text).length === 2)
    expect(answersIn(read)).toEqual([status, 200])
  })
})

describe("a body that stops half-way is refused, and holds nothing", () => {
  const stopping: [string, () => string[]][] = [
    ["a form", () => ["POST /sign-in HTTP/1.1", "Content-Type: application/x-www-form-urlencoded"]],
    [
      "JSON",
      () => [
        "POST /api/v1/exports HTTP/1.1",
        `Authorization: Bearer ${keys[0]}`,
        "Idempotency-Key: half-a-body-1",
        "Content-Type: application/json",
      ],
    ],
    [
      "an upload",
      () => [
        `POST ${paths.import("estates")} HTTP/1.1`,
        `Cookie: ${cookie}`,
        "Content-Type: multipart/form-data; boundary=edge",
      ],
    ],
  ]
  test.each(stopping)("%s", async (_, lines) => {
    const [first = "", ...headers] = lines()
    const half = head(first, [...headers, "Content-Length: 9000"]) + "x".repeat(4_000)
    const read = await speak([half], (text) => /<\/html>|"code":/.test(text))
    expect(answersIn(read)).toEqual([408])
    expect(read).toMatch(/传到一半停住了/)
    expect(
      answersIn(await speak([head("GET /readyz HTTP/1.1", ["Connection: close"])], () => false)),
    ).toEqual([200])
  })
})

test("two thousand headers and a search of 60 KB are refused in words", async () => {
  const many = Array.from({ length: 2_000 }, (_, at) => `X-Of-Nobody-${at}: ${at}`)
  const large = await speak([head("GET /ranking HTTP/1.1", many)], (text) => /<\/html>/.test(text))
  expect(answersIn(large)).toEqual([431])
  const search = await fetch(`${app().url}/?q=${"%E5%B0%8F".repeat(7_000)}`)
  expect(search.status).toBe(414)
  expect(await search.text()).toContain("请缩短搜索的文字")
  const program = await fetch(`${app().url}/api/v1/estates?q=${"x".repeat(60_000)}`, {
    headers: { authorization: `Bearer ${keys[0]}` },
  })
  expect([program.status, ((await program.json()) as { code: string }).code]).toEqual([
    414,
    "address_too_long",
  ])
})
