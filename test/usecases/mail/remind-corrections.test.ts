import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter } from "../../support/cell-rows.ts"
import { addPerson, jobsAt, remind, toldIn } from "../../support/remind-city.ts"

let cell: TestCell
beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z") })
  await addQuarter(cell, "2026Q2", "2026-07-20")
  await addEstates(cell, [{ slug: "a" }, { slug: "b" }])
  await cell.rows(
    `insert into organisations (id, kind, name, place_code, created_at) values
     ('city', 'authority', '市', '510100', '2024-01-02'), ('jinjiang', 'authority', '区', '510104', '2024-01-02')`,
  )
  await addPerson(cell, "city", { id: "ann", role: "approver" })
  await addPerson(cell, "city", { id: "bob", role: "verifier" })
  await addPerson(cell, "jinjiang", { id: "cem", role: "approver" })
  await cell.rows(
    `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress,
       requested_by, requested_at, heartbeat_at, instance_id)
     select 'r1', '2026Q2', 1, 'final', 'done', id, 'v', 1, '{}', 'm', 'at', 'at', 'i' from editions limit 1`,
  )
  for (const [slug, state] of [
    ["a", "asked"],
    ["b", "refused"],
  ])
    await cell.rows(
      `insert into correction_requests (id, quarter, estate_id, release_id, organisation_id, member_id, filed_at, reason,
         evidence, "values", prefill, effect, state, revision, due_day)
       values (?1, '2026Q2', 'id-' || ?1, 'r1', 'company-1', 'm', '2026-10-10', 'r', 'e', '[]', '[]', '{}', ?2, 1, '2026-10-26')`,
      [slug ?? "", state ?? ""],
    )
})
afterAll(() => cell.close())

test("whoever may correct is told five and two days before a request has to be answered, and on the day; nobody else", async () => {
  const sent: number[] = []
  for (const time of [
    "2026-10-20T09:00",
    "2026-10-21T09:00",
    "2026-10-24T09:00",
    "2026-10-26T09:00",
    "2026-10-27T09:00",
  ]) {
    jobsAt(cell, time)
    sent.push(await remind(cell))
  }
  expect(sent).toEqual([0, 1, 1, 1, 0])
  expect(await toldIn(cell)).toEqual([
    "ann corrections 1 by 2026-10-26 T-0",
    "ann corrections 1 by 2026-10-26 T-2",
    "ann corrections 1 by 2026-10-26 T-5",
  ])
})
