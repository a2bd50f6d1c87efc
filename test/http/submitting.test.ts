import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import {
  errorBeside,
  fieldValue,
  freshKey,
  openWalk,
  reasonsFor,
  startAgain,
  stateOf,
  storedValues,
  type Typed,
  type Walk,
} from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk
let mine: Typed
const start = new Date("2026-10-12T02:00:00Z")

beforeAll(async () => {
  door = await openFrontDoor({ now: start })
  walk = await openWalk(door)
  mine = walk.before["company"] ?? {}
})
beforeEach(async () => {
  door.now = start
  await startAgain(walk)
})
afterAll(() => door.close())

async function deadline(): Promise<number> {
  const [row] = await door.cell.rows("select deadline_day from quarters where quarter = ?", [walk.open])
  return Date.parse(`${row?.["deadline_day"]}T23:59:59+08:00`)
}

test("the community's save and the company's submit at the same moment both hold", async () => {
  await walk.save("editor", mine)
  const [submitted, saved] = await Promise.all([
    walk.submit(reasonsFor(walk)),
    walk.save("community", { observers: "9" }),
  ])
  expect([submitted.status, saved.status]).toEqual([303, 303])
  expect(await stateOf(walk)).toBe("submitted")
  expect(await storedValues(walk, "community")).toEqual({ observers: "9" })
})

test("a hard fault blocks the submission and leads to its field", async () => {
  await walk.save("editor", { ...mine, households: "-5" })
  const check = await walk.check()
  expect(check.words).toContain("有 1 处必须改正")
  expect(check.words).not.toContain("确认提交")
  expect(check.html).toContain(`href="${paths.submission(walk.slug, walk.open)}#v-households"`)
  const refused = await walk.submit(reasonsFor(walk))
  expect(refused.status).toBe(422)
  expect(refused.words).toContain("不能小于 1")
  expect(await stateOf(walk)).toBe("draft")
  const form = await walk.form("editor")
  expect(fieldValue(form, "v:households")).toBe("-5")
  expect(errorBeside(form, "v-households")).toContain("不能小于 1 户（填写的是 -5）")
})

test("while something must be mended first, no reason is typed on the way: the check leads to its field instead", async () => {
  await walk.save("editor", { ...mine, households: "-5", cultural_events: "199" })
  const blocked = await walk.check()
  expect(blocked.words).toContain("需要说明原因")
  expect(blocked.html).toContain(`href="${paths.submission(walk.slug, walk.open)}#v-cultural_events"`)
  expect(blocked.html).not.toContain("<textarea")
})

test("a requirement and a bonus say what counts and what to type", async () => {
  const { words } = await walk.form("editor")
  expect(words).toContain("近三年奖项，只取最高：国家级3，省级2，市级1（加 1、2、3 分）")
  // Its values are offered, so that nobody types one that it does not have.
  for (const choice of ["没有", "加 1 分", "加 2 分", "加 3 分"]) expect(words).toContain(choice)
  expect(words).toContain("已记录同意，人脸与车牌已遮挡，未使用监控截图")
  expect((await walk.form("district")).words).toContain("查实的投诉，每件1次。填次数，每次扣")
})

test("a soft fault asks for a reason; with one it passes, and the verifier reads it", async () => {
  await walk.save("editor", { ...mine, cultural_events: "199" })
  const check = await walk.check()
  expect(check.words).toContain("与上季度相比变化超过一半")
  const without = await walk.submit()
  expect(without.status).toBe(422)
  expect(errorBeside(without, "r-cultural_events")).toBe("请说明原因，核查人员会看到。")
  const long = await walk.submit({ ...reasonsFor(walk), cultural_events: "字".repeat(10_000) })
  expect(long.status).toBe(422)
  expect(errorBeside(long, "r-cultural_events")).toContain("说明有 10000 个字")
  expect(fieldValue(long, "r:cultural_events")).toHaveLength(10_000)
  expect(long.words).toContain("确认提交")
  const given = await walk.submit({ ...reasonsFor(walk), cultural_events: "五月<b>办</b>了专场" })
  expect(given.location).toMatch(/done=submitted$/)
  const desk = await walk.desk("street")
  expect(desk.words).toContain("说明：五月<b>办</b>了专场")
  expect(desk.html).not.toContain("<b>办</b>")
})

test("what the community has not typed counts as 未报送 in the expected score, and is named", async () => {
  await walk.save("editor", mine)
  const without = await walk.check()
  expect(without.words).toContain("项由其他机构提供，目前还没有填")
  await walk.save("community", walk.before["community"] ?? {})
  const together = await walk.check()
  const score = (page: typeof together) => Number(/class="figure-large">([\d.]+)</.exec(page.html)?.[1])
  expect(score(without)).toBeGreaterThan(0)
  expect(score(together)).toBeGreaterThan(score(without))
})

