import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import {
  errorBeside,
  fieldValue,
  openWalk,
  reasonsFor,
  stateOf,
  storedValues,
  submitAgain,
  type Walk,
} from "../support/quarter-forms.ts"

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

const asked = { "d:households": "asked", "r:households": "是否含<i>商铺</i>？" }
const adjusted = {
  "d:cultural_events": "adjusted",
  "c:cultural_events": "２",
  "k:cultural_events": "records",
  "r:cultural_events": "台账只有两场",
}

test("a value is accepted, adjusted or asked; the whole goes back with its reason and the questions", async () => {
  const done = await walk.decide("street", "return", { ...asked, ...adjusted, reason: "请核对<u>户数</u>。" })
  expect(done.location).toMatch(/done=returned$/)
  expect(await stateOf(walk)).toBe("returned")
  const form = await walk.form("editor")
  expect(form.words).toContain("已被街道退回")
  expect(form.words).toContain("退回原因：请核对<u>户数</u>。")
  expect(form.words).toMatch(/户数（登记） ?： ?核查人员询问： ?是否含<i>商铺<\/i>？/)
  expect(form.words).toMatch(/文化活动场次 ?： ?核查人员调整：2 台账只有两场/)
  expect(form.html).not.toMatch(/<[iu]>(商铺|户数)/)
  expect(fieldValue(form, "v:households")).toBe(walk.before["company"]?.["households"])
  const community = await walk.form("community")
  expect(community.words).toContain("已退回")
  expect(community.words).not.toMatch(/是否含|请核对|台账只有/)
})

test("a question about the community's value reaches the community, and the company is told whose it is", async () => {
  const question = { "d:observers": "asked", "r:observers": "名册是否更新？" }
  await walk.decide("street", "return", { ...asked, ...question, reason: "请一并核对。" })
  const community = await walk.form("community")
  expect(community.words).toContain("已被街道退回")
  expect(community.words).toMatch(/民情观察员人数 ?： ?核查人员询问： ?名册是否更新？/)
  expect(community.words).not.toMatch(/是否含|请一并核对/)
  const company = await walk.form("editor")
  expect(company.words).toMatch(/民情观察员人数（由社区填写） ?： ?核查人员询问： ?名册是否更新？/)
  expect(company.html).not.toContain('href="#v-observers"')
})

test("filed again it is a new filing, which the street and then the district pass on", async () => {
  await walk.decide("street", "return", { ...asked, reason: "请核对户数。" })
  await walk.save("editor", { ...walk.before["company"], households: "815" })
  expect((await walk.submit(reasonsFor(walk))).location).toMatch(/done=submitted$/)
  const desk = await walk.desk("street")
  expect(desk.words).toContain("815 户")
  expect(fieldValue(desk, "d:households")).toBe("accepted")
  expect((await walk.decide("street", "verification", adjusted)).location).toMatch(/done=street_verified$/)
  const district = await walk.desk("district")
  expect(district.words).toMatch(/街道意见：调整 2 （与台账不符） 台账只有两场/)
  expect((await walk.decide("district", "verification")).location).toMatch(/done=verified$/)
  expect(await stateOf(walk)).toBe("verified")
  const after = await walk.desk("district")
  expect(after.words).toContain("已核定")
  const form = await walk.form("editor")
  expect(form.words).toContain("已核定")
  expect(form.words).not.toMatch(/已被.{1,9}退回|退回原因/)
})

test("the district may return what it has verified, and the company files again", async () => {
  await walk.decide("street", "verification")
  await walk.decide("district", "verification")
  const done = await walk.decide("district", "return", { reason: "抽查发现户数有误。" })
  expect(done.location).toMatch(/done=returned$/)
  expect((await walk.form("editor")).words).toContain("已被区县退回")
})

test("the district cannot overtake the street, nor the street decide twice", async () => {
  const early = await walk.decide("district", "verification")
  expect(early.status).toBe(409)
  expect(early.words).toContain("目前不在区级核定环节")
  await walk.decide("street", "verification")
  const again = await walk.decide("street", "verification", asked)
  expect(again.status).toBe(409)
  expect(again.words).toContain("目前不在街道核实环节")
  expect(again.words).toContain("您的意见（没有写入）：户数（登记）：询问 是否含<i>商铺</i>？")
  expect((await walk.decide("street", "return", { reason: "改" })).status).toBe(409)
})

