import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import { readFigures } from "../../../worker/usecases/nomination/read-figures.ts"
import type { TestCell } from "../../support/cell.ts"
import { readerOf } from "../../support/cell-reader.ts"
import { publicApp } from "../../support/public-app.ts"
import { publicFixture } from "../../support/public-fixture.ts"
import { cityOf, one, other, quarter } from "../../support/withheld-worlds.ts"

/** What people wrote about counts of persons, as evidence and as reasons; nobody else may read it. */
const evidence = ["走访台账第三页", "纠纷卷宗乙", "更正附件丙"] as const

let cells: TestCell[]
beforeAll(async () => {
  cells = await Promise.all([one, { ...other, reason: `${evidence[2]}：调解成功的是 1 件。` }].map(cityOf))
  for (const cell of cells) {
    await cell.rows("update \"values\" set reason = ? where key like 'care_%'", [evidence[0]])
    await cell.rows("update findings set reason = ? where key like 'disputes_%'", [evidence[1]])
  }
})
afterAll(() => Promise.all(cells.map((cell) => cell.close())))

const slugs = ["alder", "birch", "cedar", "elm", "fir", "hazel"]
const pages = [
  "/",
  paths.ranking({}),
  paths.ranking({ quarter }),
  paths.compare(slugs.slice(0, 6), {}),
  ...slugs.map((slug) => paths.estate(slug)),
  ...["", "/1", "/2"].flatMap((number) => [
    `${paths.apiRelease(quarter)}${number}`,
    `${paths.apiRelease(quarter)}${number}/values.csv`,
    `${paths.apiRelease(quarter)}${number}/expected.csv`,
  ]),
  paths.apiRelease(quarter, ".csv"),
]

/** Every public page and file over a cell, by its address. */
async function publicOf(cell: TestCell): Promise<Map<string, string>> {
  const fixture = publicFixture(1, [quarter])
  const [row] = await cell.rows("select document from editions where id = 'cd-wwsg-2023@1.1.0'")
  const editionDocument = async () => String(row?.["document"])
  const app = publicApp({ ...fixture, reader: { ...fixture.reader, ...readerOf(cell), editionDocument } })
  const found = new Map<string, string>()
  for (const path of pages) {
    const answer = await app.get(path)
    found.set(path, `${answer.status} ${await answer.text()}`)
  }
  return found
}

test("every public page and file of two cities with other small counts is the same, to the last byte", async () => {
  const [first, second] = await Promise.all(cells.map(publicOf))
  const answered = [...first!].filter(([, text]) => text.startsWith("200"))
  expect(answered.length).toBeGreaterThan(14)
  expect(first!.get(paths.estate("alder"))).toContain("alder")
  for (const [path, text] of first!) expect(second!.get(path) === text, path).toBe(true)
})

test("what awards are given for and certificates are made of is the same as well", async () => {
  const figures = await Promise.all(
    cells.map(async (cell) => {
      const reader = readerOf(cell)
      const { releases } = await reader.state()
      const [newest] = releases
      if (!newest) throw new Error("nothing is released")
      const basis = {
        period: newest.period,
        number: newest.number,
        releaseId: newest.id,
        manifestHash: newest.manifestHash,
      }
      const found = await readFigures(
        reader,
        basis as Parameters<typeof readFigures>[1],
        slugs.map((slug) => ({ slug, tenures: [] })),
      )
      expect([...found.keys()].sort()).toEqual(slugs)
      return canonicalJson(JSON.parse(JSON.stringify([...found])))
    }),
  )
  // Ids of a cell's own rows are chance.
  const plain = figures.map((text) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id"))
  expect(plain[0]).toBe(plain[1])
})

test("the evidence of a count of persons, and the words about it, are in no page and no file", async () => {
  for (const cell of cells)
    for (const [path, text] of await publicOf(cell))
      for (const words of evidence) expect(text.includes(words), `${path}: ${words}`).toBe(false)
  // The city itself still has them.
  const [row] = await cells[1]!.rows("select reason from corrections")
  expect(String(row?.["reason"])).toContain(evidence[2])
})
