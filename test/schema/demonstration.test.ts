import { expect, test } from "vitest"
import { collectedQuarters } from "../../schema/seed/demonstration/calendar.ts"
import { demonstration } from "../../schema/seed/demonstration/demonstration.ts"
import type { ValuePack } from "../../schema/seed/demonstration/rows.ts"
import { seedEdition, seedPlaces } from "../../scripts/seeding/base.ts"
import { firstDay, isAfterDay, lastDay } from "../../worker/domain/quarter.ts"
import { editionKeys } from "../../worker/domain/scoring/keys.ts"

const places = seedPlaces()
const { edition } = seedEdition("demonstration")
const now = Date.parse("2026-11-23T02:00:00Z")
const make = (estates = 60, seed?: number) => demonstration({ places, edition, now, estates, seed })
const made = make()
const rows = made.estateRows(0, 60)
const specs = editionKeys(edition)

test("the same seed gives the same digits, in any slices; another seed gives others", () => {
  expect(make().estateRows(0, 60)).toEqual(rows)
  const slice = make().estateRows(20, 22)
  expect(slice.values).toEqual(
    rows.values.filter(({ submissionId }) => /^demo-00002[12]-/.test(submissionId)),
  )
  expect(make(60, 7).estateRows(0, 60).values).not.toEqual(rows.values)
})

test("eight quarters end with the last that has ended; it is open for fourteen days", () => {
  expect(made.quarters.map(({ quarter }) => quarter)).toEqual([
    "2024Q4",
    "2025Q1",
    "2025Q2",
    "2025Q3",
    "2025Q4",
    "2026Q1",
    "2026Q2",
    "2026Q3",
  ])
  expect(made.quarters.map(({ open }) => open)).toEqual([...Array(7).fill(false), true])
  expect(made.quarters[7]?.deadlineDay).toBe("2026-12-07")
  const newYear = Date.parse("2026-12-31T16:00:00Z")
  expect(collectedQuarters(newYear, "2027-01-01")[7]).toMatchObject({ quarter: "2026Q4", open: true })
  expect(collectedQuarters(newYear - 1, "2026-12-31")[7]).toMatchObject({ quarter: "2026Q3" })
})

test("sixty estates in real communities of ten districts, one of them a functional zone", () => {
  const byCode = new Map(places.map((place) => [place.code, place]))
  expect(rows.estates).toHaveLength(60)
  for (const estate of rows.estates) {
    const community = byCode.get(estate.placeCode)
    const street = byCode.get(estate.streetCode ?? "")
    expect(community?.kind).toBe("community")
    expect(community?.parentCode).toBe(street?.code)
    expect(estate.districtCode).toBe(street?.zoneCode ?? street?.parentCode)
  }
  const districts = new Set(rows.estates.map((estate) => estate.districtCode))
  expect(districts.size).toBe(10)
  expect(districts.has("510172")).toBe(true)
})

test("everything fictional is marked, slugs and names are unique also for load", () => {
  for (const estate of rows.estates) expect(estate.origin).toBe("demonstration")
  for (const organisation of made.frame.organisations) expect(organisation.demonstration).toBe(true)
  for (const { kind, name } of made.frame.organisations)
    expect(kind === "company" ? name.startsWith("示例·") : name.endsWith("（演示）"), name).toBe(true)
  expect(made.frame.organisations.filter(({ kind }) => kind === "company")).toHaveLength(4)
  const large = make(2000)
  const estates = large.estateRows(0, 2000).estates
  expect(new Set(estates.map(({ slug }) => slug)).size).toBe(2000)
  expect(new Set(estates.map(({ name }) => name)).size).toBe(2000)
  for (const { slug } of estates) expect(slug).toMatch(/^[a-z]+-[a-z]+(-\d+)?$/)
  expect(new Set(estates.map(({ districtCode }) => districtCode)).size).toBe(23)
  expect(large.frame.organisations.filter(({ kind }) => kind === "company")).toHaveLength(8)
})

test("the open quarter has every state, closed ones are verified or not reported", () => {
  const open = rows.submissions.filter(({ quarter }) => quarter === "2026Q3")
  const states = new Set(open.map(({ state }) => state))
  expect([...states].sort()).toEqual(["draft", "returned", "street_verified", "submitted", "verified"])
  expect(open.length).toBeLessThan(60)
  const closed = rows.submissions.filter(({ quarter }) => quarter !== "2026Q3")
  for (const { state } of closed) expect(state).toBe("verified")
  const notReported = 7 * 60 - closed.length
  expect(notReported).toBeGreaterThanOrEqual(3)
  expect(notReported).toBeLessThan(25)
})

