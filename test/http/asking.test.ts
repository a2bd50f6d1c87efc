import { afterAll, beforeAll, expect, test } from "vitest"
import { demonstrationCommunity, demonstrationStreet } from "../../schema/seed/demonstration/sites.ts"
import { paths } from "../../web/paths.ts"
import { leaveEvent } from "../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { fieldValue, freshKey, openWalk, shown, type Walk } from "../support/quarter-forms.ts"
import { programOf } from "../support/told-program.ts"

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

/** How many estates wait for a place's answer: on its desk, in its list, its file, its API and on its form. */
async function waits(account: string, organisation: string) {
  const visitor = await door.as(account)
  const page = async (path: string) => (await shown(await visitor.get(path))).words
  const count = (words: string, found: RegExp) => Number(found.exec(words)?.[1] ?? 0)
  const query = { quarter: walk.open, state: "asked" }
  const file = await (
    await visitor.get(`${paths.listFile("filing")}?quarter=${walk.open}&state=asked`)
  ).text()
  const program = await programOf(door, organisation, "approver")
  const listed = (await (await program.get(`/submissions?quarter=${walk.open}&state=asked`)).json()) as {
    items: { estate: string; askedBy: string | null }[]
  }
  return {
    desk: count(await page("/desk"), /(\d+) 个小区的物业公司请您核对/),
    list: count(await page(paths.filing(query)), /请您核对 (\d+)/),
    rows: ((await page(paths.filing(query))).match(/于 [^ ]+ [^ ]+ 请您核对/g) ?? []).length,
    file: file.trim().split("\n").length - 1,
    api: listed.items.filter(({ estate, askedBy }) => estate === walk.slug && askedBy).length,
    form: (await walk.form(account)).words.includes("请您核对或填写下列各项") ? 1 : 0,
  }
}
const all = (n: number) => ({ desk: n, list: n, rows: n, file: n, api: n, form: n })
const community = () => waits("community", `place-${demonstrationCommunity}`)
const street = () => waits("street", `place-${demonstrationStreet}`)

test("a company asks a community with one press, once a day, and its people read it", async () => {
  const before = await walk.form("editor")
  expect(before.html).toContain(`action="${paths.asking(walk.slug, walk.open)}"`)
  expect((await walk.check()).html).toContain(`action="${paths.asking(walk.slug, walk.open)}"`)
  expect(await community()).toEqual(all(0))

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
  // The place sees it where it sees what waits, the company by name, and finds it as often everywhere.
  expect(await community()).toEqual(all(1))
  expect(await street()).toEqual(all(0))
  const [company] = await door.cell.rows(
    "select name from organisations where id = (select organisation_id from askings)",
  )
  const list = await shown(await (await door.as("community")).get(paths.filing({ quarter: walk.open })))
  expect(list.words).toContain(`${company?.["name"]}于 `)
  const [event] = await door.cell.rows("select detail from audit_events where action = 'submission.ask'")
  expect(String(event?.["detail"])).toContain('"provider":"community"')
})

test("the request goes once the community has saved, and there is nothing to ask any more", async () => {
  door.now = new Date(door.now.getTime() + 60_000)
  await walk.save("community", walk.before["community"] ?? {})
  expect(await community()).toEqual(all(0))
  const refused = await press("editor", "community")
  expect(refused.status).toBe(409)
  expect(refused.words).toContain("目前没有需要核对或填写的数据")
})

test("nobody else asks, and nobody is asked who has no part here", async () => {
  expect((await press("editor", "city")).status).toBe(422)
  expect((await press("community", "street")).status).toBe(403)
  expect(await asked()).toBe(1)
})

test("a street finds beside its queue what it is asked for, until its part is closed to it", async () => {
  const before = await street()
  await door.cell.rows(
    `insert into askings (estate_id, quarter, provider, day, organisation_id, member_id, at, keys)
     select estate_id, quarter, 'street', '2030-01-01', organisation_id, member_id, '2030-01-01T00:00:00.000Z', keys
     from askings`,
  )
  await leaveEvent(door.cell)
  expect(before).toEqual(all(0))
  expect(await street()).toEqual(all(1))
  const queue = await shown(await (await door.as("street")).get(paths.verification({ quarter: walk.open })))
  expect(queue.words).toContain("1 个小区的物业公司请您核对")
  // Closed by the district: nothing can be mended, so nothing waits.
  await door.cell.rows(
    `insert into closings (quarter, place_code, closed_at, member_id)
     select ?, district_code, '2030-01-02T00:00:00.000Z', 'm' from estates where slug = ?`,
    [walk.open, walk.slug],
  )
  await leaveEvent(door.cell)
  expect(await street()).toEqual(all(0))
})
