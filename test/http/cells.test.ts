import { serializeSigned } from "hono/utils/cookie"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readCell, readEnv } from "../../worker/env.ts"
import { contentStore } from "../../worker/gateways/content-store.ts"
import { secretBox } from "../../worker/gateways/secret-box.ts"
import { openOutbox } from "../../worker/services/mail.ts"
import { cellCodes, openServices, systemServices } from "../../worker/services.ts"
import {
  type FrontDoor,
  type Neighbour,
  openFrontDoor,
  openNeighbour,
  origin,
  secret,
  tokenOf,
} from "../support/front-door.ts"

const press = "/estates/sihai-yijia-lanzuan-2"
let door: FrontDoor
let neighbour: Neighbour

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6, released: 1 })
  neighbour = await openNeighbour(door)
})
afterAll(async () => {
  await neighbour.close()
  await door.close()
})

const get = (url: string, headers: Record<string, string> = {}) => door.fetch(new Request(url, { headers }))

/** What is public is read anew: its state is kept for some seconds, by readers that the bindings stand for. */
const readAnew = () => {
  door.bindings = { ...door.bindings }
}

async function withoutLog<T>(act: () => Promise<T>): Promise<{ result: T; logged: string }> {
  const { error } = console
  const logged: string[] = []
  console.error = (line: string) => logged.push(line)
  try {
    return { result: await act(), logged: logged.join("\n") }
  } finally {
    console.error = error
  }
}

describe("the bindings", () => {
  const city = (code: string, hosts: unknown = [`h${code}.example`], name = "市") => ({ code, name, hosts })
  const two = [city("510100"), city("510700")]
  const good = () => ({
    RELEASES: door.cell.bucket,
    CELLS: JSON.stringify(two),
    LIBSQL_URL_510100: "http://127.0.0.1:9",
    AUTH_SECRET_510100: "1".repeat(32),
    LIBSQL_URL_510700: "http://127.0.0.1:10",
    AUTH_SECRET_510700: "7".repeat(32),
  })

  test("name the cells, as text or as JSON, with secrets of their own", () => {
    for (const CELLS of [JSON.stringify(two), two]) {
      const bindings = { ...good(), CELLS, LIBSQL_AUTH_TOKEN_510700: "token" }
      expect(cellCodes(bindings)).toEqual(["510100", "510700"])
      expect(readCell(bindings, "510700")).toMatchObject({
        database: { url: "http://127.0.0.1:10", authToken: "token" },
        secret: "7".repeat(32),
      })
    }
  })

  test("of a single cell go on serving it beside a second one", () => {
    const single = { CELL: "510100", LIBSQL_URL: "http://127.0.0.1:8", AUTH_SECRET: "0".repeat(32) }
    const { LIBSQL_URL_510100: _, AUTH_SECRET_510100: __, ...rest } = good()
    expect(readCell({ ...rest, ...single }, "510100").database.url).toBe("http://127.0.0.1:8")
    expect(readCell({ ...rest, ...single }, "510700").database.url).toBe("http://127.0.0.1:10")
  })

  test.each<[string, unknown, string]>([
    ["no JSON", "[{", "CELLS: Invalid input"],
    ["no list", "{}", "CELLS: Invalid input"],
    ["no city", "[]", "CELLS: no city at all"],
    ["no city's code", [city("510104")], "CELLS.0.code: the code of a city"],
    ["no name", [city("510100", ["a.example"], " ")], "CELLS.0.name"],
    ["no host", [city("510100", [])], "CELLS.0.hosts"],
    ["a host with a port", [city("510100", ["a.example:80"])], "“a.example:80” is no host name"],
    ["a host with a scheme", [city("510100", ["https://a.example"])], "is no host name"],
    ["a city twice", [city("510100"), city("510100", ["b.example"])], "the city 510100 stands in it twice"],
    [
      "a host twice",
      [city("510100", ["a.example"]), city("510700", ["A.example."])],
      "the host a.example stands in it twice",
    ],
  ])("that say %s are refused with a sentence", (_, CELLS, words) => {
    const given = typeof CELLS === "string" ? CELLS : JSON.stringify(CELLS)
    expect(() => cellCodes({ ...good(), CELLS: given })).toThrow(words)
  })

  test("whose CELL is not among the CELLS are refused", () => {
    expect(() => cellCodes({ ...good(), CELL: "510600" })).toThrow("does not name the city of CELL, 510600")
  })

  test.each<[string, Record<string, string | undefined>, string]>([
    ["no address", { LIBSQL_URL_510700: undefined }, "LIBSQL_URL_510700"],
    ["no secret", { AUTH_SECRET_510700: undefined }, "AUTH_SECRET_510700"],
    ["a short secret", { AUTH_SECRET_510700: "short" }, "AUTH_SECRET_510700: at least 32 characters"],
    [
      "another city's database",
      { LIBSQL_URL_510700: "http://127.0.0.1:9" },
      "LIBSQL_URL_510700: the city 510100 has the same",
    ],
    [
      "another city's secret",
      { AUTH_SECRET_510700: "1".repeat(32) },
      "AUTH_SECRET_510700: the city 510100 has the same",
    ],
  ])("that give a city %s close that city alone", (_, change, words) => {
    const bindings = { ...good(), ...change }
    expect(() => readCell(bindings, "510700")).toThrow(words)
    expect(() => systemServices(bindings, "test", "510700")).toThrow(words)
    expect(openServices(new Request("https://h510100.example/"), bindings)?.cell).toBe("510100")
  })

  test("that know no such cell give a job nothing", () => {
    for (const code of ["510600", "", "__proto__", undefined as unknown as string])
      expect(() => systemServices(good(), "test", code)).toThrow("this Worker has no cell")
  })
})

