import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, submitAgain, type Walk } from "../support/quarter-forms.ts"

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

const adjusted = {
  "d:cultural_events": "adjusted",
  "c:cultural_events": "２",
  "k:cultural_events": "records",
  "r:cultural_events": "台账只有两场",
}

test("passed on, the street still reads what it decided itself", async () => {
  const passed = await walk.decide("street", "verification", adjusted)
  expect(passed.location).toMatch(/done=street_verified$/)
  const after = await walk.desk("street")
  expect(after.words).toMatch(/街道意见：调整 2 （与台账不符） 台账只有两场/)
})

test("what the community can no longer fill in is counted before the street passes it, and not after", async () => {
  const warned = async (account: string) =>
    /社区提供的数据还有 (\d+) 项空着：您通过之后社区不能再填/.exec((await walk.desk(account)).words)?.[1]
  expect(await warned("street")).toBeUndefined()
  await walk.save("community", { ...walk.before["community"], observers: "" })
  expect(await warned("street")).toBe("1")
  await walk.decide("street", "verification")
  expect([await warned("street"), await warned("district")]).toEqual([undefined, undefined])
})
