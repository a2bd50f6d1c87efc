import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import type { TypedEstate } from "../../../worker/domain/registry/estate-facts.ts"
import { spell } from "../../../worker/gateways/pinyin.ts"
import type { UseCaseContext } from "../../../worker/usecases/context.ts"
import { beginTenure } from "../../../worker/usecases/registry/begin-tenure.ts"
import { createEstate } from "../../../worker/usecases/registry/create-estate.ts"
import { createPlace } from "../../../worker/usecases/registry/create-place.ts"
import { editEstate } from "../../../worker/usecases/registry/edit-estate.ts"
import { endTenure } from "../../../worker/usecases/registry/end-tenure.ts"
import { reinstateEstate } from "../../../worker/usecases/registry/reinstate-estate.ts"
import { reinstatePlace } from "../../../worker/usecases/registry/reinstate-place.ts"
import { removeTenure } from "../../../worker/usecases/registry/remove-tenure.ts"
import { renamePlace } from "../../../worker/usecases/registry/rename-place.ts"
import { retireEstate } from "../../../worker/usecases/registry/retire-estate.ts"
import { retirePlace } from "../../../worker/usecases/registry/retire-place.ts"
import { authorityMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { addEstates, addQuarter, closeDistrict } from "../../support/cell-rows.ts"
import { meanwhile } from "../../support/meanwhile.ts"
import { memberOf } from "../../support/scope-city.ts"

let cell: TestCell
let keys = 0
const city = authorityMember("approver")
const operator = memberOf("platform", "platform", "operator")
const community = "510104035018"
const [spring, summer] = ["2026Q1", "2026Q2"]
const slug = "alder"

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-07-10T02:00:00Z") })
  await addQuarter(cell, spring, "2026-04-20")
  await addQuarter(cell, summer, "2026-07-20")
  await addEstates(cell, [{ slug }, { slug: "birch", company: "company-2" }])
})
beforeEach(async () => {
  for (const table of ["closings", "releases"]) await cell.rows(`delete from ${table}`)
  await cell.rows("delete from tenures")
  await cell.rows("delete from estates where slug not in ('alder', 'birch')")
  await cell.rows("delete from places where code = '510104035999'")
  await cell.rows(
    "update estates set revision = 1, retired_from = null, name = '小区 ' || slug, district_code = '510104', street_code = '510104035', place_code = ?",
    [community],
  )
  await cell.rows(`insert into tenures (id, estate_id, organisation_id, from_date) values
    ('tenure-alder', 'id-alder', 'company-1', '2021-01-01'), ('tenure-birch', 'id-birch', 'company-2', '2021-01-01')`)
  await cell.rows("update places set revision = 1, retired_from = null")
})
afterAll(() => cell.close())

const key = () => `registry-${++keys}`
const command = () => ({ key: key(), revision: 1, reason: "已核对" })
const typed = (change: Partial<TypedEstate> = {}): TypedEstate => ({
  ...{ name: "杏里", formerNames: "", placeCode: community, builtYear: "", households: "" },
  ...{ microGrids: "", gridWorkers: "", generalGrids: "", ...change },
})

type Happening = [name: string, happens: () => Promise<unknown>]

async function release(period: string, state: "running" | "final") {
  await cell.rows(
    `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress,
       requested_by, requested_at, heartbeat_at, instance_id)
     select ?, ?, 1, ?, 'done', id, 'v', 1, '{}', 'm', 'at', 'at', 'i' from editions limit 1`,
    [period, period, state],
  )
}
const retire = (code: string): Happening => [
  `${code} is retired`,
  () => cell.rows("update places set retired_from = '2026-07-10' where code = ?", [code]),
]
const moved: Happening = [
  "somebody changes the estate",
  () => cell.rows("update estates set revision = 2 where slug = 'alder'"),
]
const placeMoved: Happening = [
  "somebody changes the place",
  () => cell.rows("update places set revision = 2"),
]
const running: Happening = ["a release reads names and companies", () => release("2025Q4", "running")]
const closed: Happening = ["the district closes the quarter", () => closeDistrict(cell, summer, "510104")]
const released: Happening = ["the quarter is released", () => release(summer, "final")]
const taken: Happening = [
  "somebody enters its name there",
  () => cell.rows("update estates set name = '杏里' where slug = 'birch'"),
]

