import { strFromU8, unzipSync } from "fflate"
import { Hono } from "hono"
import { expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { texts } from "../../../web/text/text.ts"
import { formatScore } from "../../../web/ui/format.ts"
import { BULLETIN_ROWS } from "../../../worker/domain/release/bulletin.ts"
import { Rows } from "../../../worker/domain/release/rows-file.ts"
import { writeDocument } from "../../../worker/gateways/document-writer.ts"
import { gzip } from "../../../worker/gateways/gzip.ts"
import { syllables } from "../../../worker/gateways/pinyin.ts"
import { simplify } from "../../../worker/gateways/simplified.ts"
import { writeWorkbook } from "../../../worker/gateways/table-writer.ts"
import type { OpenDataReader } from "../../../worker/http/public/reader.ts"
import { createServe } from "../../../worker/http/public/serve.ts"
import { publicBulletinPages } from "../../../worker/http/routes/public-bulletins.tsx"
import { publicFixture } from "../../support/public-fixture.ts"

const site = "https://shige.example"
const fixture = publicFixture()
const quarter = "2026Q2"
const words = texts.zh.publicPages
const cards = fixture.cards.get(quarter) ?? []
const scored = cards.filter(({ base }) => base !== null)
const out = cards.filter(({ base }) => base === null)

function appOver(reader: OpenDataReader = fixture.reader, language: "zh" | "en" = "zh") {
  const serve = createServe({
    reader: () => reader,
    gzip: () => gzip,
    spelling: () => ({ simplify, syllables }),
    site: () => site,
    language: () => language,
  })
  return new Hono().route(
    "/",
    publicBulletinPages(serve, () => ({ writeDocument, writeWorkbook })),
  )
}

async function bytes(app: Hono, format: "docx" | "xlsx", asked = quarter) {
  const answer = await app.request(paths.bulletin(format, { quarter: asked }))
  expect(answer.status).toBe(200)
  expect(answer.headers.get("content-disposition")).toContain(`bulletin-${asked}-`)
  return new Uint8Array(await answer.arrayBuffer())
}

const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&")

/** Texts of the cells of each table, and the sentences outside of them; fails where a tag is not closed by its own. */
function readDocument(file: Uint8Array) {
  const parts = unzipSync(file)
  const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array())
  const open: string[] = []
  for (const [, closing, name = "", single] of xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (closing) expect(open.pop()).toBe(name)
    else if (!single) open.push(name)
  }
  expect(open).toEqual([])
  const textOf = (part: string) =>
    unescaped([...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(""))
  const all = (part: string, name: string) =>
    [...part.matchAll(new RegExp(`<w:${name}[ >].*?</w:${name}>`, "gs"))].map(([one]) => one)
  const tables = all(xml, "tbl").map((table) => all(table, "tr").map((row) => all(row, "tc").map(textOf)))
  const sentences = all(xml.replaceAll(/<w:tbl>.*?<\/w:tbl>/gs, ""), "p").map(textOf)
  const core = strFromU8(parts["docProps/core.xml"] ?? new Uint8Array())
  return { tables, sentences, core }
}

test("the document has a table of each part, with the numbers of the ranking and never a rank without its range", async () => {
  const { tables, sentences, core } = readDocument(await bytes(appOver(), "docx"))
  const [bands = [], ranking = [], figures = [], left = [], about = []] = tables
  expect(tables).toHaveLength(5)
  expect(sentences.join("\n")).toContain(words.city.sentence(cards.length, scored.length))
  expect(bands.slice(1).reduce((sum, [, count]) => sum + Number(count), 0)).toBe(cards.length)

  const inOrder = [...scored].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.slug < b.slug ? -1 : 1))
  expect(ranking[0]?.slice(0, 3)).toEqual([
    words.ranking.rankColumn,
    words.bulletin.range,
    words.ranking.estateColumn,
  ])
  const told = inOrder.map(({ rank, range, name, base }) => [
    String(rank),
    words.bulletin.rangeOf(range?.p5 ?? 0, range?.p95 ?? 0),
    `${name}（${texts.zh.site.demonstration}）`,
    formatScore(base ?? 0, 1),
  ])
  expect(ranking.slice(1).map((row) => [row[0], row[1], row[2], row[5]])).toEqual(told)

  const districts = new Set(cards.map(({ district }) => district)).size
  expect(figures).toHaveLength(1 + 5 * (1 + districts))
  for (const [, district, , , counted = ""] of figures.slice(1)) {
    const [n = 0, of = 0] = counted.split("/").map(Number)
    expect(n).toBeLessThanOrEqual(of)
    if (district === words.bulletin.city) expect(of).toBe(cards.length)
  }
  expect(left.slice(1).map((row) => row[3])).toEqual(
    [...out].sort((a, b) => (a.slug < b.slug ? -1 : 1)).map(({ outcome }) => texts.zh.site.outcomes[outcome]),
  )
  const release = (await fixture.reader.state()).releases.find(({ period }) => period === quarter)
  const facts = about.flat().join("\n")
  for (const fact of [release?.manifestHash, release?.manifest.edition.version, release?.manifest.engine])
    expect(facts).toContain(fact)
  expect(facts).toContain(words.bulletin.numberOf(release?.number ?? 0))
  // Made from the release alone: no time of writing in it.
  expect(core).toContain(release?.publishedAt)
})

