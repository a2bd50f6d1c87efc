import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import type { TestCell } from "../../support/cell.ts"
import { readerOf } from "../../support/cell-reader.ts"
import { publicApp } from "../../support/public-app.ts"
import { publicFixture } from "../../support/public-fixture.ts"
import {
  applicationOn,
  certificates,
  decideProgramme,
  figuresOf,
  type ProgrammeWords,
  programmeSlug,
} from "../../support/withheld-programme.ts"
import { cityOf, one, other, quarter } from "../../support/withheld-worlds.ts"

/** What people wrote about counts of persons, as evidence and as reasons; nobody else may read it. */
const evidence = ["走访台账第三页", "纠纷卷宗乙", "更正附件丙"] as const

/** What was objected, answered and revoked in one city and in the other. */
const programmeWords: ProgrammeWords[] = [
  { objection: "该小区调解的纠纷没有那么多。", reply: "台账已经看过。", revoked: "探访的台账有出入。" },
  { objection: "探访人数对不上。", reply: "不予受理，纠纷另案处理。", revoked: "纠纷卷宗缺页。" },
]

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

test("what awards are given for is the same as well", async () => {
  const figures = await Promise.all(
    cells.map(async (cell) => {
      const { found } = await figuresOf(cell, slugs)
      expect([...found.keys()].sort()).toEqual(slugs)
      return canonicalJson(JSON.parse(JSON.stringify([...found])))
    }),
  )
  // Ids of a cell's own rows are chance.
  const plain = figures.map((text) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id"))
  expect(plain[0]).toBe(plain[1])
})

/** Everything that anybody may read of a decided programme. */
const selectionPages = [
  paths.programmes(),
  paths.programme(programmeSlug),
  paths.programmeRules(programmeSlug, 1),
  paths.notice(programmeSlug),
  paths.notice(programmeSlug, 1),
  paths.awards({ programme: programmeSlug }),
  ...certificates.flatMap((number) => [paths.certificate(number), paths.certificateSheet(number)]),
  paths.publicArchive(programmeSlug),
  paths.publicArchive(programmeSlug, 1),
  paths.apiPublicArchive(programmeSlug),
  "/awards.csv",
  "/api/v1/awards",
  paths.estate("alder"),
]

test("programme, notice, awards, certificates and the public archive of both cities are the same, to the last byte", async () => {
  const told: Map<string, string>[] = []
  for (const [n, cell] of cells.entries()) {
    await decideProgramme(cell, programmeWords[n]!)
    const ask = applicationOn(cell)
    const own = new Map<string, string>()
    for (const path of selectionPages) own.set(path, await ask(path))
    told.push(own)
  }
  const [first, second] = told
  for (const [path, text] of first!) {
    expect(text.slice(0, 3), path).toBe("200")
    expect(second!.get(path) === text, path).toBe(true)
    for (const words of programmeWords.flatMap((one) => Object.values(one)))
      expect(text.includes(words), `${path}: ${words}`).toBe(false)
  }
  // What the pages are of is there: a list with totals, a revoked certificate, an answered objection, a hash.
  const archive = JSON.parse(first!.get(paths.publicArchive(programmeSlug))!.slice(4))
  expect([archive.awards.length, archive.objections.length, archive.nominations.length]).toEqual([4, 1, 4])
  expect(first!.get(paths.apiPublicArchive(programmeSlug))).toMatch(/"hash":"[0-9a-f]{64}"/)
})

test("the evidence of a count of persons, and the words about it, are in no page and no file", async () => {
  for (const cell of cells)
    for (const [path, text] of await publicOf(cell))
      for (const words of evidence) expect(text.includes(words), `${path}: ${words}`).toBe(false)
  // The city itself still has them.
  const [row] = await cells[1]!.rows("select reason from corrections")
  expect(String(row?.["reason"])).toContain(evidence[2])
})
