import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { isAfterDay } from "../../worker/domain/quarter.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, reasonsFor, shown, stateOf, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk
const hour = 3_600_000
const start = new Date("2026-10-12T02:00:00Z")

beforeAll(async () => {
  door = await openFrontDoor({ now: start, released: 1 })
  walk = await openWalk(door)
})
afterAll(() => door.close())
beforeEach(() => {
  door.now = start
})

const back = () => {
  door.now = new Date(door.now.getTime() - hour)
}

const events = () => door.cell.rows("select seq, at, action from audit_events order by seq desc limit 2")

test("a clock that jumps back an hour during visits: nobody is signed out, nothing fails, events keep their order", async () => {
  const visits: [string, string[]][] = [
    ["editor", [paths.desk(), paths.filing(), paths.submission(walk.slug, walk.open), paths.registry()]],
    ["approver", [paths.desk(), paths.quarters(), paths.verification()]],
  ]
  for (const [account] of visits) expect((await (await door.as(account)).get(paths.desk())).status).toBe(200)
  expect((await walk.save("editor", { households: "801" })).status).toBe(303)
  const sessions = "select id, expires_at from sessions order by id"
  const before = await door.cell.rows(sessions)
  back()
  for (const [account, pages] of visits)
    for (const page of pages) {
      const answer = await (await door.as(account)).get(page)
      expect(answer.status, `${account} ${page}`).toBe(200)
      expect((await shown(answer)).html).toContain('action="/sign-out"')
    }
  expect((await walk.save("editor", { households: "802" })).status).toBe(303)
  const [later, earlier] = await events()
  expect(later).toMatchObject({ action: "submission.save", at: door.now.toISOString() })
  expect(earlier).toMatchObject({ action: "submission.save", at: start.toISOString() })
  // No end of a session came nearer or went away.
  expect(await door.cell.rows(sessions)).toEqual(before)
  const audit = await (await door.as("approver")).get(paths.audit())
  expect(audit.status).toBe(200)
})

test("a deadline that has passed and is ahead again: what came late stays late until it is withdrawn, and all pages say so", async () => {
  const [row] = await door.cell.rows("select deadline_day as deadline from quarters where quarter = ?", [
    walk.open,
  ])
  const day = String(row?.["deadline"])
  // Half an hour after the end of that day in Chengdu.
  door.now = new Date(`${day}T16:30:00Z`)
  expect(isAfterDay(door.now.getTime(), day)).toBe(true)
  expect((await walk.save("editor", walk.before["company"] ?? {})).status).toBe(303)
  expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
  expect(await stateOf(walk)).toBe("submitted")
  const told = "提交晚于截止时间，已记为逾期"
  expect((await walk.form("editor")).words).toContain(told)
  back()
  expect(isAfterDay(door.now.getTime(), day)).toBe(false)
  const again = await walk.form("editor")
  expect(again.status).toBe(200)
  expect(again.words).toContain(told)
  const first =
    "select first_submitted_at as at from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?"
  const at = await door.cell.rows(first, [walk.slug, walk.open])
  // Withdrawn and submitted again, before the deadline by this clock: this version counts, and it is in time.
  expect((await walk.withdraw()).status).toBe(303)
  expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
  expect(await door.cell.rows(first, [walk.slug, walk.open])).toEqual(at)
  expect((await walk.form("editor")).words).not.toContain(told)
  for (const account of ["street", "district", "approver"]) {
    const page = await (await door.as(account)).get(paths.desk())
    expect(page.status, account).toBe(200)
  }
})
