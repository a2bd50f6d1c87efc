import { afterAll, beforeAll, expect, test } from "vitest"
import type { Rows } from "../../../worker/domain/release/rows-file.ts"
import type { Manifest, Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { filesOf } from "../../../worker/usecases/public/release-files.ts"
import { quarterProgress } from "../../../worker/usecases/quarter/quarter-progress.ts"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { authorityMember, filesUnder, openTestCell, system, type TestCell } from "../../support/cell.ts"
import { addEstates, addSubmissions, sampleTexts } from "../../support/cell-rows.ts"
import { publishedRelease } from "../../support/read-release.ts"
import { ask, smallCity } from "../../support/small-city.ts"

let cell: TestCell
let manifest: Manifest
let cards: Scorecard[]
let rows: Rows

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  await smallCity(cell, "2026Q2", "2026-07-20", {
    alder: { texts: { ...sampleTexts(1), disputes_settled: "4", disputes_taken: "4", care_registered: "8" } },
    birch: {
      findings: [
        { level: "street", key: "bare_soil_m2", decision: "adjusted", checkedValue: "900" },
        {
          level: "district",
          key: "bare_soil_m2",
          decision: "adjusted",
          checkedValue: "777",
          reasonClass: "records",
        },
        { level: "street", key: "households", decision: "accepted", checkedValue: null },
      ],
    },
    cedar: { filing: 2, parts: { community: { joint_meetings: "31" } } },
    elm: { firstSubmittedAt: "2026-07-25T00:00:00.000Z" },
  })
  // 免报: it was filed for and returned, and takes no part.
  await addEstates(cell, [{ slug: "yew" }])
  await addSubmissions(cell, [{ slug: "yew", quarter: "2026Q2", state: "returned" }])
  await cell.rows(
    `insert into exemptions (estate_id, quarter, reason, organisation_id, member_id, at)
     values ('id-yew', '2026Q2', '整体改造', 'company-1', 'x', '2026-07-01T00:00:00.000Z')`,
  )
  await runRelease(cell.contextFor(system), cell.deps, await ask(cell, "2026Q2"))
  const release = await publishedRelease(cell, "2026Q2")
  manifest = release.manifest
  cards = [...release.cards.values()]
  rows = release.rows
})
afterAll(() => cell.close())

test("an exempted estate is in no card, row or total, and named without the reason", () => {
  expect(manifest).toMatchObject({ exempt: [{ slug: "yew", name: "小区 yew" }], totals: { estates: 8 } })
  expect(JSON.stringify(manifest)).not.toContain("整体改造")
  expect(cards.map(({ slug }) => slug)).not.toContain("yew")
})

function card(slug: string) {
  const found = cards.find((one) => one.slug === slug)
  if (!found) throw new Error(`no card for ${slug}`)
  return found
}

test("the release is final, the pointer has moved, and the log says who did what", async () => {
  const [release] = await cell.rows("select * from releases")
  expect(release).toMatchObject({ state: "final", stage: "done", estate_count: 8, period: "2026Q2" })
  expect(release?.["input_hash"]).toBe(manifest.inputHash)
  const [published] = await cell.rows("select * from publications")
  expect(published).toMatchObject({ period: "2026Q2", release_id: release?.["id"] })
  const actions = await cell.rows("select distinct action, actor_user_id from audit_events order by action")
  expect(actions).toEqual([
    { action: "quarter.release", actor_user_id: "user-approver-510100" },
    { action: "release.publish", actor_user_id: null },
    { action: "release.step", actor_user_id: null },
  ])
})

test("the manifest names edition, engine, inputs, files and totals", () => {
  expect(manifest).toMatchObject({
    format: 2,
    cell: "510100",
    period: "2026Q2",
    number: 1,
    kind: "quarter",
    edition: { code: "cd-wwsg-2023", version: "1.0.0" },
    frozenAt: "2026-08-01T00:00:00.000Z",
    standing: { kind: "final" },
    before: null,
    ranking: { score: "base_minus_deductions", min_group: 5 },
    totals: {
      estates: 8,
      demonstration: 1,
      outcomes: { scored: 6, not_reported: 1, under_check: 1, returned: 0 },
    },
  })
  expect(Object.keys(manifest.totals.median.dimensions)).toEqual(["ENV", "FAC", "GOV", "ORG", "SVC"])
  expect(manifest.totals.median.base).toBeGreaterThan(0)
})