test("a district that has closed the open quarter has nothing waiting there; the walk's district is open", () => {
  const { closings } = made.closings()
  const closed = closings.filter(({ quarter }) => quarter === "2026Q3").map(({ placeCode }) => placeCode)
  expect(closed).toEqual(["510105", "510106", "510115"])
  expect(closings.length).toBe(7 * 10 + 3)
  const inClosed = new Set(
    rows.estates.filter(({ districtCode }) => closed.includes(districtCode)).map(({ id }) => id),
  )
  const waiting = rows.submissions.filter(
    ({ estateId, quarter, state }) => quarter === "2026Q3" && inClosed.has(estateId) && state !== "verified",
  )
  expect(waiting).toEqual([])
})

test("times run forward, none lies in the future, and some filings are late", () => {
  let late = 0
  for (const submission of rows.submissions) {
    const { firstSubmittedAt, submittedAt, streetVerifiedAt, verifiedAt, returnedAt, quarter } = submission
    const times = [firstSubmittedAt, submittedAt, streetVerifiedAt, verifiedAt].filter((at) => at !== null)
    expect([...times].sort()).toEqual(times)
    for (const at of [...times, returnedAt ?? null])
      if (at !== null && at !== undefined) expect(Date.parse(at)).toBeLessThan(now)
    const collected = made.quarters.find((one) => one.quarter === quarter)
    if (firstSubmittedAt && isAfterDay(Date.parse(firstSubmittedAt), collected?.deadlineDay ?? "")) late++
    if (verifiedAt) expect(Date.parse(verifiedAt)).toBeLessThan(collected?.endsAt ?? 0)
  }
  expect(late).toBeGreaterThan(5)
})

test("the company that files manages the estate in that quarter; at least two estates changed hands", () => {
  for (const { estateId, quarter, organisationId } of rows.submissions) {
    const tenure = rows.tenures.find(
      (one) =>
        one.estateId === estateId &&
        one.fromDate <= firstDay(quarter) &&
        (one.toDate === null || one.toDate === undefined || one.toDate >= lastDay(quarter)),
    )
    expect(tenure?.organisationId).toBe(organisationId)
  }
  expect(rows.tenures.length - rows.estates.length).toBeGreaterThanOrEqual(2)
})

test("each value is typed by its provider, or by the company for a community without members", () => {
  const withMembers = new Set(made.frame.organisations.map(({ placeCode }) => placeCode))
  const community = new Map(rows.estates.map(({ id, placeCode }) => [id, placeCode]))
  const onBehalf = (pack: ValuePack, key: string) =>
    pack.provider === "company" &&
    specs.get(key)?.provider === "community" &&
    !withMembers.has(community.get(pack.submissionId.slice(0, 11)) ?? "")
  for (const pack of rows.values)
    for (const key of Object.keys(pack.values))
      expect(specs.get(key)?.provider === pack.provider || onBehalf(pack, key), key).toBe(true)
  expect(new Set(rows.values.map(({ provider }) => provider)).size).toBe(4)
})

test("findings replace some values, ask about others, and name a member who exists", () => {
  const members = new Set(made.frame.members.map(({ id }) => id))
  const people = new Set(made.frame.users.map(({ id }) => id))
  for (const { memberId } of [...rows.findings, ...rows.parts, ...made.closings().closings])
    expect(members.has(memberId)).toBe(true)
  for (const { actorUserId } of rows.auditEvents) expect(people.has(actorUserId ?? "")).toBe(true)
  const decisions = rows.findings.map(({ decision }) => decision)
  expect(decisions.filter((decision) => decision === "adjusted").length).toBeGreaterThan(10)
  expect(decisions.filter((decision) => decision === "asked").length).toBeGreaterThan(4)
  for (const { submissionId, key, decision, checkedValue } of rows.findings) {
    const pack = rows.values.find((one) => one.submissionId === submissionId && key in one.values)
    expect(pack, `${submissionId} ${key}`).toBeDefined()
    if (decision === "adjusted") expect(checkedValue).not.toBe(pack?.values[key])
  }
})

test("company values belong to the filing that stands, of a draft to the first one to come", () => {
  const filed = new Set(
    rows.values
      .filter(({ provider }) => provider === "company")
      .map((pack) => `${pack.submissionId}/${pack.filing}`),
  )
  for (const { id, filing, state } of rows.submissions) {
    expect(filing === 0).toBe(state === "draft")
    expect(filed.has(`${id}/${Math.max(1, filing)}`)).toBe(true)
  }
  expect(rows.submissions.filter(({ filing }) => filing === 2).length).toBeGreaterThan(3)
  const others = rows.values.filter(({ provider }) => provider !== "company")
  expect(new Set(others.map(({ filing }) => filing))).toEqual(new Set([0]))
})
