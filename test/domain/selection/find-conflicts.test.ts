import { describe, expect, test } from "vitest"
import type {
  ConflictGraph,
  GraphCandidate,
  GraphMembership,
  GraphOrganisation,
} from "../../../worker/domain/selection/conflict-graph.ts"
import { conflictKey, findConflicts, newConflicts } from "../../../worker/domain/selection/find-conflicts.ts"

const asOf = "2026-10-15"
const company: GraphOrganisation = { id: "o-minhe", kind: "company", name: "岷禾物业", placeCode: null }
const rival: GraphOrganisation = { id: "o-jinjiang", kind: "company", name: "锦江物业", placeCode: null }
const authority = (placeCode: string): GraphOrganisation => ({
  id: `o-${placeCode}`,
  kind: "authority",
  name: `机构${placeCode}`,
  placeCode,
})
const community = "510104035018"
const street = "510104035"

function candidate(change: Partial<GraphCandidate> = {}): GraphCandidate {
  return {
    nominationId: "n1",
    blindCode: "K1",
    admitted: true,
    category: "A",
    estateId: "e1",
    estateName: "甲苑",
    nominator: { id: "o-other", kind: "company", name: "别家物业", placeCode: null },
    placeCode: community,
    streetCode: street,
    districtCode: "510104",
    asked: true,
    ...change,
  }
}

const member = (organisation: GraphOrganisation, toDay: string | null = null): GraphMembership => ({
  judgeId: "j1",
  organisation,
  toDay,
})

function graph(change: Partial<ConflictGraph>): ConflictGraph {
  return {
    judges: [{ id: "j1" }],
    memberships: [],
    interests: [],
    candidates: [candidate()],
    tenures: [],
    places: new Map([
      [community, "枫树社区"],
      [street, "成龙路街道"],
      ["510104", "锦江区"],
    ]),
    conflictYears: 3,
    known: new Set(),
    assignments: [],
    ...change,
  }
}

const found = (change: Partial<ConflictGraph>, day = asOf) => findConflicts(graph(change), { asOf: day })
const told = (change: Partial<ConflictGraph>, day = asOf) =>
  found(change, day).map(
    ({ kind, path }) => `${kind}: ${path.map((one) => `${one.by} ${one.ref}`).join(" → ")}`,
  )
const manages = (organisation: GraphOrganisation, toDay: string | null = null, estateId = "e1") => ({
  estateId,
  organisation,
  toDay,
})

describe("a company", () => {
  test("that manages the estate now, and the way to it with names", () => {
    const [conflict] = found({ memberships: [member(company)], tenures: [manages(company)] })
    expect(conflict).toEqual({
      judgeId: "j1",
      nominationId: "n1",
      kind: "member",
      path: [
        { kind: "judge", ref: "j1", name: "", by: "self" },
        { kind: "organisation", ref: "o-minhe", name: "岷禾物业", by: "member" },
        { kind: "estate", ref: "e1", name: "甲苑", by: "manages" },
      ],
    })
  })

  test("nobody is in conflict without a way", () => {
    expect(told({ memberships: [member(company)], tenures: [manages(rival)] })).toEqual([])
    expect(told({ memberships: [] })).toEqual([])
  })

  test("that managed it counts for the rules' years, to the day", () => {
    const until = (toDay: string) =>
      told({ memberships: [member(company)], tenures: [manages(company, toDay)] })
    const way = "former: self j1 → member o-minhe → managed e1"
    expect(until("2026-10-14")).toEqual([way])
    expect(until("2023-10-15")).toEqual([way])
    expect(until("2023-10-14")).toEqual([])
    expect(until(asOf)).toEqual(["member: self j1 → member o-minhe → manages e1"])
  })

  test("that the judge has left counts for the same years", () => {
    const left = (toDay: string) =>
      told({ memberships: [member(company, toDay)], tenures: [manages(company)] })
    expect(left("2023-10-15")).toEqual(["former: self j1 → former_member o-minhe → manages e1"])
    expect(left("2023-10-14")).toEqual([])
    expect(left(asOf)).toHaveLength(1)
  })

  test("on the 29th of February, three years before is the last of that February", () => {
    const left = (toDay: string) =>
      told({ memberships: [member(company, toDay)], tenures: [manages(company)] }, "2028-02-29")
    expect(left("2025-03-01")).toHaveLength(1)
    expect(left("2025-02-28")).toEqual([])
  })

  test("that will take the estate over is in conflict from the day that this is known", () => {
    expect(told({ memberships: [member(company)], tenures: [manages(company, "2099-01-01")] })).toEqual([
      "member: self j1 → member o-minhe → manages e1",
    ])
  })

  test("that nominates it without managing it", () => {
    expect(told({ memberships: [member(company)], candidates: [candidate({ nominator: company })] })).toEqual(
      ["member: self j1 → member o-minhe → nominates e1"],
    )
  })

  test("with a candidate of its own in the category is a rival of the others, not of other categories", () => {
    const candidates = [
      candidate(),
      candidate({ nominationId: "n2", estateId: "e2" }),
      candidate({ nominationId: "n3", estateId: "e3", category: "B" }),
    ]
    expect(told({ memberships: [member(company)], tenures: [manages(company)], candidates })).toEqual([
      "member: self j1 → member o-minhe → manages e1",
      "rival: self j1 → member o-minhe → manages e1",
    ])
  })

  test("a rival that is not looked at itself still makes a conflict", () => {
    const candidates = [candidate(), candidate({ nominationId: "n2", estateId: "e2", asked: false })]
    expect(
      found({ memberships: [member(rival)], tenures: [manages(rival, null, "e2")], candidates }).map(
        conflictKey,
      ),
    ).toEqual(["j1 n1 rival"])
  })
})

