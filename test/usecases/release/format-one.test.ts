import { afterAll, beforeAll, expect, test } from "vitest"
import { checkReleases } from "../../../scripts/backup/check-releases.ts"
import { parseCsv } from "../../../worker/domain/csv.ts"
import type { Chunk, FirstManifest, Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { sha256 } from "../../../worker/gateways/digest.ts"
import { scorecardPage } from "../../../worker/usecases/export/scorecard-page.ts"
import { readFigures } from "../../../worker/usecases/nomination/read-figures.ts"
import { directoryOf } from "../../../worker/usecases/public/release-files.ts"
import { openTestCell, type TestCell } from "../../support/cell.ts"
import { readerOf } from "../../support/cell-reader.ts"
import { correcting, people, release } from "../../support/correcting.ts"
import { cityOfFormatOne, firstQuarters } from "../../support/format-one.ts"
import { publicApp } from "../../support/public-app.ts"
import { publicFixture } from "../../support/public-fixture.ts"
import { publishedRelease } from "../../support/read-release.ts"
import { smallCity } from "../../support/small-city.ts"

let cell: TestCell
let cards: Map<string, Scorecard[]>
let hashes: Map<string, string>

const newReader = () => readerOf(cell)

/** The public pages and files over this cell. */
function newApp() {
  const editionDocument = async () => "{}"
  const fixture = publicFixture(1, ["2026Q1"])
  return publicApp({ ...fixture, reader: { ...fixture.reader, ...newReader(), editionDocument } })
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-02-01T00:00:00Z") })
  const { files, tables } = await cityOfFormatOne(cell)
  hashes = new Map(tables.releases.map((row) => [String(row["period"]), String(row["manifest_hash"])]))
  cards = new Map(
    firstQuarters.map((period) => {
      const folder = `cells/510100/releases/${period}`
      const manifest: FirstManifest = JSON.parse(files[`${folder}/${hashes.get(period)}.json`] ?? "")
      const chunk: Chunk = JSON.parse(files[`${folder}/${manifest.chunks[0]?.hash}.json`] ?? "")
      return [period, chunk.scorecards]
    }),
  )
})
afterAll(() => cell.close())

test("releases of format 1 are read with their hashes: lists, scorecards, one and all, and an estate's past", async () => {
  const reader = newReader()
  const { releases } = await reader.state()
  expect(releases.map(({ period, manifestHash }) => [period, manifestHash])).toEqual(
    firstQuarters.toReversed().map((period) => [period, hashes.get(period)]),
  )
  for (const one of releases) {
    const written = cards.get(one.period) ?? []
    expect(one.manifest.format).toBe(1)
    const rows = await reader.list(one)
    expect(written.map(({ slug }) => rows.row(rows.find(slug)))).toMatchObject(
      written.map(({ slug, base, rank, range, placeNames, dimensions }) => {
        return { slug, base, rank, range, placeNames, dimensions }
      }),
    )
    expect((await reader.scorecards(one, ["elm", "nobody"])).get("elm")).toEqual(
      written.find(({ slug }) => slug === "elm"),
    )
    const pages: Scorecard[] = []
    for await (const page of reader.pages(one)) pages.push(...page.map((text) => JSON.parse(text)))
    expect(pages).toEqual(written)
    expect(await reader.groups(one)).toEqual([])
  }
  const past = await reader.past(releases, "alder")
  expect(past.map(({ period, base }) => [period, base])).toEqual(
    firstQuarters
      .toReversed()
      .map((period) => [period, cards.get(period)?.find(({ slug }) => slug === "alder")?.base]),
  )
})

test("pages and open files of format 1 say what they said", async () => {
  const { get, page } = newApp()
  const body = (await (await get("/api/v1/releases/2025Q2")).json()) as {
    estates: unknown
    manifest: unknown
  }
  expect(body.estates).toEqual(cards.get("2025Q2"))
  expect(body.manifest).toMatchObject({ format: 1, period: "2025Q2" })
  const csv = parseCsv((await (await get("/api/v1/releases/2025Q2.csv")).text()).slice(1))
  expect(csv.records).toHaveLength(9)
  expect(await (await get("/api/v1/releases/2025Q2/values.csv")).text()).toContain(
    "alder,2025Q2,care_registered,8\n",
  )
  for (const path of ["/", "/ranking?quarter=2025Q1", "/estates/alder?quarter=2025Q1&baseline=", "/?q=alder"])
    expect(await page(path)).toContain("</html>")
  expect(await page("/compare?estates=alder,birch&quarter=2025Q2")).toContain("</html>")
})

