import { readFileSync } from "node:fs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import { SECOND_EDITION } from "../../domain/scoring/editions.ts"
import { openTestCell, type TestCell } from "../../support/cell.ts"
import { type CellSubmission, sampleTexts } from "../../support/cell-rows.ts"
import { correcting, release } from "../../support/correcting.ts"
import { readRelease } from "../../support/read-release.ts"
import { smallCity } from "../../support/small-city.ts"

const quarter = "2026Q2"

/** Two cities that differ in small counts, in who corrected them and why, and in nothing that may be published. */
interface World {
  texts: Record<string, Record<string, string>>
  findings: CellSubmission["findings"]
  corrected: Record<string, string>
  reason: string
}

const care = (registered: string, ...visits: string[]) => ({
  care_registered: registered,
  ...Object.fromEntries(visits.map((count, n) => [`care_visited_month${n + 1}`, count])),
})

const one: World = {
  texts: {
    alder: { disputes_settled: "3", disputes_taken: "4", ...care("3", "3", "3", "2") },
    birch: { disputes_settled: "2", disputes_taken: "9", ...care("20", "20", "20", "1") },
    fir: { disputes_settled: "1", disputes_taken: "3" },
  },
  findings: [{ level: "district", key: "disputes_taken", decision: "adjusted", checkedValue: "1" }],
  corrected: { disputes_settled: "1", disputes_taken: "4" },
  reason: "调解成功的不是 3 件，是 1 件。",
}
const other: World = {
  texts: {
    alder: { disputes_settled: "1", disputes_taken: "2", ...care("4", "4", "4", "4") },
    birch: { disputes_settled: "4", disputes_taken: "9", ...care("20", "20", "20", "3") },
    fir: { disputes_settled: "4", disputes_taken: "4" },
  },
  findings: [],
  corrected: { disputes_settled: "2", disputes_taken: "3", care_visited_month1: "2" },
  reason: "走访人数按台账更正，一共 2 人。",
}

async function cityOf({ texts, findings, corrected, reason }: World): Promise<TestCell> {
  const cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  const seeded = Object.entries(texts).map(([slug, own], n) => [
    slug,
    { texts: { ...sampleTexts(n + 1), ...own }, ...(slug === "fir" && { findings }) },
  ])
  await smallCity(cell, quarter, "2026-07-20", Object.fromEntries(seeded))
  const document = canonicalJson(JSON.parse(readFileSync(SECOND_EDITION, "utf8")))
  await cell.client.batch(
    [
      {
        sql: "insert into editions select 'cd-wwsg-2023@1.1.0', code, '1.1.0', effective_from, ?, hash, activated_at, null from editions",
        args: [document],
      },
      "update quarters set edition_id = 'cd-wwsg-2023@1.1.0'",
    ],
    "write",
  )
  await release(cell, quarter)
  cell.now = new Date("2026-08-02T00:00:00Z")
  await correcting(cell, quarter, "alder").open(reason)
  const id = `${quarter}-alder`
  for (const [key, value] of Object.entries(corrected))
    await cell.rows('update "values" set value = ? where submission_id = ? and key = ?', [value, id, key])
  const at = cell.now.toISOString()
  await cell.rows("update submissions set state = 'verified', verified_at = ? where id = ?", [at, id])
  await release(cell, quarter)
  return cell
}

/** Every public object of the bucket with its content. */
async function publicFiles({ bucket }: TestCell): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let cursor: string | undefined
  do {
    const page = await bucket.list(cursor ? { cursor } : {})
    for (const { key } of page.objects) {
      const isPublic = key.includes("/releases/") && !key.includes("/audit/")
      if (isPublic) found.set(key, new TextDecoder().decode(await (await bucket.get(key))!.arrayBuffer()))
    }
    cursor = page.truncated ? page.cursor : undefined
  } while (cursor)
  return found
}

let cells: TestCell[]
beforeAll(async () => {
  cells = await Promise.all([one, other].map(cityOf))
})
afterAll(() => Promise.all(cells.map((cell) => cell.close())))

test("two cities with other small counts publish the same bytes, before and after a correction", async () => {
  const [first, second] = await Promise.all(cells.map(publicFiles))
  expect([...first!.keys()].length).toBeGreaterThanOrEqual(8)
  for (const [key, content] of first!) expect(second!.get(key) === content, key).toBe(true)
  expect([...second!.keys()]).toEqual([...first!.keys()])
})

test("the reason of a correction is one sentence for all, and its words stay with those it concerns", async () => {
  for (const [n, cell] of cells.entries()) {
    const rows = await cell.rows("select manifest_hash from releases order by number")
    const { manifest, cards } = await readRelease(cell, quarter, rows.at(-1)?.["manifest_hash"])
    expect(manifest.corrects?.estates).toEqual([{ slug: "alder", reason: "corrected" }])
    expect(cards.get("alder")?.corrected).toEqual([{ reason: "corrected" }])
    expect(await cell.rows("select reason from corrections")).toEqual([{ reason: [one, other][n]!.reason }])
  }
})

test("exact inputs have no plain digest anywhere: it is keyed with the cell's secret", async () => {
  for (const cell of cells) {
    const rows = await cell.rows("select progress from releases")
    const digests = rows.flatMap(({ progress }) =>
      (JSON.parse(String(progress)) as { scored: { inputs: string }[] }).scored.map(({ inputs }) => inputs),
    )
    expect(digests.length).toBeGreaterThan(1)
    for (const digest of digests) expect(digest).toMatch(/^[A-Za-z0-9_-]{43}$/)
  }
  const [first, second] = await Promise.all(
    cells.map((cell) => cell.rows("select input_hash h from releases")),
  )
  expect(first).toEqual(second)
})
