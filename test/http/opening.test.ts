import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../support/quarter-forms.ts"
import { openRegistry, type Registry } from "../support/registry-forms.ts"

let door: FrontDoor
let registry: Registry

beforeAll(async () => {
  door = await openFrontDoor({ estates: 2 })
  registry = openRegistry(door)
})
beforeEach(() => {
  door.now = new Date("2026-10-12T02:00:00Z")
})
afterAll(() => door.close())

const open = (typed: Record<string, string>) => registry.send("city", paths.quarters(), "/quarters", typed)

async function rowOf(quarter: string) {
  const [row] = await door.cell.rows("select * from quarters where quarter = ?", [quarter])
  return row
}

test("the page offers the next quarters up to the running one, and a deadline that leaves time", async () => {
  const page = await registry.page("city", paths.quarters())
  expect(page.words).toContain("2026 年第 4 季度（还没有结束）")
  expect(page.words).not.toContain("2027 年第 1 季度")
  expect(fieldValue(page, "deadlineDay")).toBe("2027-01-20")
  expect((await registry.page("approver", paths.quarters())).words).not.toContain("开启季度")
})

describe("a deadline", () => {
  test.each<[string, Record<string, string>, string, string]>([
    ["no day", { deadlineDay: "" }, "f-deadlineDay", "请填写日期"],
    ["no real day", { deadlineDay: "2027-02-30" }, "f-deadlineDay", "不是日期"],
    ["within the quarter", { deadlineDay: "2026-12-31" }, "f-deadlineDay", "在季度结束（2026-12-31）之后"],
    ["another quarter's", { quarter: "2027Q1" }, "f-quarter", "现在不能开启"],
    ["one that is open", { quarter: "2026Q3" }, "f-quarter", "现在不能开启"],
    ["no quarter at all", { quarter: "2026Q9" }, "f-quarter", "现在不能开启"],
  ])("%s", async (_, typed, id, sentence) => {
    const answer = await open(typed)
    expect(answer.status).toBe(422)
    expect(errorBeside(answer, id)).toContain(sentence)
    expect(await rowOf("2026Q4")).toBeUndefined()
  })

  test("more than sixty days after the end: only with a reason", async () => {
    const asked = await open({ deadlineDay: "2027-03-02" })
    expect(asked.status).toBe(422)
    expect(asked.words).toContain("截止日在季度结束 60 天之后")
    expect(fieldValue(asked, "deadlineDay")).toBe("2027-03-02")
  })
})

test("opened once, however often it is asked for; companies file at once, and the event tells what", async () => {
  const page = await registry.page("city", paths.quarters())
  const form = { key: fieldValue(page, "key") ?? "", quarter: "2026Q4", deadlineDay: "2027-01-20" }
  const client = await door.as("city")
  const answers = await Promise.all([1, 2, 3].map(() => client.post(paths.quarters(), form)))
  expect(new Set(answers.map((one) => `${one.status} ${one.headers.get("location")}`))).toEqual(
    new Set(["303 /quarters/2026Q4?done=opened"]),
  )
  expect(await rowOf("2026Q4")).toMatchObject({
    deadline_day: "2027-01-20",
    edition_id: "cd-wwsg-2023@1.1.1",
  })
  const events = await door.cell.rows("select * from audit_events where action = 'quarter.open'")
  expect(events.length).toBe(1)
  const list = await registry.page("editor", paths.filing({ quarter: "2026Q4" }))
  expect(list.words).toContain("2027 年 1 月 20 日")
  const again = await shown(await client.post(paths.quarters(), { ...form, key: freshKey() }))
  expect(again.status).toBe(422)
})

test("a quarter that has ended is opened with two weeks from today at least", async () => {
  await door.cell.rows("delete from quarters where quarter = '2026Q4'")
  door.now = new Date("2027-01-10T02:00:00Z")
  const page = await registry.page("city", paths.quarters())
  expect(fieldValue(page, "deadlineDay")).toBe("2027-01-24")
  const past = await open({ deadlineDay: "2027-01-09" })
  expect(errorBeside(past, "f-deadlineDay")).toContain("已经过去")
  expect((await open({})).status).toBe(303)
})