describe("the host", () => {
  const named: Record<string, string> = { "510100": "成都市", "510700": "绵阳市" }
  test.each<[string, string | null]>([
    ["http://localhost:8787/", "510100"],
    ["http://localhost/", "510100"],
    ["https://SHIGE.Example/", "510100"],
    ["http://mianyang.localhost:1/", "510700"],
    ["http://MianYang.LocalHost./", "510700"],
    ["http://a.mianyang.localhost/", null],
    ["http://mianyang.localhost.evil.example/", null],
    ["http://evil.example/mianyang.localhost", null],
    ["http://127.0.0.1/", null],
    ["http://[::1]/", null],
  ])("%s is the cell %s", (url, code) => {
    const services = openServices(new Request(url), door.bindings)
    expect(services?.cell ?? null).toBe(code)
    expect(services?.city ?? null).toBe(code && named[code])
  })

  test("in a forwarded header is nobody's word", async () => {
    for (const name of ["x-forwarded-host", "x-host", "x-original-host", "forwarded", "host"])
      for (const value of ["mianyang.localhost", "host=mianyang.localhost"]) {
        const services = openServices(new Request(origin, { headers: { [name]: value } }), door.bindings)
        expect(services?.cell).toBe("510100")
      }
  })

  test("that no cell has opens nothing: a bare 421 from every route, no database asked", async () => {
    // A load balancer asks by address whether the program runs, and the bare page has its looks: neither knows a cell.
    const anywhere = ["/healthz", "/assets/:name"]
    const routes = door.app.routes.filter(({ method, path }) => method !== "ALL" && !anywhere.includes(path))
    expect(routes.length).toBeGreaterThan(25)
    const pages = new Set<string>()
    const { cookie } = await door.as("city")
    const { roundTrips } = await door.costOf(async () => {
      for (const { method, path } of routes) {
        const headers = { cookie, origin: "https://unknown.example" }
        const request = new Request(`https://unknown.example${path}`, { method, headers })
        const answer = await door.fetch(request)
        expect(answer.status, `${method} ${path}`).toBe(421)
        expect(answer.headers.get("cache-control")).toBe("no-store")
        expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'")
        // The id of a request is random and may hold any digits.
        const body = (await answer.text()).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id")
        if (path.startsWith("/api/v1")) expect(JSON.parse(body)).toMatchObject({ code: "unknown_host" })
        else pages.add(body)
        expect(body).not.toMatch(/成都|绵阳|5101|5107|localhost|shige\.example|<a /)
      }
      return new Response()
    })
    expect(roundTrips).toBe(0)
    expect(pages.size).toBe(1)
    const [page = ""] = pages
    expect(page).toContain("这个网址没有对应的城市")
  })
})

