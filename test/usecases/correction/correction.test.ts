import { afterAll, beforeAll, expect, test } from "vitest"
import { takeBackCorrection } from "../../../worker/usecases/correction/take-back-correction.ts"
import { perform } from "../../../worker/usecases/perform.ts"
import { runRelease } from "../../../worker/usecases/release/advance-release.ts"
import { authorityMember, companyMember, openTestCell, system, type TestCell } from "../../support/cell.ts"
import { askRelease, correcting, nextKey, people, release } from "../../support/correcting.ts"
import { readRelease } from "../../support/read-release.ts"
import { smallCity } from "../../support/small-city.ts"

let cell: TestCell
const quarter = "2025Q2"
const households = { households: "500", cultural_events: "3" }

async function releases(period = quarter) {
  return cell.rows("select id, number, state, manifest_hash from releases where period = ? order by number", [
    period,
  ])
}

async function opened(hash: unknown, period = quarter) {
  return readRelease(cell, period, hash)
}

async function takeBack(quarter: string, correctionId: string, key = nextKey()) {
  const ctx = cell.contextFor(people.city)
  const open = await takeBackCorrection.on.open(ctx, { quarter, correctionId })
  return (await perform(ctx, takeBackCorrection, open, { given: {} }, { key })).result
}

/** Everything that a correction may touch, to see that a refused one touched nothing. */
async function everything(): Promise<string> {
  const tables = [
    "corrections",
    "submissions",
    "submission_parts",
    '"values"',
    "releases",
    "audit_events",
    "writes",
  ]
  return JSON.stringify(await Promise.all(tables.map((table) => cell.rows(`select * from ${table}`))))
}

async function refused(expected: object, attempt: () => Promise<unknown>): Promise<void> {
  const before = await everything()
  await expect(attempt()).rejects.toMatchObject(expected)
  expect(await everything()).toBe(before)
}

const pass = (minutes: number) => {
  cell.now = new Date(cell.now.getTime() + minutes * 60_000)
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-02-01T00:00:00Z") })
  for (const [one, day] of [
    ["2025Q1", "2025-04-20"],
    [quarter, "2025-07-20"],
    ["2025Q3", "2025-10-20"],
    ["2025Q4", "2026-01-20"],
  ] as const)
    await smallCity(cell, one, day)
})
afterAll(() => cell.close())

test("what is not released needs no correction, and nobody but the city's approver opens one", async () => {
  const alder = correcting(cell, quarter, "alder")
  await refused({ code: "conflict", rule: "not_released" }, () => alder.open())
  for (const one of ["2025Q1", quarter, "2025Q3", "2025Q4"]) await release(cell, one)
  for (const actor of [
    authorityMember("verifier"),
    authorityMember("viewer"),
    people.district,
    people.street,
    companyMember("manager"),
  ])
    await refused({ code: "forbidden" }, () => alder.open(undefined, actor))
  await refused({ code: "not_found" }, () => correcting(cell, "2025Q9", "alder").open())
})

test("a reason of 10 to 500 characters and one estate of the release are needed", async () => {
  const alder = correcting(cell, quarter, "alder")
  const rules = (...names: string[]) => ({ code: "invalid", faults: names.map((rule) => ({ rule })) })
  await refused(rules("correction_reason_short"), () => alder.open("  太短了  "))
  await refused(rules("reason_too_long"), () => alder.open("长".repeat(501)))
  await refused(rules("correction_estate_missing"), () => correcting(cell, quarter, " ").open())
  await refused(rules("correction_estate_unknown"), () => correcting(cell, quarter, "nowhere").open())
})

test("released again needs a correction", async () => {
  await refused({ code: "conflict", rule: "correction_none" }, () => askRelease(cell, quarter))
})

test("only the corrected estate may be worked on; a second opening is told, ten at once open one", async () => {
  const alder = correcting(cell, quarter, "alder")
  const before = cell.requests()
  const settled = await Promise.allSettled(Array.from({ length: 10 }, () => alder.open()))
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  for (const one of settled)
    if (one.status === "rejected")
      expect(one.reason).toMatchObject({ code: "conflict", rule: "correction_open" })
  expect(cell.requests() - before).toBeGreaterThan(0)
  expect(await cell.rows("select count(*) n from corrections")).toEqual([{ n: 1 }])
  expect(await cell.rows("select count(*) n from audit_events where action = 'correction.open'")).toEqual([
    { n: 1 },
  ])
  expect(await alder.state()).toBe("returned")
  for (const other of ["birch", "gone-quiet"])
    await refused({ code: "conflict", rule: "released" }, () =>
      correcting(cell, quarter, other).save(households),
    )
  await refused({ code: "conflict", rule: "released" }, () =>
    correcting(cell, "2025Q1", "alder").save(households),
  )
})

test("taken back while nobody has worked on it, the submission is what it was", async () => {
  const [row] = await cell.rows("select id from corrections")
  const id = String(row?.["id"])
  const back = (key = nextKey()) => takeBack(quarter, id, key)
  pass(1)
  await expect(back("once")).resolves.toEqual({ id })
  await expect(back("once")).resolves.toEqual({ id })
  await refused({ rule: "correction_over" }, () => back())
  expect(
    await cell.rows(
      "select state, verified_at, return_reason, returned_by from submissions where id = '2025Q2-alder'",
    ),
  ).toEqual([
    { state: "verified", verified_at: "2024-01-04T00:00:00.000Z", return_reason: null, returned_by: null },
  ])
  await refused({ rule: "correction_none" }, () => askRelease(cell, quarter))
})

