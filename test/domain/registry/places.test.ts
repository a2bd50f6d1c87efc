import { describe, expect, test } from "vitest"
import type { Place } from "../../../worker/domain/place.ts"
import {
  checkEstate,
  type EstateFound,
  type PlaceFound,
} from "../../../worker/domain/registry/estate-place.ts"
import {
  checkNewPlace,
  type PlacesMet,
  readPlace,
  readPlaceName,
  type TypedPlace,
} from "../../../worker/domain/registry/place-facts.ts"

const today = "2026-07-10"

describe("a new place as typed", () => {
  const typed: TypedPlace = { code: "510104035", name: "成龙路街道", kind: "", zoneCode: "" }
  const read = (change: Partial<TypedPlace>) => readPlace({ ...typed, ...change }, "510100")
  const rules = (change: Partial<TypedPlace>) =>
    read(change).faults.map(({ rule, field }) => `${field} ${rule}`)

  test("is a county, a street or a community by the length of its code, below what its code begins with", () => {
    const place = (code: string, kind = "") => read({ code, kind }).place
    expect(place("510104")).toMatchObject({ kind: "county", parentCode: "510100" })
    expect(place("510104035")).toMatchObject({ kind: "street", parentCode: "510104" })
    expect(place("510104035018")).toMatchObject({ kind: "community", parentCode: "510104035" })
    expect(place("510109", "functional_zone")).toMatchObject({
      kind: "functional_zone",
      parentCode: "510100",
    })
    expect(place("510104035", "functional_zone").kind).toBe("street")
    expect(place(" ５１０１０４ ").code).toBe("510104")
  })

  test("has a code of this city, and a name", () => {
    expect(rules({})).toEqual([])
    expect(rules({ code: "" })).toEqual(["code place_missing"])
    for (const code of ["5101", "51010403", "5101040350", "51010403501a"])
      expect(rules({ code })).toEqual(["code place_shape"])
    for (const code of ["510704", "510200", "110105001"])
      expect(rules({ code })).toEqual(["code place_other_city"])
    expect(rules({ code: "510100" })).toEqual(["code place_is_city"])
    for (const code of ["510100001", "510104100"]) expect(rules({ code })).toEqual([])
    expect(rules({ name: " " })).toHaveLength(1)
    expect(readPlaceName(" 成龙路 街道 ").faults).toEqual([])
  })

  test("only a street is run by a functional zone", () => {
    expect(read({ zoneCode: " ５１０１０９ " }).place.zoneCode).toBe("510109")
    expect(rules({ zoneCode: "510109" })).toEqual([])
    expect(read({ zoneCode: " " }).place.zoneCode).toBeNull()
    for (const code of ["510104", "510104035018"])
      expect(rules({ code, zoneCode: "510109" })).toEqual(["zoneCode zone_of_streets"])
  })
})

const known = (code: string, kind: Place["kind"], retiredFrom: string | null = null) => ({
  ...{ code, name: `名${code}`, kind, parentCode: null, zoneCode: null, retiredFrom },
})

describe("where a new place stands", () => {
  const place = (kind: Place["kind"], zoneCode: string | null = null): Place => ({
    ...{ code: "x", name: "新 地", kind, parentCode: "above", zoneCode },
  })
  const rules = (one: Place, met: Partial<PlacesMet>) =>
    checkNewPlace(one, { same: null, parent: null, zone: null, siblings: [], ...met }, today).map(
      ({ rule }) => rule,
    )

  test("a street below a county, a community below a street, a county anywhere", () => {
    expect(rules(place("street"), { parent: known("a", "county") })).toEqual([])
    expect(rules(place("community"), { parent: known("a", "street") })).toEqual([])
    for (const kind of ["county", "functional_zone"] as const) expect(rules(place(kind), {})).toEqual([])
    for (const parent of [null, known("a", "street"), known("a", "functional_zone"), known("a", "community")])
      expect(rules(place("street"), { parent })).toEqual(["parent_unknown"])
    expect(rules(place("community"), { parent: known("a", "county") })).toEqual(["parent_unknown"])
  })

  test("not below what is retired that day; until the day before it is", () => {
    expect(rules(place("street"), { parent: known("a", "county", today) })).toEqual(["parent_retired"])
    expect(rules(place("street"), { parent: known("a", "county", "2026-07-11") })).toEqual([])
  })

  test("run by a functional zone that stands", () => {
    const parent = known("a", "county")
    const street = place("street", "510109")
    expect(rules(street, { parent, zone: known("510109", "functional_zone") })).toEqual([])
    for (const zone of [null, known("510109", "county"), known("510109", "functional_zone", today)])
      expect(rules(street, { parent, zone })).toEqual(["zone_unknown"])
    expect(rules(street, { parent, zone: known("510109", "functional_zone", "2026-07-11") })).toEqual([])
  })

  test("no code twice, no name twice beside each other; a taken code is all that is said", () => {
    const parent = known("a", "county")
    expect(rules(place("street"), { parent, siblings: ["别处", "新地"] })).toEqual(["sibling_name"])
    expect(rules(place("street"), { parent, siblings: ["别处"] })).toEqual([])
    expect(rules(place("street"), { same: { name: "旧" }, siblings: ["新地"] })).toEqual(["code_taken"])
  })
})