interface Write {
  name: string
  actor: MemberActor
  prepare?: () => Promise<unknown>
  run(ctx: UseCaseContext<MemberActor>): Promise<unknown>
  /** What of it must refuse it between reading and writing. */
  refusedWhen: Happening[]
}

const writes: Write[] = [
  {
    ...{ name: "entering an estate", actor: city, refusedWhen: [retire(community), taken] },
    run: (ctx) => createEstate(ctx, spell, typed(), { key: key(), reason: "已核对" }),
  },
  {
    ...{ name: "renaming an estate", actor: city, refusedWhen: [moved, running, taken] },
    run: (ctx) => editEstate(ctx, spell, slug, typed(), { ...command(), keepName: false }),
  },
  {
    ...{ name: "moving an estate to another district", actor: city },
    run: (ctx) =>
      editEstate(ctx, spell, slug, typed({ placeCode: "510105005" }), { ...command(), keepName: false }),
    refusedWhen: [
      ...[moved, running, closed],
      ["the other district closes it", () => closeDistrict(cell, summer, "510105")],
    ],
  },
  {
    ...{ name: "retiring an estate", actor: city, refusedWhen: [moved, closed, released] },
    run: (ctx) => retireEstate(ctx, slug, { from: "2026-06-30", reason: "拆迁" }, command()),
  },
  {
    ...{ name: "reinstating an estate", actor: city, refusedWhen: [moved, running] },
    prepare: () => cell.rows("update estates set retired_from = '2026-06-01' where slug = 'alder'"),
    run: (ctx) => reinstateEstate(ctx, slug, command()),
  },
  {
    ...{ name: "handing an estate over", actor: city, refusedWhen: [moved, running, closed, released] },
    run: (ctx) =>
      beginTenure(ctx, slug, { company: "物业 company-2", fromDate: "2026-06-30", toDate: "" }, command()),
  },
  {
    ...{ name: "ending a tenure", actor: city, refusedWhen: [moved, running, closed, released] },
    run: (ctx) => endTenure(ctx, slug, "tenure-alder", { toDate: "2026-06-29" }, command()),
  },
  {
    ...{ name: "taking a tenure back", actor: city, refusedWhen: [moved, running, closed, released] },
    run: (ctx) => removeTenure(ctx, slug, "tenure-alder", command()),
  },
  {
    ...{ name: "entering a place", actor: operator, refusedWhen: [retire("510104035")] },
    run: (ctx) =>
      createPlace(ctx, { code: "510104035999", name: "新社区", kind: "", zoneCode: "" }, { key: key() }),
  },
  {
    ...{ name: "retiring a place", actor: operator },
    run: (ctx) => retirePlace(ctx, community, { from: "2026-07-10" }, command()),
    refusedWhen: [
      placeMoved,
      [
        "something comes to stand below it",
        () =>
          cell.rows(
            `insert into places (code, name, kind, parent_code) values ('510104035999', '新', 'community', ?)`,
            [community],
          ),
      ],
    ],
  },
  {
    ...{ name: "reinstating a place", actor: operator, refusedWhen: [placeMoved, retire("510104035")] },
    prepare: () => cell.rows("update places set retired_from = '2026-07-01' where code = ?", [community]),
    run: (ctx) => reinstatePlace(ctx, community, command()),
  },
  {
    ...{ name: "renaming a place", actor: operator, refusedWhen: [placeMoved, running] },
    run: (ctx) => renamePlace(ctx, spell, community, `新名社区${++keys}`, command()),
  },
]

async function standing(): Promise<string> {
  const tables = ["estates", "tenures", "places", "audit_events", "writes"]
  return JSON.stringify(await Promise.all(tables.map((table) => cell.rows(`select * from ${table}`))))
}

describe.each(writes)("$name", ({ actor, prepare, run, refusedWhen }) => {
  test("is written when nothing happens meanwhile", async () => {
    await prepare?.()
    const before = await standing()
    await run(cell.contextFor(actor))
    expect(await standing()).not.toBe(before)
  })

  test.each(refusedWhen)("is refused, and nothing of it written, when meanwhile %s", async (_, happens) => {
    await prepare?.()
    let before = ""
    const ctx = meanwhile(cell.contextFor(actor), async () => {
      await happens()
      before = await standing()
    })
    await expect(run(ctx)).rejects.toMatchObject({ code: "stale" })
    expect(await standing()).toBe(before)
  })
})
