import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { readPlaces } from "../../schema/seed/places/read-places.ts"

const places = readPlaces(readFileSync("schema/seed/places/chengdu.tsv", "utf8"))
const byCode = new Map(places.map((place) => [place.code, place]))
const ofKind = (kind: string) => places.filter((place) => place.kind === kind)

test("Chengdu has one city, 20 counties, 261 streets, 3,047 communities and three functional zones", () => {
  const counts = ["city", "county", "functional_zone", "street", "community"].map((k) => ofKind(k).length)
  expect(counts).toEqual([1, 20, 3, 261, 3047])
  expect(byCode.size).toBe(places.length)
})

test("the chain of the real estate is there by its codes", () => {
  expect(byCode.get("510100")).toMatchObject({ name: "成都市", kind: "city", parentCode: null })
  expect(byCode.get("510104")).toMatchObject({ name: "锦江区", kind: "county", parentCode: "510100" })
  expect(byCode.get("510104035")).toMatchObject({ name: "成龙路街道", parentCode: "510104" })
  expect(byCode.get("510104035018")).toMatchObject({ name: "枫树社区", parentCode: "510104035" })
})

test("every parent exists and stands before its children", () => {
  const seen = new Set<string>()
  for (const { code, parentCode } of places) {
    if (parentCode !== null) expect(seen.has(parentCode), `${code} before ${parentCode}`).toBe(true)
    seen.add(code)
  }
})

test("functional zones run streets, joined by county and name; counties and communities have no zone", () => {
  const inZone = (zone: string) => ofKind("street").filter((street) => street.zoneCode === zone)
  expect([inZone("510171").length, inZone("510172").length, inZone("510173").length]).toEqual([9, 7, 14])
  expect(byCode.get("510185122")).toMatchObject({ name: "芦葭镇", zoneCode: "510173" })
  expect(byCode.get("510185121")).toMatchObject({ name: "涌泉镇", zoneCode: null })
  expect(byCode.get("510107064")).toMatchObject({
    name: "桂溪街道",
    parentCode: "510107",
    zoneCode: "510172",
  })
  const elsewhere = places.filter((place) => place.zoneCode !== null && place.kind !== "street")
  expect(elsewhere).toEqual([])
  for (const zone of ofKind("functional_zone")) expect(zone.parentCode).toBe("510100")
})

test("a line that is no place is refused", () => {
  expect(() => readPlaces("5101\t成都")).toThrow("not a place")
  expect(() => readPlaces("510104\t锦江区\n")).toThrow("no street 华阳街道")
})