test("opened twice with one key it happens once, with two round trips; what was begun is not taken back", async () => {
  const alder = correcting(cell, quarter, "alder")
  await alder.open(undefined, people.city, "again-0").catch(() => {})
  const id = String((await cell.rows("select id from corrections where taken_back_at is null"))[0]?.["id"])
  expect((await alder.open(undefined, people.city, "again-0")).id).toBe(id)
  const birch = correcting(cell, quarter, "birch")
  const before = cell.requests()
  const { id: second } = await birch.open()
  expect(cell.requests() - before).toBeLessThanOrEqual(2)
  pass(1)
  await takeBack(quarter, second)
  await alder.save(households)
  await refused({ rule: "correction_begun" }, () => takeBack(quarter, id))
  await refused({ rule: "correction_unverified", with: { n: 1, names: "小区 alder" } }, () =>
    askRelease(cell, quarter),
  )
})

test("filed, verified and released again: what it corrects stands in the manifest, all others stay", async () => {
  const alder = correcting(cell, quarter, "alder")
  const [first] = await releases()
  const old = await opened(first?.["manifest_hash"])
  const [year] = await releases("2025")
  pass(60)
  await alder.submit()
  await alder.verifyStreet()
  await refused({ rule: "correction_unverified" }, () => askRelease(cell, quarter))
  await alder.verifyDistrict()
  const requested = await askRelease(cell, quarter)
  await refused({ rule: "released" }, () => alder.save(households))
  await refused({ rule: "release_running" }, () => correcting(cell, quarter, "birch").open())
  await runRelease(cell.contextFor(system), cell.deps, requested)
  const [, second] = await releases()
  expect(second).toMatchObject({ number: 2, state: "final" })
  const now = await opened(second?.["manifest_hash"])
  expect(now.manifest.corrects).toEqual({
    number: 1,
    manifestHash: first?.["manifest_hash"],
    count: 1,
    estates: [{ slug: "alder", reason: "户数填错了，按台账更正。" }],
  })
  expect(now.cards.get("alder")?.values.find(({ key }) => key === "households")?.value).toBe(500)
  expect(now.cards.get("alder")?.deductionDetail).toEqual(old.cards.get("alder")?.deductionDetail)
  for (const slug of ["birch", "cedar", "fir", "gone-quiet", "other-district"]) {
    const { rank: _, range: __, confirmed: share, ...before } = old.cards.get(slug)!
    const { rank: ___, range: ____, confirmed: newShare, ...after } = now.cards.get(slug)!
    expect(after).toEqual(before)
    // A company's share is that of the release: one more that it filed anew counts, over the same estates.
    expect(newShare?.estates).toBe(share?.estates)
  }
  expect(await opened(first?.["manifest_hash"])).toEqual(old)
  expect("corrects" in old.manifest).toBe(false)
  expect(await cell.rows("select release_id from publications where period = ?", [quarter])).toEqual([
    { release_id: second?.["id"] },
  ])
  expect(await cell.rows("select closed_by from corrections where taken_back_at is null")).toEqual([
    { closed_by: second?.["id"] },
  ])
  await refused({ rule: "released" }, () => alder.save(households))
  await refused({ rule: "correction_none" }, () => askRelease(cell, quarter))

  const [, anew] = await releases("2025")
  expect(anew).toMatchObject({ number: 2, state: "final" })
  const years = {
    old: await opened(year?.["manifest_hash"], "2025"),
    now: await opened(anew?.["manifest_hash"], "2025"),
  }
  expect(years.now.manifest.corrects).toEqual({
    number: 1,
    manifestHash: year?.["manifest_hash"],
    count: 1,
    estates: [{ slug: "alder", quarter, reason: "户数填错了，按台账更正。" }],
  })
  expect(years.now.cards.get("alder")?.base).not.toBe(years.old.cards.get("alder")?.base)
  expect(years.now.cards.get("birch")?.base).toBe(years.old.cards.get("birch")?.base)
  expect(years.now.cards.get("birch")?.range).not.toBeNull()
})

test("an estate that had not reported, and one whose district never closed, are scored once they are corrected", async () => {
  const quiet = correcting(cell, quarter, "gone-quiet")
  await quiet.open("当时没有登录上，没有按时报送。")
  await refused({ rule: "correction_unverified" }, () => askRelease(cell, quarter))
  await quiet.whole()
  await release(cell, quarter)
  const third = (await releases()).at(-1)
  expect(third).toMatchObject({ number: 3, state: "final" })
  const { cards, manifest } = await opened(third?.["manifest_hash"])
  expect(manifest.corrects?.number).toBe(2)
  expect(cards.get("gone-quiet")).toMatchObject({ outcome: "scored" })
  expect(cards.get("gone-quiet")?.deductionDetail[0]).toMatchObject({ code: "DED-01", count: 2 })
  expect(cards.get("other-district")).toMatchObject({ outcome: "under_check" })
  const open = correcting(cell, quarter, "other-district", "510105005")
  await open.open("区县没有关账，核定的数据没有计入。")
  await open.whole()
  await release(cell, quarter)
  const fourth = await opened((await releases()).at(-1)?.["manifest_hash"])
  expect(fourth.cards.get("other-district")).toMatchObject({ outcome: "scored" })
  expect(fourth.cards.get("gone-quiet")).toMatchObject({ outcome: "scored" })
})