test("a submission can be withdrawn, corrected and submitted again, until somebody has verified", async () => {
  await walk.save("editor", mine)
  await walk.submit(reasonsFor(walk))
  const locked = await walk.save("editor", { households: "999" })
  expect(locked.status).toBe(409)
  expect(locked.words).toContain("这份填报已经提交，不能再修改")
  expect(fieldValue(locked, "v:households")).toBe("999")
  expect((await walk.withdraw()).location).toMatch(/done=withdrawn$/)
  expect(await stateOf(walk)).toBe("draft")
  const twice = await walk.withdraw()
  expect(twice.status).toBe(409)
  expect(twice.words).toContain("目前没有提交，不需要撤回")
  expect(fieldValue(await walk.form("editor"), "v:households")).toBe(mine["households"])
  expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
  await walk.decide("street", "verification")
  const late = await walk.withdraw()
  expect(late.status).toBe(409)
  expect(late.words).toContain("已有机构核实了这份填报，不能再撤回")
  expect(await stateOf(walk)).toBe("street_verified")
})

test("submitting twice happens once: the same form gives the same answer, another one a sentence", async () => {
  await walk.save("editor", mine)
  const revision = fieldValue(await walk.check(), "revision") ?? ""
  const hidden = { key: freshKey(), revision }
  const answers = [
    await walk.submit(reasonsFor(walk), hidden),
    await walk.submit(reasonsFor(walk), hidden),
    ...(await Promise.all([walk.submit(reasonsFor(walk), hidden), walk.submit(reasonsFor(walk), hidden)])),
  ]
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
  const [row] = await door.cell.rows(
    "select filing from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?",
    [walk.slug, walk.open],
  )
  expect(row?.["filing"]).toBe(1)
  const other = await walk.submit(reasonsFor(walk), { revision: "2" })
  expect(other.status).toBe(409)
  expect(other.words).toContain("已经提交过了")
})

test("a submit is refused when somebody saved after the check, and the reasons typed are still there", async () => {
  await walk.save("editor", { ...mine, cultural_events: "199" })
  const revision = fieldValue(await walk.check(), "revision") ?? ""
  await walk.save("editor", { ...mine, cultural_events: "198" })
  const stale = await walk.submit({ cultural_events: "五月办了专场" }, { revision })
  expect(stale.status).toBe(409)
  expect(stale.words).toContain("这份数据又被保存过，所以没有提交")
  expect(fieldValue(stale, "r:cultural_events")).toBe("五月办了专场")
  expect(await stateOf(walk)).toBe("draft")
})

test("23:59:59 is in time", async () => {
  await walk.save("editor", mine)
  door.now = new Date(await deadline())
  expect((await walk.check()).words).not.toContain("将记为逾期")
  expect((await walk.submit(reasonsFor(walk))).location).toMatch(/done=submitted$/)
  expect((await walk.form("editor")).words).not.toContain("逾期")
  door.now = new Date((await deadline()) + 86_400_000)
  const after = await walk.form("editor")
  expect(after.words).not.toContain("已记为逾期")
  // What it would lose is said before it is taken back.
  expect(after.words).toContain("撤回后再提交，将记为逾期")
  expect((await walk.desk("street")).words).not.toContain("逾期提交")
})

test("00:00:00 is late: said before, when it is done, and on the desk", async () => {
  await walk.save("editor", mine)
  door.now = new Date((await deadline()) + 1000)
  expect((await walk.form("editor")).words).toContain("仍可提交，将记为逾期")
  expect((await walk.check()).words).toContain("已过截止时间，这次提交将记为逾期")
  const done = await walk.submit(reasonsFor(walk))
  expect(done.location).toMatch(/done=late$/)
  const client = await door.as("editor")
  expect(await (await client.get(done.location)).text()).toContain("提交晚于截止时间，已记为逾期")
  expect((await walk.desk("street")).words).toContain("逾期提交")
})

test("returned in time and filed again within the days granted it is not called late", async () => {
  await walk.save("editor", mine)
  await walk.submit(reasonsFor(walk))
  // On the last day, so that the five working days that a return grants end after the deadline.
  door.now = new Date((await deadline()) - 3_600_000)
  await walk.decide("street", "return", { reason: "请核对户数。" })
  door.now = new Date((await deadline()) + 86_400_000)
  expect((await walk.form("editor")).words).not.toContain("逾期")
  expect((await walk.check()).words).not.toContain("逾期")
  expect((await walk.submit({ ...reasonsFor(walk), "answer:1": "户数已与台账核对。" })).location).toMatch(
    /done=submitted$/,
  )
})
