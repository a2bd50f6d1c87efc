import { afterAll, beforeAll, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, reasonsFor, type Shown, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  await walk.save("editor", walk.before["company"] ?? {})
  await walk.submit(reasonsFor(walk))
})
afterAll(() => door.close())

const boxes = ({ html }: Shown) =>
  [...html.matchAll(/<input type="checkbox" name="(s:[^"]+)"[^>]*>/g)].map(([tag, name = ""]) => ({
    name,
    ticked: / checked/.test(tag),
  }))
const ticked = (page: Shown) => boxes(page).flatMap((box) => (box.ticked ? [box.name] : []))
const seen = ({ html }: Shown) =>
  Object.fromEntries([...html.matchAll(/name="(t:[^"]+)"/g)].map(([, name = ""]) => [name, "yes"]))

test("saved decisions carry the ticks of marks, and a preview shows them again", async () => {
  const page = await walk.desk("street")
  const [first, second] = boxes(page).map(({ name }) => name)
  if (!first || !second) throw new Error("the submission has too few marks")
  expect(ticked(page)).toEqual([])
  expect(ticked(await walk.decide("street", "preview", { [first]: "yes" }))).toEqual([first])

  const saved = await walk.decide("street", "findings", { [first]: "yes" })
  expect(saved.status).toBe(303)
  expect(ticked(await walk.desk("street"))).toEqual([first])

  // A colleague who has seen nothing of it settles another mark and saves: both stand.
  await walk.decide("street", "findings", { [second]: "yes" }, page)
  const both = await walk.desk("street")
  expect(ticked(both)).toEqual([first, second])

  // Taken away again by whoever saw it.
  await walk.decide("street", "findings", { ...seen(both), [second]: "yes" }, both)
  expect(ticked(await walk.desk("street"))).toEqual([second])
})