describe("an authority", () => {
  const of = (code: string, change: Partial<GraphCandidate> = {}) =>
    told({ memberships: [member(authority(code))], candidates: [candidate(change)] })

  test("of the community, the street and the district of the estate", () => {
    expect(of(community)).toEqual([
      `member: self j1 → member o-${community} → governs ${community} → stands_in e1`,
    ])
    expect(of(street)).toEqual([
      `member: self j1 → member o-${street} → governs ${street} → stands_in ${community} → stands_in e1`,
    ])
    expect(of("510104")).toEqual([
      `member: self j1 → member o-510104 → governs 510104 → stands_in ${street} → stands_in ${community} → stands_in e1`,
    ])
  })

  test("of another community, street or district is none", () => {
    expect(of("510104035019")).toEqual([])
    expect(of("510104036")).toEqual([])
    expect(of("510105")).toEqual([])
  })

  test("of the city governs all alike: no conflict by itself, but one when it nominates", () => {
    expect(of("510100")).toEqual([])
    expect(of("510100", { nominator: authority("510100") })).toEqual([
      "member: self j1 → member o-510100 → nominates e1",
    ])
  })

  test("of a functional zone governs the estates that are counted in it; the county no more", () => {
    const zone = { placeCode: "510107061003", streetCode: "510107061", districtCode: "510191" }
    expect(of("510191", zone)).toHaveLength(1)
    expect(of("510107", zone)).toEqual([])
  })

  test("that somebody left within the years is a former one", () => {
    expect(told({ memberships: [member(authority(street), "2025-01-01")] })[0]).toMatch(/^former: /)
  })

  test("no authority is a rival", () => {
    const own = candidate({ nominationId: "n2", estateId: "e2", nominator: authority("510100") })
    expect(
      found({ memberships: [member(authority("510100"))], candidates: [candidate(), own] }).map(conflictKey),
    ).toEqual(["j1 n2 member"])
  })
})

describe("a declared interest", () => {
  const place = (ref: string) => ({ judgeId: "j1", kind: "place" as const, ref, name: `地点${ref}` })

  test("in an organisation, whatever ties it to the candidate", () => {
    const interests = [{ judgeId: "j1", kind: "organisation" as const, organisation: company }]
    expect(told({ interests, tenures: [manages(company)] })).toEqual([
      "declared: self j1 → declared o-minhe → manages e1",
    ])
    expect(told({ interests, tenures: [manages(company, "2024-01-01")] })).toEqual([
      "declared: self j1 → declared o-minhe → managed e1",
    ])
    expect(told({ interests })).toEqual([])
  })

  test("in an estate", () => {
    const interests = [{ judgeId: "j1", kind: "estate" as const, ref: "e1", name: "甲苑" }]
    expect(told({ interests })).toEqual(["declared: self j1 → declared e1"])
  })

  test("in a place covers every estate in it: by the code's beginning, or by zone", () => {
    for (const code of [community, street, "510104"])
      expect(told({ interests: [place(code)] })).toHaveLength(1)
    const zone = { placeCode: "510107061003", streetCode: "510107061", districtCode: "510191" }
    for (const code of ["510191", "510107", "510107061"])
      expect(told({ interests: [place(code)], candidates: [candidate(zone)] })).toHaveLength(1)
    expect(told({ interests: [place("510105")] })).toEqual([])
    expect(told({ interests: [place("510100")] })).toHaveLength(1)
  })

  test("of somebody else does not count", () => {
    expect(told({ interests: [{ ...place(street), judgeId: "j2" }] })).toEqual([])
  })
})

test("kinds stand beside each other, each with its closest way", () => {
  const change = {
    memberships: [member(authority(street)), member(company), member(company, "2026-01-01")],
    tenures: [manages(company)],
    candidates: [candidate({ nominator: company })],
    interests: [{ judgeId: "j1", kind: "estate" as const, ref: "e1", name: "甲苑" }],
  }
  expect(found(change).map(({ kind }) => kind)).toEqual(["declared", "member"])
})

test("what is on record already is not found again", () => {
  const change = { memberships: [member(company)], tenures: [manages(company)] }
  const known = new Set(found(change).map(conflictKey))
  expect(newConflicts(graph({ ...change, known }), { asOf })).toEqual([])
  expect(newConflicts(graph(change), { asOf })).toHaveLength(1)
})