test("a decision on values that changed meanwhile is refused, shows each change, and keeps what was typed", async () => {
  const seen = await walk.desk("street")
  await walk.save("community", { ...walk.before["community"], observers: "12" })
  const stale = await walk.decide("street", "verification", { ...adjusted, ...{ reason: "写了一半" } }, seen)
  expect(stale.status).toBe(409)
  expect(stale.words).toMatch(/民情观察员[^：]*：您看到的是 9[^，]*，现在是 12/)
  expect(stale.words.match(/您看到的是/g)).toHaveLength(1)
  expect(stale.words).toContain("现在的状态：待街道核实")
  expect(fieldValue(stale, "d:cultural_events")).toBe("adjusted")
  expect(fieldValue(stale, "c:cultural_events")).toBe("２")
  expect(fieldValue(stale, "r:cultural_events")).toBe("台账只有两场")
  expect(fieldValue(stale, "reason")).toBe("写了一半")
  expect(await stateOf(walk)).toBe("submitted")
  expect((await walk.decide("street", "verification", adjusted, stale)).status).toBe(303)
})

test("withdrawn meanwhile: the decision is refused and can be copied from the page", async () => {
  const seen = await walk.desk("street")
  await walk.withdraw()
  const stale = await walk.decide("street", "return", { ...asked, reason: "请核对户数。" }, seen)
  expect(stale.status).toBe(409)
  expect(stale.words).toContain("现在的状态：草稿")
  expect(stale.words).toContain("您的意见（没有写入）：户数（登记）：询问 是否含<i>商铺</i>？")
  expect(stale.words).toContain("您的意见（没有写入）：退回原因：请核对户数。")
  expect(stale.words).toContain("物业公司还没有提交")
})

test("the same decision posted twice, in turn and at once, happens once with the same answer", async () => {
  const page = await walk.desk("street")
  const one = () => walk.decide("street", "return", { ...asked, reason: "请核对户数。" }, page)
  const answers = [await one(), await one(), ...(await Promise.all([one(), one(), one()]))]
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
  expect(answers[0]?.location).toMatch(/done=returned$/)
  const [row] = await door.cell.rows(
    `select count(*) n from audit_events a join submissions s on s.id = a.entity_id
     join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ? and a.action = 'submission.return'`,
    [walk.slug, walk.open],
  )
  expect(row?.["n"]).toBe(1)
})

test("decisions are saved for later and stand in the form again", async () => {
  const saved = await walk.decide("street", "findings", { ...asked, ...adjusted })
  expect(saved.location).toMatch(/done=saved$/)
  const page = await walk.desk("street")
  expect(fieldValue(page, "d:households")).toBe("asked")
  expect(fieldValue(page, "r:households")).toBe("是否含<i>商铺</i>？")
  expect(fieldValue(page, "c:cultural_events")).toBe("2")
  const open = await walk.decide("street", "verification", asked, page)
  expect(open.status).toBe(409)
  expect(open.words).toContain("还有 1 项疑问没有解决")
  expect(fieldValue(open, "d:households")).toBe("asked")
})

test.each<[string, Record<string, string>, string, string]>([
  [
    "no checked value",
    { "d:households": "adjusted", "k:households": "entry", "r:households": "x" },
    "row-households-checked",
    "请填写核查后的数值",
  ],
  [
    "no grounds",
    { "d:households": "adjusted", "c:households": "9", "k:households": "entry" },
    "row-households-reason",
    "请写明依据",
  ],
  [
    "no class of the grounds",
    { "d:households": "adjusted", "c:households": "9", "k:households": "", "r:households": "x" },
    "row-households-class",
    "请选择依据的类别",
  ],
  [
    "a wrong value",
    { "d:households": "adjusted", "c:households": "-1", "k:households": "entry", "r:households": "x" },
    "row-households-checked",
    "核查值“-1”不合要求（应为 1 到 20000 之间的整数）",
  ],
  ["no question", { "d:households": "asked" }, "row-households-reason", "请写明想问什么"],
  [
    "10,000 characters",
    { "d:households": "asked", "r:households": "问".repeat(10_000) },
    "row-households-reason",
    "说明有 10000 个字",
  ],
  [
    "a value beside 接受",
    { "d:households": "accepted", "c:households": "9" },
    "row-households-checked",
    "意见不是“调整”",
  ],
])("%s: said beside the field, and what was typed is still there", async (_, typed, id, sentence) => {
  const answer = await walk.decide("street", "verification", { ...typed, reason: "草稿" })
  expect(answer.status).toBe(422)
  expect(errorBeside(answer, id)).toContain(sentence)
  for (const [name, text] of Object.entries(typed)) expect(fieldValue(answer, name)).toBe(text)
  expect(fieldValue(answer, "reason")).toBe("草稿")
  expect(await stateOf(walk)).toBe("submitted")
})

