import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { fieldValue, freshKey, openWalk, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
  // The company has typed everything, the community nothing: checks wait for its figures.
  await walk.save("editor", walk.before["company"] ?? {})
})
afterAll(() => door.close())

const press = (account: string, provider: string, key = freshKey()) =>
  walk.post(account, paths.asking(walk.slug, walk.open), { key, provider })
const asked = async () => {
  const [row] = await door.cell.rows("select count(*) n from askings")
  return Number(row?.["n"])
}
const letters = async () => {
  const [row] = await door.cell.rows("select count(*) n from messages where kind = 'part_asked'")
  return Number(row?.["n"])
}

test("a company asks a community with one press, once a day, and its people read it", async () => {
  const before = await walk.form("editor")
  expect(before.html).toContain(`action="${paths.asking(walk.slug, walk.open)}"`)
  expect((await walk.check()).html).toContain(`action="${paths.asking(walk.slug, walk.open)}"`)
  expect((await walk.form("community")).words).not.toContain("请您核对或填写")

  const key = fieldValue(before, "key") ?? ""
  const done = await press("editor", "community", key)
  expect(done.status).toBe(303)
  expect(await press("editor", "community", key)).toMatchObject({ status: 303 })
  expect(await asked()).toBe(1)
  expect(await letters()).toBeGreaterThan(0)
  const again = await press("editor", "community")
  expect(again.status).toBe(409)
  expect(again.words).toContain("今天已经请过这家机构了")

  const after = await walk.form("editor")
  expect(after.words).toContain("请社区处理，明天可以再请一次")
  const community = await walk.form("community")
  expect(community.words).toContain("请您核对或填写下列各项")
  const [event] = await door.cell.rows("select detail from audit_events where action = 'submission.ask'")
  expect(String(event?.["detail"])).toContain('"provider":"community"')
})

test("the request goes once the community has saved, and there is nothing to ask any more", async () => {
  door.now = new Date(door.now.getTime() + 60_000)
  await walk.save("community", walk.before["community"] ?? {})
  expect((await walk.form("community")).words).not.toContain("请您核对或填写下列各项")
  const refused = await press("editor", "community")
  expect(refused.status).toBe(409)
  expect(refused.words).toContain("目前没有需要核对或填写的数据")
})

test("nobody else asks, and nobody is asked who has no part here", async () => {
  expect((await press("editor", "city")).status).toBe(422)
  expect((await press("community", "street")).status).toBe(403)
  expect(await asked()).toBe(1)
})
