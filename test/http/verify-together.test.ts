import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { weighSubmissions } from "../../worker/usecases/submission/weigh-submissions.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import {
  fieldValue,
  freshKey,
  openWalk,
  type Shown,
  submitAgain,
  type Walk,
} from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  await submitAgain(walk)
})
afterAll(() => door.close())

const weigh = () => weighSubmissions(door.cell.contextFor({ kind: "system", job: "weigh-submissions" }))
const page = () => paths.verifyTogether(walk.open)
const open = async (account: string) => {
  const { html, words, status } = await (async () => {
    const answer = await (await door.as(account)).get(page())
    const text = await answer.text()
    return { html: text, words: text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " "), status: answer.status }
  })()
  return { html, words, status, location: "" }
}
const post = (shown: Shown, key = freshKey()) =>
  walk.post("street", page(), { key, asked: fieldValue(shown, "asked") ?? "" })
const settle = async () => {
  const desk = await walk.desk("street")
  const names = [...desk.html.matchAll(/name="(s:[^"]+)"/g)].map(([, name]) => [name, "yes"])
  await walk.decide("street", "findings", Object.fromEntries(names))
}
const stateOf = async () =>
  (
    await door.cell.rows(
      "select s.state from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?",
      [walk.slug, walk.open],
    )
  )[0]?.["state"]

test("what bears a mark is not listed; once its marks are settled it is, with how many nobody has looked at", async () => {
  await weigh()
  expect((await open("street")).html).not.toContain(`/${walk.slug}"`)
  await settle()
  const shown = await open("street")
  expect(shown.html).toContain(`/${walk.slug}"`)
  expect(shown.words).toMatch(/可以一起通过/)
  expect(shown.words).toMatch(/本级都有人保存过意见|其中 \d+ 份本级还没有人保存过意见/)
})

test("one that changed or gained a mark meanwhile is refused by name, and nothing is written", async () => {
  const shown = await open("street")
  await walk.save("community", { ...walk.before["community"], volunteer_families: "19999" })
  const answer = await post(shown)
  expect(answer.status).toBe(409)
  expect(answer.words).toMatch(/一份也没有通过：.*锦和里/)
  expect(await stateOf()).toBe("submitted")
  await walk.save("community", walk.before["community"] ?? {})
  await settle()
})

test("all of them pass in one batch with an event each, once for a key, in three round trips", async () => {
  const shown = await open("street")
  const n = (JSON.parse(fieldValue(shown, "asked") ?? "{}") as { estates: unknown[] }).estates.length
  const key = freshKey()
  const street = await door.as("street")
  const asked = fieldValue(shown, "asked") ?? ""
  const { response, roundTrips } = await door.costOf(() => street.post(page(), { key, asked }))
  const done = paths.verifyTogether(walk.open, { done: n })
  expect(response.headers.get("location")).toBe(done)
  expect(roundTrips).toBeLessThanOrEqual(3)
  expect(await stateOf()).toBe("street_verified")
  expect((await post(shown, key)).location).toBe(done)
  const events = await door.cell.rows(
    `select count(*) n, count(distinct entity_id) ids from audit_events where action = 'submission.verify_street'
     and json_extract(detail, '$.together') = 1`,
  )
  expect(events[0]).toEqual({ n, ids: n })
  expect((await walk.desk("district")).words).toContain("待区级核定")
})

test("only a level whose turn it is verifies: the street's list is nothing to district, city or community", async () => {
  for (const account of ["city", "community"]) expect((await open(account)).status, account).toBe(403)
  await walk.decide("district", "return", { reason: "请核对户数。" })
  await submitAgain(walk)
  await settle()
  const shown = await open("street")
  const asked = fieldValue(shown, "asked") ?? ""
  expect(asked).toContain(walk.slug)
  const early = await walk.post("district", page(), { key: freshKey(), asked })
  expect(early.status).toBe(409)
  expect(await stateOf()).toBe("submitted")
})
