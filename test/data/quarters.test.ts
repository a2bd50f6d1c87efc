import { afterAll, beforeAll, expect, test } from "vitest"
import { releases } from "../../schema/tables/releases.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import type { Actor } from "../../worker/domain/actor.ts"
import { noProgress } from "../../worker/domain/release/progress.ts"
import { authorityMember, openTestCell, type TestCell } from "../support/cell.ts"
import { addQuarter, addSubmissions, closeDistrict, leaveEvent } from "../support/cell-rows.ts"
import { addScopeCity, giveEstates, people, quarter } from "../support/scope-city.ts"

let cell: TestCell

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z"), watched: false })
  await addScopeCity(cell)
  await giveEstates(cell)
  await addQuarter(cell, quarter, "2026-10-20")
  await addQuarter(cell, "2026Q2", "2026-07-20")
  await addSubmissions(cell, [
    { slug: "ash", quarter, state: "submitted", texts: {} },
    { slug: "beech", quarter, state: "verified", texts: {} },
    { slug: "yew", quarter: "2026Q2", state: "verified", texts: {} },
  ])
  await closeDistrict(cell, quarter, "510105")
  await closeDistrict(cell, "2026Q2", "510104")
})
afterAll(() => cell.close())

const progress = (actor: Actor, which = quarter) => cell.contextFor(actor).read.quarters.progress(which)

async function release(period: string, number: number, state: "running" | "preliminary" | "final") {
  const [edition] = await cell.rows("select id from editions limit 1")
  const row = {
    ...{ id: `${period}-${number}`, period, number, state, stage: "done" as const, engineVersion: "v" },
    ...{
      editionId: String(edition?.["id"]),
      estateCount: 1,
      progress: JSON.stringify(noProgress),
      requestedBy: "m",
    },
    ...{ requestedAt: "at", heartbeatAt: "at", instanceId: "i" },
  }
  await cell.client.execute(insertRows(releases, [row]))
}

test("a quarter's release is its latest, by number and not by when it was stored", async () => {
  const city = authorityMember("approver")
  expect((await progress(city))?.release).toBeNull()
  for (const number of [2, 10, 9]) await release(quarter, number, "final")
  await release("2026Q2", 11, "running")
  expect((await progress(city))?.release).toMatchObject({ period: quarter, number: 10 })
  expect((await progress(city, "2026Q2"))?.release).toMatchObject({ number: 11, state: "running" })
})

test("districts are counted with what takes part in that quarter, their closing and their submissions of it", async () => {
  const city = authorityMember("approver")
  const closedAt = "2024-01-05T00:00:00.000Z"
  const [jinjiang, qingyang] = [
    { placeCode: "510104", name: "锦江区" },
    { placeCode: "510105", name: "青羊区" },
  ]
  expect((await progress(city))?.districts).toEqual([
    { ...jinjiang, closedAt: null, estates: 7, states: { submitted: 1 } },
    { ...qingyang, closedAt, estates: 1, states: { verified: 1 } },
  ])
  expect((await progress(city, "2026Q2"))?.districts).toEqual([
    // Its release runs: what was never sent can be sent no more.
    { ...jinjiang, closedAt, estates: 8, states: { verified: 1, closed: 7 } },
    { ...qingyang, closedAt: null, estates: 1, states: { closed: 1 } },
  ])
  expect(await progress(city, "2025Q1")).toBeNull()
})

test("who sees a part of the city is told of that part", async () => {
  const told = async (actor: Actor) =>
    (await progress(actor))?.districts.map(({ placeCode, estates }) => `${placeCode} ${estates}`)
  expect(await told(authorityMember("approver", "510105"))).toEqual(["510105 1"])
  expect(await told(people.manager)).toEqual(["510104 4", "510105 1"])
  expect(await told(people.limited)).toEqual(["510104 1"])
  expect(await told(people.emptied)).toEqual([])
  expect(await told(people.organiser)).toEqual([])
})

test("what is being corrected is told to who sees the estate, who opened it to its own organisation", async () => {
  const city = authorityMember("approver")
  const { userId, memberId, organisation } = city
  await cell.rows(
    "insert into users (id, name, email, salt, created_at, updated_at) values (?, '市级的人', 'c@x.example', 's', 0, 0)",
    [userId],
  )
  await cell.rows(
    "insert into organisations (id, kind, name, place_code, created_at) values (?, 'authority', 'n', '510100', '2024')",
    [organisation.id],
  )
  await cell.rows(
    "insert into members (id, user_id, organisation_id, role, created_at) values (?, ?, ?, 'approver', '2024')",
    [memberId, userId, organisation.id],
  )
  for (const [id, of, slug, closedBy, takenBack] of [
    ["open", quarter, "ash", null, null],
    ["closed", quarter, "beech", `${quarter}-10`, null],
    ["back", quarter, "ended", null, "2026-10-09"],
    ["other-quarter", "2026Q2", "yew", null, null],
  ] as const)
    await cell.client.execute({
      sql: `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at, closed_by, taken_back_at)
            values (?, ?, ?, ?, 'r', ?, ?, ?, ?)`,
      args: [id, of, `id-${slug}`, `${quarter}-2`, memberId, `2026-10-0${slug.length}`, closedBy, takenBack],
    })
  await leaveEvent(cell)
  const told = async (actor: Actor, which = quarter) =>
    (await progress(actor, which))?.corrections.map(({ id, by }) => [id, by])
  const name = "市级的人"
  expect(await told(city)).toEqual([
    ["open", name],
    ["closed", name],
    ["back", name],
  ])
  expect(await told(city, "2026Q2")).toEqual([["other-quarter", name]])
  expect(await told(authorityMember("approver", "510105"))).toEqual([["closed", null]])
  expect(await told(people.limited)).toEqual([["open", null]])
  expect(await told(people.neighbour)).toEqual([])
  // The desk counts what is open, in whichever quarter.
  const filter = { quarter, states: [] }
  const desk = async (actor: Actor) => (await cell.contextFor(actor).read.submissions.desk(filter)).corrected
  const [newer, older] = [
    { quarter, estates: 1 },
    { quarter: "2026Q2", estates: 1 },
  ]
  expect(await desk(city)).toEqual([newer, older])
  expect(await desk(people.limited)).toEqual([newer])
  expect(await desk(people.otherLimited)).toEqual([])
  const one = (actor: Actor, which: string, id: string) =>
    cell.contextFor(actor).read.corrections.one(which, id)
  expect(await one(city, quarter, "open")).toMatchObject({ correction: { id: "open" }, running: false })
  expect(await one(city, "2026Q2", "other-quarter")).toMatchObject({ running: true })
  expect(await one(city, "2026Q2", "open")).toBeNull()
  expect(await one(authorityMember("approver", "510105"), quarter, "open")).toBeNull()
})
