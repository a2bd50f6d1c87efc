import { readFileSync } from "node:fs"
import fc from "fast-check"
import { expect, test } from "vitest"
import type { SheetRow } from "../../../worker/domain/registry/import-table.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { placeLines } from "../../../worker/domain/submission/book-lines.ts"
import { columnLetters, readBook } from "../../../worker/domain/submission/book-table.ts"

const document: unknown = JSON.parse(readFileSync("schema/seed/editions/cd-wwsg-2023.json", "utf8"))
const { edition } = readEdition(document)
if (!edition) throw new Error("the edition is none")
const specs = editionKeys(edition)
const keys = [...specs.keys()]

const sheetOf = (rows: readonly (readonly string[])[]) => ({
  rows: rows.map((cells, at): SheetRow => ({ line: at + 1, cells: [...cells] })),
  faults: [],
})

test("columns mean the same in any order, under Chinese or English titles or their keys, with units in brackets", () => {
  // Titles that two keys share tell neither of them.
  const titles = [...specs.values()].map(({ title }) => title.zh)
  const unique = [...specs.values()].filter(
    ({ title }) => titles.filter((one) => one === title.zh).length === 1,
  )
  const choice = fc.record({
    order: fc.shuffledSubarray(unique, { minLength: 1 }),
    language: fc.constantFrom("zh" as const, "key" as const),
    unit: fc.boolean(),
  })
  fc.assert(
    fc.property(choice, ({ order, language, unit }) => {
      const titleOf = ({ key, title }: (typeof unique)[number]) =>
        language === "key" ? key : unit ? `★ ${title.zh}（单位）` : title.zh
      const head = ["编号", ...order.map(titleOf)]
      const row = ["an-estate", ...order.map((_, at) => String(at + 1))]
      const { lines, faults, columns } = readBook(sheetOf([head, row]), specs)
      expect(faults).toEqual([])
      expect([...(lines[0]?.cells ?? [])]).toEqual(order.map(({ key }, at) => [key, String(at + 1)]))
      for (const [at, { key }] of order.entries()) expect(columns.get(key)).toBe(columnLetters(at + 1))
    }),
    { numRuns: 60 },
  )
})

test("a key under another key's title is refused with its place", () => {
  const [first = "", second = ""] = keys
  const titles = [first, second].map((key) => specs.get(key)?.title.zh ?? "")
  const swapped = sheetOf([
    ["编号", ...titles],
    ["代码", second, first],
    ["an-estate", "1", "2"],
  ])
  const { faults, lines } = readBook(swapped, specs)
  expect(lines).toEqual([])
  expect(faults.map(({ rule, column }) => [rule, column])).toEqual([
    ["column_conflict", "B"],
    ["column_conflict", "C"],
  ])
})

test("a line has its estate by code, by a name that only one has, or a reason why it has none", () => {
  const line = (at: number, code: string, name: string) => ({
    line: at,
    code,
    name,
    cells: new Map(),
    reason: "",
  })
  const due = [
    { slug: "jinhe-li", name: "锦和里" },
    { slug: "east-garden", name: "花园" },
    { slug: "west-garden", name: "花园" },
  ]
  const lines = [
    line(2, "JINHE-LI", ""),
    line(3, "", "花园"),
    line(4, "", ""),
    line(5, "jinhe-l", ""),
    line(6, "sold", ""),
    line(7, "west-garden", ""),
    line(8, "west-garden", "花园"),
  ]
  const { placed, misplaced } = placeLines(lines, due, [{ slug: "sold", name: "已移交" }])
  expect(placed.map(({ slug }) => slug)).toEqual(["jinhe-li"])
  expect(misplaced.map(({ line: at, rule }) => [at, rule])).toEqual([
    [3, "name_twice"],
    [4, "estate_missing"],
    [5, "unknown_estate"],
    [6, "estate_not_due"],
    [7, "duplicate_row"],
    [8, "duplicate_row"],
  ])
  expect(misplaced.find(({ line: at }) => at === 5)?.with).toMatchObject({ meant: "jinhe-li" })
})
