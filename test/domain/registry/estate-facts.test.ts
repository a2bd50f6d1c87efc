import { describe, expect, test } from "vitest"
import {
  readEstate,
  type TypedEstate,
  typedEstate,
  withFormerName,
} from "../../../worker/domain/registry/estate-facts.ts"
import { explained, requireExplained } from "../../../worker/domain/registry/explain.ts"
import { gridHints, missingFigures } from "../../../worker/domain/registry/micro-grid.ts"
import { retirementFault } from "../../../worker/domain/registry/retirement.ts"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"

const typed: TypedEstate = {
  ...{ name: "锦禾里", formerNames: "", placeCode: "510104035018", builtYear: "2012" },
  ...{ households: "1,200", microGrids: "12", gridWorkers: "12", generalGrids: "3" },
}
const read = (change: Partial<TypedEstate> = {}) => readEstate({ ...typed, ...change }, 2026)
const rules = (change: Partial<TypedEstate>) =>
  read(change).faults.map(({ rule, field }) => `${field} ${rule}`)

describe("an estate as typed", () => {
  test("is read with thousands separators and full-width digits; nothing is what is not known", () => {
    expect(read()).toEqual({
      faults: [],
      facts: {
        ...{ name: "锦禾里", formerNames: [], placeCode: "510104035018", builtYear: 2012 },
        ...{ households: 1200, microGrids: 12, gridWorkers: 12, generalGrids: 3 },
      },
    })
    const full = {
      placeCode: "５１０１０４ ０３５",
      households: "１２００",
      microGrids: "",
      gridWorkers: " ",
      generalGrids: "0",
    }
    expect(read({ ...full, builtYear: "" }).facts).toMatchObject({
      ...{ placeCode: "510104035", builtYear: null, households: 1200 },
      ...{ microGrids: null, gridWorkers: null, generalGrids: 0 },
    })
    expect(typedEstate(read().facts)).toEqual({ ...typed, households: "1200" })
    expect(readEstate(typedEstate(read(full).facts), 2026).facts).toEqual(read(full).facts)
  })

  test.each<[keyof TypedEstate, number, number]>([
    ["households", 1, 20_000],
    ["microGrids", 0, 1000],
    ["gridWorkers", 0, 1000],
    ["generalGrids", 0, 200],
    ["builtYear", 1900, 2026],
  ])("%s is a whole number from %i to %i", (field, min, max) => {
    for (const value of [min, max]) expect(rules({ [field]: String(value) })).toEqual([])
    for (const value of [min - 1, max + 1]) {
      const rule = value < 0 ? "not_whole" : "out_of_range"
      expect(rules({ [field]: String(value) })).toEqual([`${field} ${rule}`])
    }
    for (const text of ["1.5", "一百", "1,00", "1e2", "1234567890"])
      expect(rules({ [field]: text })).toEqual([`${field} not_whole`])
    expect(read({ [field]: String(max + 1) }).facts[field]).toBeNull()
  })

  test("stands in a place of six, nine or twelve digits", () => {
    for (const code of ["510104", "510104035", "510104035018"]) expect(rules({ placeCode: code })).toEqual([])
    for (const code of ["5101", "5101040", "510104035018001", "51010x"])
      expect(rules({ placeCode: code })).toEqual(["placeCode place_shape"])
    expect(rules({ placeCode: " " })).toEqual(["placeCode place_missing"])
  })

  test("former names come by line or sign, each once, without the present one; at most ten", () => {
    const { facts, faults } = read({ formerNames: "旧名一、旧名二\n锦 禾 里;旧名一；旧名三\n" })
    expect([facts.formerNames, faults]).toEqual([["旧名一", "旧名二", "旧名三"], []])
    const names = (count: number) =>
      Array.from({ length: count }, (_, at) => `旧名${"甲乙丙丁戊己庚辛壬癸子"[at]}`).join("、")
    expect(rules({ formerNames: names(10) })).toEqual([])
    expect(rules({ formerNames: names(11) })).toEqual(["formerNames too_many_names"])
    expect(rules({ formerNames: "x".repeat(200) })).toHaveLength(1)
    expect(rules({ name: " " })).toHaveLength(1)
  })

  test("a name that changed becomes a former one, once", () => {
    const { facts } = read()
    expect(withFormerName(facts, "旧名").formerNames).toEqual(["旧名"])
    expect(withFormerName(facts, "锦 禾里").formerNames).toEqual([])
    expect(withFormerName({ ...facts, formerNames: ["旧名"] }, "旧 名").formerNames).toEqual(["旧名"])
  })
})