test("figures for a selection and the export of an organisation come from format 1 too", async () => {
  const reader = newReader()
  const basis = { period: "2025Q3", number: 1, releaseId: "", manifestHash: hashes.get("2025Q3") ?? "" }
  const figures = (await readFigures(reader, basis, [{ slug: "alder", tenures: [] }])).get("alder")
  expect(figures?.quarters.slice(-3).map(({ base, manifestHash }) => [base, manifestHash])).toEqual(
    firstQuarters.map((period) => [
      cards.get(period)?.find(({ slug }) => slug === "alder")?.base,
      hashes.get(period),
    ]),
  )
  const { read } = cell.contextFor(people.city)
  const run = {
    read,
    deps: { files: cell.deps.files, words: { disclaimer: "" } },
    row: { progress: { page: 0 } },
  }
  const { files } = await scorecardPage(run as unknown as Parameters<typeof scorecardPage>[0], null)
  const exported = JSON.parse(files[0]?.text ?? "") as Scorecard[]
  expect(exported).toHaveLength(24)
  expect(exported.map(({ slug, base }) => [slug, base])).toEqual(
    firstQuarters.flatMap((period) => (cards.get(period) ?? []).map(({ slug, base }) => [slug, base])),
  )
})

test("a backup's releases are read to the last file, and a changed one is refused", async () => {
  expect(await checkReleases(cell.client, cell.bucket, "510100")).toBe(3)
  const { manifest } = await publishedRelease(cell, "2025Q1")
  if (manifest.format !== 1) throw new Error("not of format 1")
  const key = `cells/510100/releases/2025Q1/${manifest.lists[0]?.hash}.json`
  const kept = await (await cell.bucket.get(key))?.arrayBuffer()
  if (!kept) throw new Error("no list")
  await cell.bucket.put(key, new TextEncoder().encode("{}"))
  await expect(checkReleases(cell.client, cell.bucket, "510100")).rejects.toThrow(/damaged/)
  await cell.bucket.put(key, kept)
})

test("a correction of a release of format 1 is of format 2, and hangs on it by its hash", async () => {
  const birch = correcting(cell, "2025Q2", "birch")
  await birch.open()
  await birch.whole()
  await release(cell, "2025Q2")
  const { manifest, cards: now } = await publishedRelease(cell, "2025Q2")
  const before = { period: "2025Q3", number: 1, manifestHash: hashes.get("2025Q3") }
  expect(manifest).toMatchObject({
    format: 2,
    number: 2,
    before,
    corrects: { number: 1, manifestHash: hashes.get("2025Q2"), count: 1, estates: [{ slug: "birch" }] },
  })
  expect(now.get("birch")?.corrected).toEqual([{ reason: "户数填错了，按台账更正。" }])
  expect(now.get("alder")).not.toHaveProperty("corrected")
  const reader = newReader()
  const { releases } = await reader.state()
  const past = await reader.past(releases, "birch")
  expect(past.map(({ period, number, base }) => [period, number, base])).toEqual([
    ["2025Q3", 1, cards.get("2025Q3")?.find(({ slug }) => slug === "birch")?.base],
    ["2025Q2", 2, now.get("birch")?.base],
    ["2025Q1", 1, cards.get("2025Q1")?.find(({ slug }) => slug === "birch")?.base],
  ])
  if (manifest.format !== 2) throw new Error("not of format 2")
  const { series } = await directoryOf(cell.deps.files, { period: "2025Q2", manifest })
  expect(series.map(({ period }) => period)).toEqual(["2025Q1", "2025Q3", "2025Q2"])
})

test("a year is made of quarters of both formats", async () => {
  await smallCity(cell, "2025Q4", "2026-01-20")
  cell.now = new Date("2026-02-02T00:00:00Z")
  await release(cell, "2025Q4")
  const { manifest, cards: year } = await publishedRelease(cell, "2025")
  expect(manifest).toMatchObject({ format: 2, kind: "year", totals: { outcomes: { scored: 6 } } })
  const quarters = await Promise.all(
    [...firstQuarters, "2025Q4"].map((period) => publishedRelease(cell, period)),
  )
  const bases = quarters.map((quarter) => quarter.cards.get("birch")?.base ?? 0)
  expect(year.get("birch")?.base).toBeCloseTo(bases.reduce((sum, base) => sum + base) / 4, 2)
  const reader = newReader()
  const past = await reader.past((await reader.state()).releases, "birch")
  expect(past.map(({ period }) => period)).toEqual(["2025", "2025Q4", "2025Q3", "2025Q2", "2025Q1"])
})

test("the hash of a release is that of its manifest, whatever its format", async () => {
  const app = newApp()
  const list = (await (await app.get("/api/v1/releases")).json()) as {
    releases: { manifestHash: string; links: { json: string } }[]
  }
  for (const { manifestHash, links } of list.releases) {
    const { manifest } = (await (await app.get(links.json)).json()) as { manifest: object }
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([k, v]) => [k, sorted(v)]),
            )
          : value
    expect(await sha256(new TextEncoder().encode(JSON.stringify(sorted(manifest))))).toBe(manifestHash)
  }
})