describe("what one cell has is worth nothing in the other", () => {
  test("a release's files, although its hash is named by both databases", async () => {
    const { result, logged } = await withoutLog(() => get(`${neighbour.origin}/ranking`))
    expect(result.status).toBe(503)
    expect(logged).toMatch(/"cell":"510700".*"message":"missing/)
    expect((await get(`${origin}/ranking`)).status).toBe(200)
    const [row] = await neighbour.rows("select period, manifest_hash as hash from releases where number = 1")
    const [period, hash] = [String(row?.["period"]), String(row?.["hash"])]
    const files = (cell: string) => contentStore(door.cell.bucket, { cell, folder: "releases" })
    await expect(files("510100").get("manifest", period, hash)).resolves.toBeTruthy()
    await expect(files("510700").get("manifest", period, hash)).rejects.toThrow("missing")
    await neighbour.rows("delete from publications")
  })

  test("a kept page, also while both cells are alike: nothing is released in either", async () => {
    const [published] = await door.cell.rows("select * from publications")
    await door.cell.rows("delete from publications")
    readAnew()
    for (const path of ["/programmes", "/awards", press])
      for (const sites of [
        [origin, neighbour.origin],
        [neighbour.origin, origin],
      ]) {
        const tags: (string | null)[] = []
        for (const site of sites) {
          const page = await get(site + path)
          const html = await page.text()
          const [own, others] = site === origin ? ["成都市", "绵阳市"] : ["绵阳市", "成都市"]
          expect([path, page.status]).toEqual([path, 200])
          expect(html).toContain(`brand__city">${own}`)
          expect(html).not.toContain(`brand__city">${others}`)
          tags.push(page.headers.get("etag"))
        }
        expect(new Set(tags).size).toBe(2)
      }
    const { period, release_id, published_at } = published ?? {}
    await door.cell.rows("insert into publications (period, release_id, published_at) values (?, ?, ?)", [
      ...[String(period), String(release_id), String(published_at)],
    ])
    readAnew()
  })

  test("a kept page: asked for in turn, each host gets its own", async () => {
    await neighbour.rows("update estates set name = '绵阳花园' where slug = 'sihai-yijia-lanzuan-2'")
    readAnew()
    for (let turn = 0; turn < 6; turn++) {
      const pages = await Promise.all([origin, neighbour.origin].map((site) => get(site + press)))
      const [own = "", other = ""] = await Promise.all(pages.map((page) => page.text()))
      expect(own).toContain("四海逸家")
      expect(own).not.toContain("绵阳花园")
      expect(other).toContain("绵阳花园")
      expect(other).not.toContain("四海逸家")
      const [tag = "", otherTag = ""] = pages.map((page) => page.headers.get("etag") ?? "")
      expect((await get(origin + press, { "if-none-match": otherTag })).status).toBe(200)
      expect((await get(neighbour.origin + press, { "if-none-match": otherTag })).status).toBe(304)
      expect((await get(neighbour.origin + press, { "if-none-match": tag })).status).toBe(200)
    }
  })

  test("a session, even signed anew with the other's secret", async () => {
    const [own, other] = [await door.as("city"), await neighbour.as("city")]
    expect([(await own.get("/quarters")).status, (await other.get("/quarters")).status]).toEqual([200, 200])
    const resigned = await serializeSigned("shige.session", tokenOf(other.cookie), secret)
    const at = async (site: string, cookie: string) => (await get(`${site}/quarters`, { cookie })).status
    expect(await at(origin, other.cookie)).toBe(303)
    expect(await at(origin, resigned.split(";")[0] ?? "")).toBe(303)
    expect(await at(neighbour.origin, own.cookie)).toBe(303)
  })

  test("an edition under the same code", async () => {
    const read = async (cell: string) =>
      (await systemServices(door.bindings, "test", cell).context.read.editions.get("cd-wwsg-2023@1.0.0"))
        .title.zh
    await neighbour.rows("update editions set document = json_set(document, '$.title.zh', '绵阳口径')")
    expect([await read("510100"), await read("510700"), await read("510100")]).toEqual([
      expect.not.stringContaining("绵阳"),
      "绵阳口径",
      expect.not.stringContaining("绵阳"),
    ])
  })

  test("a form's origin", async () => {
    for (const [client, from] of [
      [await door.as("city"), neighbour.origin],
      [await neighbour.as("city"), origin],
    ] as const)
      expect((await client.post("/sign-out", {}, { origin: from })).status).toBe(403)
  })

  test("a sealed letter", async () => {
    const to = "a@b.example"
    const parameters = { link: `${neighbour.origin}/reset/x`, minutes: "30" }
    const sealed = await openOutbox(readEnv(door.bindings), readCell(door.bindings, "510700"), () => {}).seal(
      { to, template: "reset", language: "zh", parameters },
    )
    const box = (code: string) => secretBox(readCell(door.bindings, code).secret, "mail")
    expect(await box("510700").open(sealed)).toContain(to)
    await expect(box("510100").open(sealed)).rejects.toThrow()
  })
})