describe("micro-grid figures", () => {
  const none = { households: null, microGrids: null, gridWorkers: null, generalGrids: null }
  const hints = (figures: Partial<Record<keyof typeof none, number>>) =>
    gridHints({ ...none, ...figures }).map(({ rule }) => rule)

  test("missing ones are named in the order of the form", () => {
    expect(missingFigures(none)).toEqual(["households", "microGrids", "gridWorkers", "generalGrids"])
    expect(missingFigures({ ...none, households: 0, gridWorkers: 1 })).toEqual(["microGrids", "generalGrids"])
  })

  test("30 to 100 households a micro-grid, 300 to 500 a general one, one worker for each: otherwise a hint", () => {
    expect(hints({})).toEqual([])
    for (const [households, expected] of [
      [29, ["micro_grid_size"]],
      [30, []],
      [100, []],
      [101, ["micro_grid_size"]],
    ] as const)
      expect(hints({ households, microGrids: 1 })).toEqual(expected)
    for (const [households, expected] of [
      [299, ["general_grid_size"]],
      [300, []],
      [500, []],
      [501, ["general_grid_size"]],
    ] as const)
      expect(hints({ households, generalGrids: 1 })).toEqual(expected)
    expect(hints({ households: 100, microGrids: 0, generalGrids: 0 })).toEqual([
      "micro_grid_none",
      "general_grid_none",
    ])
    expect(hints({ microGrids: 3, gridWorkers: 2 })).toEqual(["grid_workers"])
    expect(hints({ microGrids: 3, gridWorkers: 3 })).toEqual([])
    expect(hints({ microGrids: 3 })).toEqual([])
  })
})

test("an estate retires after the last day of every quarter that is closed or released", () => {
  const quarter = (which: string, frozen: boolean) => ({
    ...{ quarter: which, frozen, open: !frozen, released: frozen, state: null },
  })
  const quarters = [quarter("2026Q3", false), quarter("2026Q2", true), quarter("2026Q1", true)]
  expect(retirementFault("2026-07-01", quarters)).toBeNull()
  expect(retirementFault("2026-06-30", quarters)).toEqual({
    ...{ rule: "retired_too_early", field: "from" },
    with: { quarter: "2026Q2", day: "2026-06-30" },
  })
  expect(retirementFault("2020-01-01", [])).toBeNull()
  expect(retirementFault("2020-01-01", [quarter("2026Q3", false)])).toBeNull()
})

describe("a reason", () => {
  const soft = [{ rule: "place_coarse", field: "placeCode" }]

  test("is asked for where something is unusual, and is enough", () => {
    expect(() => requireExplained([], soft, "")).toThrow(
      expect.objectContaining({ code: "invalid", rule: "explain", faults: soft }),
    )
    expect(() => requireExplained([], soft, "已核对")).not.toThrow()
    expect(() => requireExplained([], [], "")).not.toThrow()
  })

  test("does not help what is wrong, and has its length", () => {
    const hard = [{ rule: "place_unknown", field: "placeCode" }]
    expect(() => requireExplained(hard, soft, "已核对")).toThrow(
      expect.objectContaining({ rule: "invalid", faults: hard }),
    )
    expect(() => requireExplained([], soft, "长".repeat(MAX_REASON_TEXT))).not.toThrow()
    expect(() => requireExplained([], [], "长".repeat(MAX_REASON_TEXT + 1))).toThrow(
      expect.objectContaining({
        faults: [expect.objectContaining({ rule: "reason_too_long", field: "reason" })],
      }),
    )
  })

  test("goes on record with what it explains, otherwise not", () => {
    expect(explained(soft, "已核对")).toEqual({ explained: ["place_coarse"], reason: "已核对" })
    expect(explained([], "多余的话")).toEqual({})
  })
})
