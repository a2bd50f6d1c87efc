import { afterAll, beforeAll, expect, test } from "vitest"
import { openDatabase } from "../../../worker/data/database.ts"
import { publicData } from "../../../worker/data/public-data.ts"
import { Memory } from "../../../worker/domain/memory.ts"
import { contentStore } from "../../../worker/gateways/content-store.ts"
import { digestText } from "../../../worker/gateways/digest.ts"
import { publicReader } from "../../../worker/usecases/public/public-reader.ts"
import { directoryOf } from "../../../worker/usecases/public/release-files.ts"
import { openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, addSubmissions, closeDistrict } from "../../support/cell-rows.ts"
import { correcting, release } from "../../support/correcting.ts"
import { countedBucket } from "../../support/counted-bucket.ts"
import { publicApp } from "../../support/public-app.ts"
import { publicFixture } from "../../support/public-fixture.ts"
import { publishedRelease } from "../../support/read-release.ts"

const most = 200 * 1024
/** Estates of a large city, and of one chunk of a release. */
const [large, inChunk] = [20_000, 500]

let cell: TestCell
const slugs = Array.from({ length: 120 }, (_, at) => `estate-${String(at).padStart(4, "0")}`)
const quarters = [2024, 2025].flatMap((year) => [1, 2, 3, 4].map((number) => `${year}Q${number}`))

async function file(quarter: string): Promise<void> {
  await addQuarter(cell, quarter, `${quarter.slice(0, 4)}-12-20`)
  await addSubmissions(
    cell,
    slugs.map((slug) => ({ slug, quarter, state: "verified" })),
  )
  await closeDistrict(cell, quarter, "510104")
}

/** A manifest of each release, two years among them: what the state of an isolate is read from. */
const manifests = quarters.length + 2

/** A new isolate: its pages, what it reads from the bucket, and what it keeps. */
function newIsolate() {
  const { bucket, read } = countedBucket(cell.bucket)
  const memory = new Memory(1_500_000)
  const reader = publicReader({
    open: () => publicData(openDatabase({ url: cell.url })),
    files: contentStore(bucket, { cell: "510100", folder: "releases", memory }),
    memory,
    digest: digestText,
    now: () => 0,
  })
  const editionDocument = async () => "{}"
  const fixture = publicFixture(1, ["2026Q1"])
  const app = publicApp(
    { ...fixture, reader: { ...fixture.reader, ...reader, editionDocument } },
    "zh",
    memory,
  )
  return { ...app, reader, read, memory }
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-02-01T00:00:00Z"), watched: false })
  await addEstates(
    cell,
    slugs.map((slug) => ({ slug })),
  )
  for (const quarter of quarters) {
    await file(quarter)
    cell.now = new Date(cell.now.getTime() + 86_400_000)
    await release(cell, quarter)
  }
})
afterAll(() => cell.close())

/** What a directory takes more in a large city. */
async function grownBy(): Promise<number> {
  const { manifest } = await publishedRelease(cell, "2025Q4")
  if (manifest.format !== 2) throw new Error("an old format was written")
  const directory = await directoryOf(cell.deps.files, { period: "2025Q4", manifest })
  const [chunk] = directory.chunks
  const [leaf] = chunk?.leaves ?? []
  const leaves = Array.from({ length: inChunk / 100 }, () => leaf)
  return (large / inChunk) * JSON.stringify({ ...chunk, leaves }).length
}

test("a cold estate's page reads at most 200 KB after ten releases, also in a city of 20,000", async () => {
  const grown = await grownBy()
  for (const path of [
    "/estates/estate-0042",
    "/estates/estate-0119?quarter=2024Q2",
    "/estates/estate-0000?baseline=2024Q1",
  ]) {
    const { page, read } = newIsolate()
    expect(await page(path)).toContain("</html>")
    // Of at most two releases, that of the series and that of the card, the directory is read.
    expect(read.bytes + 2 * grown).toBeLessThanOrEqual(most)
    expect(read.bytes).toBeGreaterThan(30_000)
  }
})

test("the second estate reads its own lines only, and what is kept stays within the bound", async () => {
  const { page, read, memory } = newIsolate()
  await page(`/estates/${slugs[0]}`)
  const first = { ...read }
  await page(`/estates/${slugs[1]}`)
  expect(read.count - first.count).toBeLessThanOrEqual(2)
  expect(read.bytes - first.bytes).toBeLessThanOrEqual(40_000)
  for (const slug of slugs) await page(`/estates/${slug}`)
  await page("/ranking")
  expect(memory.bytes).toBeLessThanOrEqual(memory.limit)
  expect(memory.bytes).toBeGreaterThan(memory.limit / 2)
})

test("a name that no estate has reads no file, whatever releases there are", async () => {
  const { get, read } = newIsolate()
  for (const slug of ["nobody", "estate-0042x", "constructor", "toString"])
    expect((await get(`/estates/${slug}`)).status).toBe(404)
  expect(read.count).toBe(manifests)
})

test("many visitors at once of a ranking that nobody has seen read its rows once", async () => {
  const { reader, read } = newIsolate()
  const { releases } = await reader.state()
  const before = read.count
  const [newest] = releases
  if (!newest) throw new Error("no release")
  await Promise.all(Array.from({ length: 8 }, () => reader.list(newest)))
  // The directory, and the rows of the one chunk.
  expect(read.count - before).toBe(2)
})

test("an estate's past is that of all its releases, whichever was published last", async () => {
  const estate = correcting(cell, "2024Q3", "estate-0007")
  await estate.open()
  await estate.whole({ households: "700", cultural_events: "5" })
  cell.now = new Date(cell.now.getTime() + 86_400_000)
  await release(cell, "2024Q3")
  const { reader } = newIsolate()
  const { releases } = await reader.state()
  for (const slug of ["estate-0007", "estate-0100"]) {
    const past = await reader.past(releases, slug)
    expect(past.map(({ period }) => period)).toEqual(releases.map(({ period }) => period))
    for (const [at, one] of releases.entries()) {
      const card = (await reader.scorecards(one, [slug])).get(slug)
      const { outcome, base, band, rank, dimensions } = card ?? {}
      expect(past[at]).toMatchObject({ number: one.number, outcome, base, band, rank, dimensions })
      for (const { code, points, measure, state } of card?.indicators ?? [])
        expect(past[at]?.indicators.get(code)).toEqual({ points, measure, state })
    }
  }
  expect(await reader.past(releases, "nobody")).toEqual([])
})

test("quartiles of the city and of its districts stand in the release; too small a group has none", async () => {
  const { get } = newIsolate()
  const body = (await (await get("/api/v1/releases/2025Q4")).json()) as {
    groups: {
      group: string
      scored: number
      totals: Record<string, number[]>
      indicators: Record<string, number[]>
    }[]
    estates: { base: number | null }[]
  }
  expect(body.groups.map(({ group, scored }) => [group, scored])).toEqual([
    ["city", 120],
    ["district:510104", 120],
  ])
  const bases = body.estates.flatMap(({ base }) => base ?? []).sort((a, b) => a - b)
  const base = body.groups[0]?.totals["base"] ?? []
  expect([base[0], base[4]]).toEqual([bases[0], bases.at(-1)])
  expect(base[2]).toBeCloseTo(((bases[59] ?? 0) + (bases[60] ?? 0)) / 2, 9)
  expect(Object.keys(body.groups[1]?.indicators ?? {})).toHaveLength(33)
})
