import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { cellsOf, type PasteInto, readBlock } from "../../../worker/domain/submission/pasted.ts"

const specs = editionKeys(seedEdition("demonstration").edition)
const order = [...specs.keys()]
const into: PasteInto = { specs, order, from: null, estate: "锦和里" }

function read(text: string, from: string | null = null) {
  const { values, unused, manyRows } = readBlock(text, { ...into, from })
  return {
    values: values.map(({ key, at, text: value }) => `${key} ${at} ${value}`),
    unused: unused.map(({ at, text: value }) => `${at} ${value}`),
    ...(manyRows ? { manyRows } : {}),
  }
}

test("cells are taken apart as spreadsheets put them together", () => {
  expect(cellsOf('a\tb\r\nc\t"d\te\n""f"""\r\n\r\n')).toEqual([
    ["a", "b"],
    ["c", 'd\te\n"f"'],
  ])
  expect(cellsOf("1\n2\r3")).toEqual([["1"], ["2"], ["3"]])
  expect(cellsOf("")).toEqual([])
  expect(cellsOf("1\t".repeat(20_000)).flat().length).toBeLessThanOrEqual(5001)
  expect(cellsOf('"'.repeat(20_000)).length).toBe(1)
})

test("names beside values, in Chinese or English or as keys, with units between and titles above", () => {
  const block = [
    ["锦和里 三季度", "", ""],
    ["户数（登记）", "户", "1,126"],
    ["自有车位：", "个", "718"],
    ["Bare soil area", "m²", "412.5"],
    ["parking_violations", "", "17"],
    ["信息公开", "", "是"],
    ["没有这一项", "", "5"],
  ]
  const title = specs.get("bare_soil_m2")?.title.en ?? ""
  const text = block.map((row) => row.join("\t")).join("\n")
  expect(read(text.replace("Bare soil area", title))).toEqual({
    values: [
      "households C2 1,126",
      "spaces_own C3 718",
      "bare_soil_m2 C4 412.5",
      "parking_violations C5 17",
      "REQ-07 C6 是",
    ],
    unused: ["A1 锦和里 三季度", "A7 没有这一项"],
  })
})

test("a row of names over rows of values: the only one, or the one that names the estate", () => {
  const head = "小区\t户数（登记）\t自有车位\t备注"
  expect(read(`${head}\n锦和里\t1126\t718\t无误`)).toEqual({
    values: ["households B2 1126", "spaces_own C2 718"],
    unused: ["D2 无误"],
  })
  expect(read(`${head}\n听雨里\t900\t1\t\n锦和里\t1126\t718\t`).values).toEqual([
    "households B3 1126",
    "spaces_own C3 718",
  ])
  expect(read(`${head}\n听雨里\t900\t1\t\n白鹭苑\t1126\t718\t`)).toEqual({
    values: [],
    unused: [],
    manyRows: true,
  })
})

test("values alone go into the fields from the one with the focus on; an empty cell skips a field", () => {
  expect(read("718\n\n24", "spaces_own").values).toEqual(["spaces_own A1 718", "spaces_shared A3 24"])
  expect(read("718\t\t24", "spaces_own").values).toEqual(["spaces_own A1 718", "spaces_shared C1 24"])
  expect(read("1\n2").values).toEqual([])
  expect(read("1\t2\n3\t4", "spaces_own")).toEqual({ values: [], unused: ["A1 1", "B1 2", "A2 3", "B2 4"] })
  const last = order.at(-1) ?? ""
  expect(read("1\n2", last)).toEqual({ values: [`${last} A1 1`], unused: ["A2 2"] })
})

test("a key that stands there twice counts only where both say the same", () => {
  expect(read("自有车位\t718\n自有车位\t719\n户数（登记）\t5")).toEqual({
    values: ["households B3 5"],
    unused: ["B1 718", "B2 719"],
  })
  expect(read("自有车位\t718\n自有车位\t718").values).toEqual(["spaces_own B1 718"])
})

test("what does not read as a value is taken all the same: its fault says why", () => {
  expect(read("自有车位\t个\t约七百\n户数（登记）\t5").values).toEqual([
    "spaces_own C1 约七百",
    "households B2 5",
  ])
})