test("scored estates have totals, ranks with ranges and every indicator; the others only their outcome", async () => {
  for (const one of cards) {
    if (one.outcome === "scored") {
      expect(one.indicators).toHaveLength(33)
      expect(one.rank).toBeGreaterThanOrEqual(1)
      expect(one.range?.p5).toBeLessThanOrEqual(one.range?.p50 ?? 0)
      expect(one.range?.group).toBeGreaterThanOrEqual(1)
      const dimensions = one.dimensionDetail.reduce((sum, { points }) => sum + points, 0)
      expect(one.base).toBeCloseTo(dimensions, 6)
    } else {
      expect(one).toMatchObject({
        base: null,
        final: null,
        rank: null,
        range: null,
        indicators: [],
        values: [],
      })
    }
  }
  expect(card("gone-quiet").outcome).toBe("not_reported")
  expect(card("other-district").outcome).toBe("under_check")
  expect(cards.map(({ slug }) => rows.row(rows.find(slug)))).toEqual(
    cards.map(
      ({
        dimensionDetail,
        indicators,
        values,
        gates,
        bonuses,
        confirmed,
        fewAnswers,
        deductionDetail,
        ...row
      }) => row,
    ),
  )
  expect(card("alder")).toMatchObject({
    placeNames: ["锦江区", "成龙路街道", "枫树社区"],
    company: "物业 company-1",
    demonstration: false,
  })
})

test("the database's scorecards carry the same figures", async () => {
  const rows = await cell.rows(`select e.slug, s.base, s.final, s.band, s.rank from scorecards s
    join estates e on e.id = s.estate_id order by s.position`)
  expect(rows).toEqual(cards.map(({ slug, base, final, band, rank }) => ({ slug, base, final, band, rank })))
})

test("a checked value counts, the district's over the street's, and is told apart", () => {
  const value = card("birch").values.find(({ key }) => key === "bare_soil_m2")
  expect(value).toEqual({
    key: "bare_soil_m2",
    state: "verified",
    value: 777,
    provider: "company",
    onBehalf: false,
    adjusted: true,
    adjustedFor: "records",
  })
  expect(card("birch").indicators.find(({ code }) => code === "ENV-01")?.adjusted).toBe(true)
  expect(card("birch").deductionDetail.find(({ code }) => code === "DED-02")).toEqual({
    code: "DED-02",
    count: 0,
    points: 0,
  })
  expect(card("alder").deductions).toBe(0)
})

test("a place's own part wins over what the company typed for it", () => {
  const own = card("cedar").values.find(({ key }) => key === "joint_meetings")
  expect(own).toMatchObject({ value: 31, provider: "community", onBehalf: false })
  const typed = card("alder").values.find(({ key }) => key === "joint_meetings")
  expect(typed).toMatchObject({ provider: "company", onBehalf: true })
})

test("lateness and a year of service are computed by the platform", () => {
  expect(card("elm").deductionDetail.find(({ code }) => code === "DED-01")).toMatchObject({
    count: 1,
    points: 0.5,
  })
  expect(card("elm").gates.find(({ code }) => code === "REQ-11")).toEqual({
    code: "REQ-11",
    met: true,
    answered: true,
  })
  expect(card("elm").gates.find(({ code }) => code === "REQ-10")?.met).toBe(true)
})

test("a count of few persons is withheld with whatever would reveal it, its points stay", async () => {
  const alder = card("alder")
  const settled = alder.indicators.find(({ code }) => code === "GOV-08")
  expect(settled).toMatchObject({
    state: "suppressed",
    measure: null,
    ratio: null,
    alternative: null,
    points: 3,
  })
  for (const key of ["disputes_settled", "disputes_taken"])
    expect(alder.values.find((value) => value.key === key)).toMatchObject({
      state: "suppressed",
      value: null,
    })
  expect(alder.values.find(({ key }) => key === "care_registered")).toMatchObject({
    state: "verified",
    value: 8,
  })
})

test("nothing unverified is written anywhere, and no page file holds a working figure", async () => {
  const all = [...(await filesUnder(cell, "")).values()].join("\n")
  expect(all).not.toContain("987654")
  const pages = await filesUnder(cell, "cells/510100/releases/2026Q2/")
  const named = await filesOf(cell.deps.files, { period: "2026Q2", manifest })
  const nameOf = ({ hash, form }: { hash: string; form: string }) =>
    `cells/510100/releases/2026Q2/${hash}.${form === "pack" ? "jsonl" : "json"}`
  expect([...pages.keys()].sort()).toEqual(
    [...named, { hash: await lastHash(), form: "value" }].map(nameOf).sort(),
  )
  expect(named).toHaveLength(4)
})

async function lastHash(): Promise<string> {
  const [row] = await cell.rows("select manifest_hash from releases")
  return String(row?.["manifest_hash"])
}

test("the page that waits sees how far it is", async () => {
  const { release: seen } = await quarterProgress(cell.contextFor(authorityMember("viewer")), "2026Q2")
  expect(seen).toMatchObject({ stage: "done", state: "final", done: 5, total: 5, stalled: false })
  const unasked = quarterProgress(cell.contextFor(authorityMember("viewer")), "2026Q1")
  await expect(unasked).rejects.toMatchObject({ code: "not_found" })
})
