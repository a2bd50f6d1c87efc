import { expect, test } from "vitest"
import { readEstate, type TypedEstate } from "../../../worker/domain/registry/estate-facts.ts"
import { checkEstateImport, estateImportKeys } from "../../../worker/domain/registry/import-estates.ts"
import { ordinaryWidth, plainText } from "../../../worker/domain/registry/names.ts"
import { workOf } from "../../support/work-done.ts"

const MOST = 500
/** One sign that becomes eighteen in ordinary width. */
const LONG_SIGN = "\uFDFA"

test("names are compared by their first 500 characters, before and after they are put into ordinary width", () => {
  const beginning = "甲".repeat(MOST - 1)
  expect(plainText(`${beginning}乙丙`)).toBe(plainText(`${beginning}乙丁`))
  expect(plainText(`${beginning}乙`)).not.toBe(plainText(`${beginning}丙`))
  expect(ordinaryWidth(LONG_SIGN.repeat(MOST))).toHaveLength(MOST)
  expect(ordinaryWidth("Ａ".repeat(2 * MOST))).toBe("A".repeat(MOST))
})

test("a code of a file is looked up as it is compared", () => {
  const placeCode = `５１０１０４ ${"1".repeat(2 * MOST)}`
  const { placeCodes } = estateImportKeys([{ line: 2, cells: { name: "甲", placeCode } }])
  expect(placeCodes).toEqual([`510104${"1".repeat(MOST - 7)}`])
})

test("rows whose codes begin alike for 500 characters are rows of one estate", () => {
  const rows = ["2", "3"].map((end, at) => ({
    line: at + 2,
    cells: { name: "甲", placeCode: `${"1".repeat(MOST)}${end}` },
  }))
  const none = {
    places: new Map(),
    namesakes: [],
    companies: [],
    reach: { today: "2026-07-10", within: null },
  }
  const { faults } = checkEstateImport(rows, none)
  expect(faults.map(({ rule, line }) => [rule, line])).toContainEqual(["row_differs", 3])
})

const typed = (formerNames: string): TypedEstate => ({
  ...{ name: "甲", formerNames, placeCode: "510104018004", builtYear: "" },
  ...{ households: "", microGrids: "", gridWorkers: "", generalGrids: "" },
})
const many = (n: number) => typed(Array.from({ length: n }, (_, at) => `旧名${at}`).join("、"))

test("former names are put into ordinary width once each: twice as many are twice the work", async () => {
  const work = (n: number) => workOf(async () => void readEstate(many(n), 2026))
  const [one, two] = [await work(500), await work(1000)]
  expect(two.native).toBeLessThanOrEqual(2.1 * one.native)
  expect(two.executed).toBeLessThanOrEqual(2.1 * one.executed)
})

test("a former name that is repeated in another spelling stands once, the present one not at all", () => {
  expect(readEstate(typed("旧名１、旧名1;甲；老 名\n老名"), 2026).facts.formerNames).toEqual([
    "旧名1",
    "老名",
  ])
})