test("the workbook has the same tables, and both speak English on an English page", async () => {
  const { tables } = readDocument(await bytes(appOver(), "docx"))
  const sheets = Object.entries(unzipSync(await bytes(appOver(), "xlsx"))).filter(([name]) =>
    name.startsWith("xl/worksheets/"),
  )
  expect(sheets).toHaveLength(1 + tables.length)
  for (const [at, table] of tables.entries()) {
    const xml = strFromU8(
      sheets.find(([name]) => name.endsWith(`sheet${at + 2}.xml`))?.[1] ?? new Uint8Array(),
    )
    const rows = [...xml.matchAll(/<row .*?<\/row>/gs)].map(([row]) =>
      [...row.matchAll(/<c [^>]*?(?:\/>|>.*?<\/c>)/gs)].map(([cell]) =>
        unescaped(cell.replaceAll(/<[^>]+>/g, "")),
      ),
    )
    expect(rows).toEqual(table)
  }
  const english = readDocument(await bytes(appOver(fixture.reader, "en"), "docx"))
  expect(english.tables[1]?.[0]?.[1]).toBe(texts.en.publicPages.bulletin.range)
})

test("with fewer scored than are ranked the sentence stands instead of ranks, and a large release is cut and says so", async () => {
  const over = (rows: typeof cards) => ({ ...fixture.reader, list: async () => Rows.of(rows) })
  const few = scored.slice(0, 4).map((card) => ({ ...card, rank: null, range: null }))
  const small = readDocument(await bytes(appOver(over(few)), "docx"))
  expect(small.sentences.join("\n")).toContain(texts.zh.site.noRank(5))
  expect(small.tables[1]?.[0]).not.toContain(words.ranking.rankColumn)
  expect(small.sentences).toContain(words.bulletin.nobodyOut)

  const [first] = scored
  if (!first) throw new Error("Nothing is scored.")
  const many = Array.from({ length: 3200 }, (_, at) => ({ ...first, slug: `e-${10_000 + at}`, rank: at + 1 }))
  const state = await fixture.reader.state()
  const large = {
    ...over(many),
    state: async () => ({
      ...state,
      releases: state.releases.map((one) => {
        const outcomes = { ...one.manifest.totals.outcomes, scored: many.length }
        const totals = { ...one.manifest.totals, estates: many.length, outcomes }
        return { ...one, manifest: { ...one.manifest, totals } }
      }),
    }),
  }
  const cut = readDocument(await bytes(appOver(large), "docx"))
  const csv = `${site}${paths.apiRelease(quarter, ".csv")}`
  expect(cut.tables[1]).toHaveLength(1 + BULLETIN_ROWS)
  expect(cut.sentences).toContain(words.bulletin.cut(BULLETIN_ROWS, many.length, csv))
  expect(cut.sentences).toContain(words.bulletin.tooLarge(csv))
})

test("a bulletin that was made is sent again without reading anything of the release", async () => {
  let reads = 0
  const list: OpenDataReader["list"] = (release) => {
    reads++
    return fixture.reader.list(release)
  }
  const app = appOver({ ...fixture.reader, list })
  const made = await bytes(app, "docx")
  const before = reads
  expect(await bytes(app, "docx")).toEqual(made)
  expect(reads).toBe(before)
})

test("what was not released has no bulletin", async () => {
  const app = appOver()
  for (const asked of ["1999Q1", "2025", "2026Q2'--", "../x", "%00", "2026q2", "x".repeat(500)])
    for (const format of ["docx", "xlsx"] as const)
      expect((await app.request(paths.bulletin(format, { quarter: asked }))).status).toBe(404)
  expect((await app.request("/ranking/bulletin.pdf")).status).toBe(404)
})