describe("where an estate stands", () => {
  const facts = { name: "锦禾里", placeCode: "510104035018" }
  const community: Place = { ...known("510104035018", "community"), parentCode: "510104035" }
  const street: Place = { ...known("510104035", "street"), parentCode: "510104" }
  const found = (change: Partial<PlaceFound> = {}): PlaceFound => ({
    ...{ place: { ...community, retiredFrom: null }, street, hasFiner: false, ...change },
  })
  function check(
    met: Partial<EstateFound> = {},
    within: string | null = null,
    faults: { rule: string; field: string }[] = [],
  ) {
    const all = {
      formerNames: [],
      builtYear: null,
      households: null,
      microGrids: null,
      gridWorkers: null,
      generalGrids: null,
    }
    const given = { place: found(), namesakes: [], ...met }
    const { hard, soft, standing } = checkEstate({ facts: { ...facts, ...all }, faults }, given, {
      today,
      within,
    })
    return { standing, hard: hard.map(({ rule }) => rule), soft: soft.map(({ rule }) => rule) }
  }

  test("in a known place, with its street and district", () => {
    expect(check()).toMatchObject({
      hard: [],
      soft: [],
      standing: { districtCode: "510104", streetCode: "510104035", streetName: "名510104035" },
    })
    expect(check({ place: null })).toMatchObject({ standing: null, hard: ["place_unknown"] })
    const city = { ...known("510100", "city"), retiredFrom: null }
    expect(check({ place: found({ place: city, street: null }) }).hard).toEqual(["place_too_wide"])
    const inStreet = { ...street, retiredFrom: null }
    expect(check({ place: found({ place: inStreet, street: null }) }).standing).toMatchObject({
      streetName: "名510104035",
    })
  })

  test("a street run by a functional zone is that zone's", () => {
    const run = { ...street, zoneCode: "510109" }
    expect(check({ place: found({ street: run }) }).standing?.districtCode).toBe("510109")
    expect(check({ place: found({ street: run }) }, "510104").hard).toEqual(["place_not_yours"])
  })

  test("not where the place is retired that day", () => {
    const retired = (retiredFrom: string) =>
      check({ place: found({ place: { ...community, retiredFrom } }) }).hard
    expect(retired(today)).toEqual(["place_retired"])
    expect(retired("2026-07-11")).toEqual([])
  })

  test("in the district of who writes, and as fine as is known unless it is explained", () => {
    expect(check({}, "510104").hard).toEqual([])
    expect(check({}, "510105")).toMatchObject({ standing: null, hard: ["place_not_yours"], soft: [] })
    expect(check({ place: found({ hasFiner: true }) })).toMatchObject({ hard: [], soft: ["place_coarse"] })
  })

  test("one name once in a place; elsewhere in the city it is to be explained", () => {
    const other = (name: string, placeCode: string) => ({ name, placeCode, placeName: "别处" })
    const elsewhere = other("锦 禾里", "510105001001")
    const here = other("锦禾里", facts.placeCode)
    expect(check({ namesakes: [elsewhere] })).toMatchObject({ hard: [], soft: ["name_taken_in_city"] })
    expect(check({ namesakes: [elsewhere, here] })).toMatchObject({ hard: ["name_taken_here"], soft: [] })
    expect(check({ namesakes: [other("杏里", facts.placeCode)] })).toMatchObject({ hard: [], soft: [] })
  })

  test("a code without shape is told once, and what was read wrong comes first", () => {
    const shapeless = [{ rule: "place_shape", field: "placeCode" }]
    expect(check({ place: null }, null, shapeless)).toMatchObject({
      standing: null,
      hard: ["place_shape"],
      soft: [],
    })
    expect(check({ place: null }, null, [{ rule: "not_whole", field: "households" }]).hard).toEqual([
      "not_whole",
      "place_unknown",
    ])
  })
})
