import { expect, test } from "vitest"
import { parseCsv } from "../../../worker/domain/csv.ts"
import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { publicApp } from "../../support/public-app.ts"
import { publicFixture } from "../../support/public-fixture.ts"

const app = publicApp()
const cards = app.fixture.cards.get("2026Q2") ?? []

test("the list names every release with its hash, edition and links", async () => {
  const body = (await (await app.get("/api/v1/releases")).json()) as { releases: Record<string, unknown>[] }
  expect(body).toMatchObject({ disclaimer: "平台评价口径，非官方评分标准" })
  expect(body.releases[0]).toMatchObject({
    period: "2026Q2",
    kind: "quarter",
    edition: { code: "cd-wwsg-2023", version: "1.0.0" },
    links: {
      json: "/api/v1/releases/2026Q2",
      csv: "/api/v1/releases/2026Q2.csv",
      values: "/api/v1/releases/2026Q2/values.csv",
      edition: "/api/v1/editions/cd-wwsg-2023%401.0.0",
    },
  })
  expect(body.releases).toHaveLength(8)
})

test("JSON and CSV of a release hold the same estates, states as codes", async () => {
  const body = (await (await app.get("/api/v1/releases/2026Q2")).json()) as {
    disclaimer: string
    estates: Scorecard[]
  }
  expect(body.estates).toEqual(cards)
  expect(body.disclaimer).toContain("非官方评分标准")
  expect(body.estates.map(({ slug }) => slug)).toEqual(cards.map((card) => card.slug))
  const response = await app.get("/api/v1/releases/2026Q2.csv")
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8")
  expect(response.headers.get("content-disposition")).toContain("shige-2026Q2.csv")
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const { records, faults } = parseCsv(new TextDecoder().decode(bytes))
  expect(faults).toEqual([])
  const [header, ...rows] = records.map((record) => [...record.fields])
  const at = (name: string) => header!.indexOf(name)
  expect(rows.map((row) => row[at("estate")])).toEqual(cards.map((card) => card.slug))
  cards.forEach((card, index) => {
    const row = rows[index]!
    expect(row[at("outcome")]).toBe(card.outcome)
    expect(row[at("base")]).toBe(card.base === null ? "" : String(card.base))
    expect(row[at("disclaimer")]).toBe("平台评价口径，非官方评分标准")
    for (const result of card.indicators) {
      expect(row[at(`${result.code}_state`)]).toBe(result.state)
      expect(row[at(`${result.code}_adjusted`)]).toBe(result.adjusted ? "yes" : "no")
    }
    const water = card.indicators.find(({ code }) => code === "WTR-01")?.alternative ?? null
    expect(row[at("WTR-01_alternative")]).toBe(water === null ? "" : String(water + 1))
    expect(row[at("ORG-01_alternative")]).toBe("")
  })
})

test("a release of any size but a small one is sent page after page, never whole", async () => {
  const fixture = publicFixture(8, ["2026Q1"])
  let made = 0
  const name = "和".repeat(1_000)
  fixture.reader.pages = async function* () {
    for (; made < 1_000; made++)
      yield [JSON.stringify({ slug: `estate-${made}`, name, outcome: "not_reported" })]
  }
  fixture.reader.cards = async function* () {
    const card = fixture.cards.get("2026Q1")?.find(({ values }) => values.length > 0)
    for (; card && made < 1_000; made++) yield [{ ...card, name, slug: `estate-${made}-${name}` }]
  }
  const { get } = publicApp(fixture)
  for (const path of ["/api/v1/releases/2026Q1", "/api/v1/releases/2026Q1/values.csv"]) {
    made = 0
    const reader = (await get(path)).body?.getReader()
    await reader?.read()
    // Until it is larger than what is kept whole (256 KB); each part here has at least 3 KB.
    expect([path, made < 100]).toEqual([path, true])
    let last = ""
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      last = new TextDecoder().decode(part.value)
    expect(made).toBe(1_000)
    if (path.endsWith("Q1")) expect(last).toBe("]}")
  }
})

test("a name that a spreadsheet would run is neutralised", async () => {
  const { fixture } = app
  const card = fixture.cards.get("2025Q1")![0]!
  const { name } = card
  card.name = '=HYPERLINK("http://x","y")'
  const text = await (await app.get("/api/v1/releases/2025Q1.csv")).text()
  card.name = name
  expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`)
})

test("an unknown release is a problem document, and 304 works here too", async () => {
  const missing = await app.get("/api/v1/releases/2001Q1.csv")
  expect([missing.status, missing.headers.get("content-type")]).toEqual([404, "application/problem+json"])
  const etag = (await app.get("/api/v1/releases")).headers.get("etag")!
  expect((await app.get("/api/v1/releases", { "if-none-match": etag })).status).toBe(304)
})
