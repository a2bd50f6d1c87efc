import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { readPlaces } from "../../schema/seed/places/read-places.ts"
import { pressEstates } from "../../schema/seed/press/press-estates.ts"

const places = new Map(
  readPlaces(readFileSync("schema/seed/places/chengdu.tsv", "utf8")).map((place) => [place.code, place]),
)
const lanzuan = pressEstates.find((estate) => estate.slug === "sihai-yijia-lanzuan-2")
const junyue = pressEstates.find((estate) => estate.slug === "zhongda-junyue-jinsha")

test("exactly the two estates of the articles, in the places that are known", () => {
  expect(pressEstates.map(({ name, placeCode }) => [name, places.get(placeCode)?.name])).toEqual([
    ["四海逸家·蓝钻（二期）", "枫树社区"],
    ["中大·君悦金沙", "青羊区"],
  ])
})

test("四海逸家 gives three values, 40 families as “40多个”, and was selected", () => {
  expect(lanzuan?.records.map((record) => record.year)).toEqual(["2023"])
  const record = lanzuan?.records[0]?.document
  expect(record?.values.map(({ key, value }) => [key, value])).toEqual([
    ["households", "1079"],
    ["volunteer_families", "40"],
    ["service_kinds", "7"],
  ])
  expect(record?.values[1]?.quote?.zh).toBe("40多个")
  expect(record?.selected?.zh).toBe("2023成都党建引领社区共建物业融入“微网实格”示范小区")
})

test("君悦金沙 gives facts of 2024 only: no value, no selection", () => {
  expect(junyue?.records.map((record) => record.year)).toEqual(["2024"])
  const record = junyue?.records[0]?.document
  expect(record?.values).toEqual([])
  expect(record?.selected).toBeUndefined()
  expect(record?.facts.some((fact) => fact.zh.includes("120立方米"))).toBe(true)
  expect(junyue?.builtYear).toBeNull()
})

test("every fact has both languages and the source is the paper", () => {
  for (const { document } of pressEstates.flatMap((estate) => estate.records)) {
    expect(document.source.paper.zh).toBe("华西社区报")
    for (const { zh, en } of document.facts)
      expect([zh, en].every((words) => words.trim().length > 0)).toBe(true)
  }
})
