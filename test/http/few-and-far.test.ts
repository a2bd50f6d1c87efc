import { afterAll, beforeAll, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import {
  fieldValue,
  openWalk,
  reasonsFor,
  stateOf,
  submitAgain,
  type Walk,
} from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor({ released: 1 })
  walk = await openWalk(door)
})
afterAll(() => door.close())

test("where the city set it, too few answers are refused; elsewhere they ask for a reason", async () => {
  const few = Object.fromEntries(Object.entries(walk.before["company"] ?? {}).slice(0, 10))
  await walk.save("editor", few)
  await door.cell.rows("update quarters set refuses_few = 1 where quarter = ?", [walk.open])
  expect((await walk.check()).words).toContain("请补充后再提交")
  const refused = await walk.submit(reasonsFor(walk))
  expect([refused.status, refused.words.includes("请补充后再提交")]).toEqual([422, true])
  expect(await stateOf(walk)).toBe("draft")
  await door.cell.rows("update quarters set refuses_few = 0 where quarter = ?", [walk.open])
  expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
})

test("a value far from its peers of the last release asks its sender for a reason, and the verifier sees the quartiles", async () => {
  const [release] = await door.cell.rows("select id, peers from releases where state = 'final' limit 1")
  expect(String(release?.["peers"])).toMatch(/^\{"/)
  const figures = { parking_patrols: [12, 2, 4] }
  const peers = JSON.stringify({ "0": figures, "1": figures, "2": figures, "3": figures })
  await door.cell.rows("update releases set peers = ? where id = ?", [peers, String(release?.["id"])])
  await submitAgain(walk)
  const value = walk.before["company"]?.["parking_patrols"]
  const says = new RegExp(`填报 ${value} [^ ]+，与上次发布里同规模的 12 个小区相差很大（中间一半在 2 到 4`)
  expect((await walk.desk("street")).words).toMatch(says)
  await walk.withdraw()
  await walk.save("editor", walk.before["company"] ?? {})
  const page = await walk.check()
  expect(page.words).toMatch(says)
  expect(fieldValue(page, "r:parking_patrols")).toBeDefined()
  const refused = await walk.submit({})
  expect(refused.status).toBe(422)
})
