import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { weighSubmissions } from "../../../worker/usecases/submission/weigh-submissions.ts"
import { leaveEvent } from "../../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { fileOf } from "../../support/list-walk.ts"
import { openWalk, submitAgain, type Walk } from "../../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  await submitAgain(walk)
})
afterAll(() => door.close())

const weigh = () => weighSubmissions(door.cell.contextFor({ kind: "system", job: "weigh-submissions" }))
const riskOf = async () =>
  (
    await door.cell.rows(
      `select r.broken, r.marks, r.points, r.revision = s.revision as fresh from submission_risks r
       join submissions s on s.id = r.submission_id join estates e on e.id = s.estate_id
       where e.slug = ? and s.quarter = ?`,
      [walk.slug, walk.open],
    )
  )[0]

/** The names and reasons of a queue in its order. */
const queueOf = async (account: string) =>
  (await fileOf(await door.as(account), paths.listFile("verification"))).map((row) => [row[0], row[4]])

test("what waits is looked through once, and again when it has changed", async () => {
  const all = await weigh()
  expect(all).toBeGreaterThan(1)
  expect(await weigh()).toBe(0)
  expect(await riskOf()).toMatchObject({ broken: 0, fresh: 1 })
  await walk.save("community", { ...walk.before["community"], volunteer_families: "19999" })
  expect(await weigh()).toBe(1)
  expect(await riskOf()).toMatchObject({ broken: 1, fresh: 1 })
})

test("the queue has what lets nothing pass first, then marks by points, then what waits longest, and says which", async () => {
  const [first, ...others] = await queueOf("street")
  expect(first?.[1]).toBe("1 处不能通过")
  expect(others.length).toBeGreaterThan(0)
  await door.cell.rows("update submission_risks set broken = 0, marks = 0, points = 0")
  await door.cell.rows(
    `update submission_risks set marks = 2, points = 3.06 where submission_id =
     (select s.id from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?)`,
    [walk.slug, walk.open],
  )
  await leaveEvent(door.cell)
  const again = await queueOf("street")
  expect(again[0]?.[1]).toBe("2 处标记，最多关系到 3.1 分")
  expect(new Set(again.slice(1).map(([, why]) => why))).toEqual(new Set(["没有标记"]))
  const page = await walk.desk("street")
  expect(page.words).toMatch(/2 处标记，最多关系到 3.1 分/)
})

test("a decision tells the queue at once: settled marks are none, and what the street verified is the district's to look at", async () => {
  await walk.save("community", walk.before["community"] ?? {})
  await weigh()
  const before = await riskOf()
  expect(Number(before?.["marks"])).toBeGreaterThan(0)
  const page = await walk.desk("street")
  const ticks = Object.fromEntries(
    [...page.html.matchAll(/name="(s:[^"]+)"/g)].map(([, name]) => [name, "yes"]),
  )
  expect((await walk.decide("street", "findings", ticks)).location).toMatch(/done=saved$/)
  expect(await riskOf()).toEqual({ broken: 0, marks: 0, points: 0, fresh: 1 })
  expect((await walk.decide("street", "verification")).location).toMatch(/done=street_verified$/)
  expect(await riskOf()).toEqual({ broken: 0, marks: 0, points: 0, fresh: 1 })
  expect(await weigh()).toBe(0)
})
