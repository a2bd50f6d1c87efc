import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { demonstrationStreet } from "../../schema/seed/demonstration/sites.ts"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, type Shown, stateOf, submitAgain, type Walk } from "../support/quarter-forms.ts"
import { programOf } from "../support/told-program.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
})
beforeEach(async () => {
  await submitAgain(walk)
})
afterAll(() => door.close())

const letters = async () =>
  Number((await door.cell.rows("select count(*) n from messages where kind = 'values_adjusted'"))[0]?.["n"])
const hours = "s:changed_much:volunteer_hours"
const isTicked = ({ html }: Shown, name: string) => new RegExp(`name="${name}"[^>]*checked`).test(html)

/** The community says many hours, which asks its verifier for a look. */
async function manyHours(hours: string) {
  await walk.save("community", { ...walk.before["community"], volunteer_hours: hours })
}

test("passed without an adjustment nobody is written", async () => {
  const before = await letters()
  expect((await walk.decide("street", "verification")).location).toMatch(/done=street_verified$/)
  expect(await letters()).toBe(before)
})

test("a mark whose value is adjusted needs no tick of its own", async () => {
  await manyHours("90000")
  const adjusted = {
    "d:volunteer_hours": "adjusted",
    "c:volunteer_hours": "400",
    "k:volunteer_hours": "records",
    "r:volunteer_hours": "按台账。",
  }
  const open = Object.fromEntries(
    [...(await walk.desk("street")).html.matchAll(/name="(s:[^"]*volunteer[^"]*)"/g)].map(([, name = ""]) => [
      name,
      "",
    ]),
  )
  expect(Object.keys(open)).toContain(hours)
  expect((await walk.decide("street", "verification", open)).status).toBe(409)
  expect((await walk.decide("street", "verification", { ...open, ...adjusted })).location).toMatch(
    /done=street_verified$/,
  )
})

test("a mark that was settled stands again for other figures", async () => {
  await manyHours("4000")
  expect((await walk.decide("street", "findings", { [hours]: "yes" })).status).toBe(303)
  expect(isTicked(await walk.desk("street"), hours)).toBe(true)
  await manyHours("5000")
  const page = await walk.desk("street")
  expect(page.html).toContain(`name="${hours}"`)
  expect(isTicked(page, hours)).toBe(false)
  expect((await walk.decide("street", "verification", { [hours]: "" })).status).toBe(409)
  expect(await stateOf(walk)).toBe("submitted")
})

test("a decision on what has moved on meanwhile is refused: it was seen before it was verified", async () => {
  expect((await walk.decide("street", "verification")).status).toBe(303)
  const page = await walk.desk("approver")
  expect((await walk.decide("district", "verification")).location).toMatch(/done=verified$/)
  const late = { "d:households": "asked", "r:households": "请核对户数。" }
  expect((await walk.decide("approver", "findings", late, page)).status).toBe(409)
  const rows = await door.cell.rows(
    `select f.key from findings f join submissions s on s.id = f.submission_id join estates e on e.id = s.estate_id
     where e.slug = ? and s.quarter = ? and f.decision = 'asked'`,
    [walk.slug, walk.open],
  )
  expect(rows).toEqual([])
})

test("what was taken back is decided on by nobody, by page or program", async () => {
  expect((await walk.withdraw()).status).toBe(303)
  const street = await programOf(door, `place-${demonstrationStreet}`, "approver")
  const path = paths.apiSubmission(walk.slug, walk.open).replace("/api/v1", "")
  const decisions = { households: { was: null, decision: "asked", reason: "请核对户数。" } }
  const answer = await street.send(
    "PATCH",
    `${path}/findings`,
    { decisions },
    { "idempotency-key": randomUUID() },
  )
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    409,
    "move_verify_street",
  ])
  expect(await stateOf(walk)).toBe("draft")
})
