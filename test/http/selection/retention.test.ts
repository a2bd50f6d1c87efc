import { afterAll, beforeAll, expect, test } from "vitest"
import type { Outdated } from "../../../worker/domain/retention.ts"
import { removeOutdated } from "../../../worker/usecases/retention/remove-outdated.ts"
import { system } from "../../support/cell.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { leaveBehind } from "../../support/selection-leftovers.ts"

let door: FrontDoor
const day = 86_400_000
const now = new Date("2026-11-23T04:00:00Z")
const remove = (kind: Outdated) => removeOutdated(door.cell.contextFor(system), kind)
const ago = (days: number) => new Date(now.getTime() - days * day).toISOString()

beforeAll(async () => {
  door = await openFrontDoor({ now, estates: 4 })
  await leaveBehind(door, "old", ago(400))
  await leaveBehind(door, "young", ago(100))
})
afterAll(() => door.close())

test("drafts nobody submitted go, what was submitted stays", async () => {
  expect(await remove("nomination_drafts")).toBe(1)
  expect(await door.cell.rows("select id from nominations order by id")).toEqual([
    { id: "old-kept" },
    { id: "young-draft" },
    { id: "young-kept" },
  ])
  expect(await remove("nomination_drafts")).toBe(0)
})

test("a draft of a programme that still takes nominations stays", async () => {
  await door.cell.rows("update programmes set phase = 'open' where id = 'young'")
  await door.cell.rows("update nominations set updated_at = ? where id = 'young-draft'", [ago(900)])
  expect(await remove("nomination_drafts")).toBe(0)
})

test("an objector's contact goes, the objection stays; a judge's mark goes, the judge stays", async () => {
  expect([await remove("objection_contacts"), await remove("identity_marks")]).toEqual([1, 1])
  expect(await door.cell.rows("select id, contact, text from objections order by id")).toEqual([
    { id: "old-objection", contact: null, text: "不符" },
    { id: "young-objection", contact: "sealed", text: "不符" },
  ])
  expect(await door.cell.rows("select id, identity_mark as mark from judges order by id")).toEqual([
    { id: "old-judge", mark: null },
    { id: "young-judge", mark: "young-mark" },
  ])
  const events = await door.cell.rows(
    "select action, detail from audit_events where action like 'retention.%'",
  )
  expect(events.map(({ action }) => action)).toEqual([
    "retention.nomination_drafts",
    "retention.objection_contacts",
    "retention.identity_marks",
  ])
})
