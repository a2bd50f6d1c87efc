import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { quarterOf } from "../../worker/domain/quarter.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import {
  fieldValue,
  freshKey,
  openWalk,
  reasonsFor,
  type Shown,
  startAgain,
  stateOf,
  storedValues,
  type Walk,
} from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
})
beforeEach(async () => {
  await startAgain(walk)
  for (const table of ["scorecards", "publications", "releases"]) await door.cell.rows(`delete from ${table}`)
  await walk.save("editor", walk.before["company"] ?? {})
  await walk.submit(reasonsFor(walk))
})
afterAll(() => door.close())

function close(fields: Record<string, string> = {}, quarter = walk.open): Promise<Shown> {
  const form = { key: freshKey(), confirmed: "yes", reason: "已全部核定。", ...fields }
  return walk.post("approver", paths.closing(quarter), form)
}

async function closings(): Promise<unknown[]> {
  return door.cell.rows("select place_code, quarter from closings where quarter = ?", [walk.open])
}

/** Everything that could still change the submission, each as it is answered now. */
async function attempts(before: {
  desk: Shown
  district: Shown
  check: Shown
}): Promise<Record<string, Shown>> {
  return {
    save: await walk.save("editor", { households: "999" }, { revision: "2" }),
    part: await walk.save("community", { observers: "99" }, { revision: "0" }),
    submit: await walk.post("editor", paths.signOff(walk.slug, walk.open), {
      key: freshKey(),
      revision: fieldValue(before.check, "revision") ?? "2",
    }),
    withdraw: await walk.withdraw(),
    findings: await walk.decide("street", "findings", {}, before.desk),
    verify: await walk.decide("street", "verification", {}, before.desk),
    return: await walk.decide("street", "return", { reason: "请核对户数。" }, before.desk),
    "return by the district": await walk.decide("district", "return", { reason: "抽查。" }, before.district),
  }
}

async function opened() {
  return { desk: await walk.desk("street"), district: await walk.desk("district"), check: await walk.check() }
}

test("after the district has closed nothing of the quarter changes, and every attempt is told why", async () => {
  const before = await opened()
  const page = await (await door.as("approver")).get(paths.quarter(walk.open))
  expect(await page.text()).toContain("没有核定")
  expect((await close()).location).toMatch(/done=closed$/)
  const stored = await storedValues(walk, "company")
  for (const [name, answer] of Object.entries(await attempts(before))) {
    expect(answer.status, name).toBe(409)
    expect(answer.words, name).toContain("本区县这一季度已经关账，不能再改")
  }
  expect(await stateOf(walk)).toBe("submitted")
  expect(await storedValues(walk, "company")).toEqual(stored)
  const form = await walk.form("editor")
  expect(form.words).toContain("本区县这一季度已经关账，不能再改")
  expect(form.words).not.toMatch(/检查并提交|撤回修改/)
  const desk = await walk.desk("street")
  expect(desk.words).toContain("本区县这一季度已经关账，不能再改")
  expect(fieldValue(desk, "d:households")).toBeUndefined()
})

test("what was typed when the quarter closed can be copied from the page", async () => {
  const before = await opened()
  await close()
  const typed = await walk.save("editor", { households: "999" }, { revision: "2" })
  expect(fieldValue(typed, "v:households")).toBe("999")
  expect(typed.words).toContain("下面是您填的内容，没有写入")
  const decided = await walk.decide("street", "return", { reason: "请核对户数。" }, before.desk)
  expect(decided.words).toContain("您的意见（没有写入）：退回原因：请核对户数。")
})

test("while a quarter is being released, and ever after, nothing of it changes", async () => {
  const before = await opened()
  await walk.post("city", paths.release(walk.open), {
    key: freshKey(),
    confirmed: "yes",
    named: walk.open,
  })
  for (const [name, answer] of Object.entries(await attempts(before))) {
    expect(answer.status, name).toBe(409)
    expect(answer.words, name).toContain("这一季度正在发布或已经发布，不能再改")
  }
  const closed = await close()
  expect(closed.status).toBe(409)
  expect(closed.words).toContain("不能再改")
})

test("a closing in the middle of a save or a submit: either it came before, or it is refused", async () => {
  await walk.withdraw()
  const [, submitted] = await Promise.all([close(), walk.submit(reasonsFor(walk))])
  expect(await closings()).toHaveLength(1)
  expect([303, 409]).toContain(submitted.status)
  expect(await stateOf(walk)).toBe(
    submitted.status === 303 && submitted.location.includes("done=") ? "submitted" : "draft",
  )
})

