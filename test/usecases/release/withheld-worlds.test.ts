import { afterAll, beforeAll, expect, test } from "vitest"
import type { TestCell } from "../../support/cell.ts"
import { readRelease } from "../../support/read-release.ts"
import { cityOf, one, other, quarter } from "../../support/withheld-worlds.ts"

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
