import { afterAll, beforeAll, expect, test } from "vitest"
import { requestRelease } from "../../../worker/usecases/release/request-release.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, addSubmissions, closeDistrict } from "../../support/cell-rows.ts"

let cell: TestCell
const city = authorityMember("approver")
const started: string[] = []
const start = async (releaseId: string) => {
  started.push(releaseId)
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  for (const quarter of ["2026Q1", "2026Q2", "2026Q3"]) await addQuarter(cell, quarter, "2026-07-20")
  await addEstates(cell, [
    { slug: "d-draft" },
    { slug: "a-verified" },
    { slug: "c-submitted" },
    { slug: "b-none" },
    { slug: "e-returned" },
    { slug: "f-street" },
    { slug: "g-open-district", place: "qingyang" },
    { slug: "h-open-returned", place: "qingyang" },
    { slug: "i-open-none", place: "qingyang" },
    { slug: "p-press", origin: "press" },
    { slug: "z-later", createdAt: "2026-07-10T00:00:00.000Z", since: "2026-07-05" },
  ])
  const state = { quarter: "2026Q2" }
  await addSubmissions(cell, [
    { ...state, slug: "d-draft", state: "draft" },
    { ...state, slug: "a-verified", state: "verified" },
    { ...state, slug: "c-submitted", state: "submitted" },
    { ...state, slug: "e-returned", state: "returned" },
    { ...state, slug: "f-street", state: "street_verified" },
    { ...state, slug: "g-open-district", state: "verified" },
    { ...state, slug: "h-open-returned", state: "returned" },
  ])
  await closeDistrict(cell, "2026Q2", "510104")
})
afterAll(() => cell.close())

test("only the city's approver may ask for a release", async () => {
  const others = [
    authorityMember("verifier"),
    authorityMember("viewer"),
    authorityMember("approver", "510104"),
    companyMember("manager"),
  ]
  for (const actor of others) {
    const asked = requestRelease(cell.contextFor(actor), start, { period: "2026Q2", key: "denied" })
    await expect(asked).rejects.toMatchObject({ code: "forbidden" })
  }
  expect(started).toEqual([])
})

test("a quarter that is not collected is not found, one that has not ended is refused", async () => {
  const ctx = cell.contextFor(city)
  for (const period of ["2019Q1", "2026", "2026Q9", "x".repeat(10_000)])
    await expect(requestRelease(ctx, start, { period, key: "k" })).rejects.toMatchObject({
      code: "not_found",
    })
  const early = requestRelease(ctx, start, { period: "2026Q3", key: "k" })
  await expect(early).rejects.toMatchObject({ code: "conflict", rule: "not_ended" })
})

test("asked for twice and at the same time it happens once, with two round trips", async () => {
  const before = cell.requests()
  const first = await requestRelease(cell.contextFor(city), start, {
    period: "2026Q2",
    named: "2026Q2",
    key: "one",
  })
  expect(cell.requests() - before).toBeLessThanOrEqual(2)
  const again = await requestRelease(cell.contextFor(city), start, {
    period: "2026Q2",
    named: "2026Q2",
    key: "one",
  })
  expect(again).toEqual(first)
  const other = requestRelease(cell.contextFor(city), start, {
    period: "2026Q2",
    named: "2026Q2",
    key: "two",
  })
  await expect(other).rejects.toMatchObject({ code: "conflict", rule: "release_running" })
  expect(started).toEqual([first.releaseId])
  expect(await cell.rows("select count(*) n from audit_events where action = 'quarter.release'")).toEqual([
    { n: 1 },
  ])
})

test("ten requests at the same moment start one release", async () => {
  started.length = 0
  const requests = Array.from({ length: 10 }, (_, at) =>
    requestRelease(cell.contextFor(city), start, {
      period: "2026Q1",
      named: "2026Q1",
      key: `same-moment-${at}`,
    }),
  )
  const settled = await Promise.allSettled(requests)
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  for (const one of settled)
    if (one.status === "rejected")
      expect(one.reason).toMatchObject({ code: "conflict", rule: "release_running" })
  expect(started).toHaveLength(1)
  expect(await cell.rows("select count(*) n from releases where period = '2026Q1'")).toEqual([{ n: 1 }])
})

test("the same key at the same moment answers everyone the same", async () => {
  await addQuarter(cell, "2025Q4", "2026-01-20")
  const ask = () =>
    requestRelease(cell.contextFor(city), start, { period: "2025Q4", named: "2025Q4", key: "double-click" })
  const [one, two] = await Promise.all([ask(), ask()])
  expect(one).toEqual(two)
})

test("estates and outcomes are frozen by slug; press estates and later ones take no part", async () => {
  const rows = await cell.rows(`select e.slug, s.position, s.outcome, s.submission_id from scorecards s
    join estates e on e.id = s.estate_id join releases r on r.id = s.release_id
    where r.period = '2026Q2' order by s.position`)
  expect(rows.map(({ slug, position, outcome }) => [position, slug, outcome])).toEqual([
    [0, "a-verified", "scored"],
    [1, "b-none", "not_reported"],
    [2, "c-submitted", "under_check"],
    [3, "d-draft", "not_reported"],
    [4, "e-returned", "returned"],
    [5, "f-street", "under_check"],
    [6, "g-open-district", "under_check"],
    [7, "h-open-returned", "returned"],
    [8, "i-open-none", "not_reported"],
  ])
  const [release] = await cell.rows("select * from releases where period = '2026Q2'")
  expect(release).toMatchObject({ number: 1, state: "running", stage: "score", estate_count: 9 })
  expect(release?.["requested_by"]).toBe(city.userId)
})