test("a return needs a reason, and one of 10,000 characters survives in full", async () => {
  const empty = await walk.decide("street", "return", { reason: "  " })
  expect(errorBeside(empty, "return-reason")).toContain("退回需要写明原因")
  const long = await walk.decide("street", "return", { reason: "改".repeat(10_000) })
  expect(long.status).toBe(422)
  expect(fieldValue(long, "reason")).toHaveLength(10_000)
})

test("a decision on a key that is none, and values seen that never were", async () => {
  const unknown = await walk.decide("street", "verification", {
    "d:no_such_key": "accepted",
    "d:REQ-10": "accepted",
  })
  expect(unknown.status).toBe(422)
  expect(unknown.words).toContain("“no_such_key”等 2 项不是本评价口径的项目")
  for (const values of [
    "",
    "null",
    "[1]",
    "{",
    '{"households":{"a":1},"observers":"x","cultural_events":[null]}',
  ]) {
    const stale = await walk.decide("street", "verification", { seen: "0", values })
    expect(stale.status, values).toBe(409)
    expect(stale.words).toContain("您的意见没有写入")
  }
})

test("the community types until the street has verified, the district until it has", async () => {
  expect((await walk.save("community", { observers: "13" })).status).toBe(303)
  await walk.decide("street", "verification")
  const late = await walk.save("community", { observers: "14" })
  expect(late.status).toBe(409)
  expect(late.words).toContain("街道已经核实，本级数据不能再改")
  expect(fieldValue(late, "v:observers")).toBe("14")
  expect(await storedValues(walk, "community")).toEqual({ observers: "13" })
  expect((await walk.form("community")).words).toContain("街道已经核实，本级数据不能再改")
  expect((await walk.save("district", { "DED-03": "1" })).status).toBe(303)
  await walk.decide("district", "verification")
  expect((await walk.save("district", { "DED-03": "2" })).status).toBe(409)
})

test("what only shows when all parts are together is a flag for the verifier", async () => {
  await walk.save("community", {
    ...walk.before["community"],
    volunteer_families: "19999",
    observers: "很多",
  })
  const desk = await walk.desk("street")
  expect(desk.words).toMatch(/志愿家庭[^。]*不能大于户数（登记）：请核对两个数/)
  expect(desk.words).toContain("“很多”不是数字")
})

test("a draft is not read: an authority sees that it exists and nothing of it", async () => {
  const seen = await walk.desk("street")
  await walk.withdraw()
  const desk = await walk.desk("street")
  expect(desk.words).toContain("物业公司还没有提交，暂时看不到数据")
  expect(fieldValue(desk, "d:households")).toBeUndefined()
  const refused = await walk.decide("street", "verification", {}, seen)
  expect(refused.status).toBe(409)
})

test("the queue of a quarter that was never opened is not found", async () => {
  const street = await door.as("street")
  const statusOf = async (quarter: string) =>
    (await street.get(`${paths.verification()}?quarter=${quarter}`)).status
  expect(await statusOf("1999Q1")).toBe(404)
  expect(await statusOf(walk.open)).toBe(200)
  expect(await statusOf("")).toBe(200)
})

test("the queue lists what waits, oldest first, and only that", async () => {
  const street = await (await door.as("street")).get(paths.verification({ quarter: walk.open }))
  expect(await street.text()).toContain(walk.name)
  await walk.decide("street", "verification")
  const after = await (await door.as("street")).get(paths.verification({ quarter: walk.open }))
  expect(await after.text()).not.toContain(walk.name)
  const district = await (await door.as("district")).get(paths.verification({ quarter: walk.open }))
  const html = await district.text()
  expect(html).toContain(walk.name)
  const city = await (await door.as("city")).get(paths.verification({ quarter: walk.open }))
  expect(await city.text()).not.toMatch(/等您处理|等我处理/)
  const times = [...html.matchAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g)].map(([time]) => time)
  expect(times.length).toBeGreaterThan(1)
  expect(times).toEqual([...times].sort())
})