test("closing is confirmed, happens once, and says so when it is asked again", async () => {
  const unconfirmed = await close({ confirmed: "" })
  expect(unconfirmed.status).toBe(422)
  expect(unconfirmed.words).toContain("请先勾选确认，再关账")
  expect(await closings()).toEqual([])
  const key = freshKey()
  const answers = [
    await close({ key }),
    await close({ key }),
    ...(await Promise.all([close({ key }), close({ key })])),
  ]
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
  expect(await closings()).toHaveLength(1)
  const other = await close()
  expect(other.status).toBe(409)
  expect(other.words).toContain("已经关账，不需要再次操作")
  const page = await (await door.as("approver")).get(paths.quarter(walk.open))
  const html = await page.text()
  expect(html).toContain("已关账")
  expect(html).not.toContain("确认关账")
})

test("before the deadline a reason is asked for, and what was typed stays; a district opens again by its page", async () => {
  const refused = await close({ reason: "" })
  expect([refused.status, refused.words.includes("请写明现在关账的原因")]).toEqual([422, true])
  expect(await closings()).toEqual([])
  await close()
  const shut = await walk.post("approver", paths.reopening(walk.open), { key: freshKey(), reason: "" })
  expect([shut.status, shut.words.includes("请写明原因")]).toEqual([422, true])
  const named = { key: freshKey(), reason: "补报一个小区" }
  const opened = await walk.post("approver", paths.reopening(walk.open), named)
  expect([opened.status, opened.location]).toEqual([303, `${paths.quarter(walk.open)}?done=reopened`])
  expect(await closings()).toEqual([])
  const page = await (await door.as("city")).get(paths.quarter(walk.open))
  const html = await page.text()
  for (const words of ["季度经过", "补报一个小区", "已全部核定。", "重新开放"]) expect(html).toContain(words)
})

test("a release with open districts says who stays out and wants the quarter's name; what was typed stays", async () => {
  const page = await (await (await door.as("city")).get(paths.quarter(walk.open))).text()
  expect(page).toMatch(/锦江区：\d+ 个小区没有核定/)
  const form = { key: freshKey(), confirmed: "yes", named: "2020Q1" }
  const refused = await walk.post("city", paths.release(walk.open), form)
  expect([refused.status, refused.words.includes(`请输入 ${walk.open}`)]).toEqual([422, true])
  expect(fieldValue(refused, "named")).toBe("2020Q1")
})

test("two forms at once close once", async () => {
  const answers = await Promise.all([close(), close(), close()])
  expect(await closings()).toHaveLength(1)
  expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
  for (const { status } of answers) expect([303, 409]).toContain(status)
})

test("a quarter that has not ended is neither closed nor released", async () => {
  const present = quarterOf(door.now.getTime())
  const [known] = await door.cell.rows("select edition_id, opened_at from quarters where quarter = ?", [
    walk.open,
  ])
  await door.cell.rows(
    "insert into quarters (quarter, edition_id, deadline_day, opened_at) values (?, ?, '2027-01-14', ?)",
    [present, String(known?.["edition_id"]), String(known?.["opened_at"])],
  )
  try {
    const closed = await close({}, present)
    expect(closed.status).toBe(409)
    expect(closed.words).toContain("这一季度还没有结束")
    const page = await (await door.as("approver")).get(paths.quarter(present))
    const html = await page.text()
    expect(html).toContain("这一季度还没有结束，暂不能关账或发布")
    expect(html).not.toContain("确认关账")
    const released = await walk.post("city", paths.release(present), { key: freshKey(), confirmed: "yes" })
    expect(released.status).toBe(409)
  } finally {
    await door.cell.rows("delete from quarters where quarter = ?", [present])
  }
})

test("an unknown quarter and no quarter are not found", async () => {
  for (const quarter of ["2031Q1", "now", "2026Q5"]) {
    const answer = await close({}, quarter)
    expect(answer.status, quarter).toBe(404)
    expect(answer.words).toContain("没有找到这个页面")
  }
})

test("one district's closing leaves the others open", async () => {
  await close()
  expect(await closings()).toEqual([{ place_code: "510104", quarter: walk.open }])
  const page = await (await door.as("city")).get(paths.quarter(walk.open))
  expect(await page.text()).toContain("未关账")
})
