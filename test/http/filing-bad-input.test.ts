import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import {
  errorBeside,
  fieldValue,
  freshKey,
  openWalk,
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

test.each([
  ["an unknown key", { no_such_key: "1" }, "不是本评价口径的项目"],
  ["a key of the community", { observers: "9" }, "由其他机构提供"],
  ["a text that is too long", { cultural_events: "9".repeat(65) }, "内容过长，最多 64 个字符"],
])("%s is refused, and the rest of the form is still there", async (_, wrong, sentence) => {
  const answer = await walk.save("editor", { households: "812", ...(wrong as unknown as Typed) })
  expect(answer.status).toBe(422)
  expect(answer.words).toContain(sentence)
  expect(fieldValue(answer, "v:households")).toBe("812")
  expect(await stateOf(walk)).toBeUndefined()
  expect(answer.html).not.toMatch(/href="#v-(no_such_key|observers)"/)
})

test("a reason of 10,000 characters is refused beside its field and survives in full", async () => {
  const reason = "字".repeat(10_000)
  const page = await walk.form("editor")
  const answer = await walk.post("editor", paths.saveDraft(walk.slug, walk.open), {
    key: freshKey(),
    revision: fieldValue(page, "revision") ?? "",
    "v:households": "812",
    "r:households": reason,
  })
  expect(answer.status).toBe(422)
  expect(errorBeside(answer, "r-households")).toContain("说明有 10000 个字，最多 1000 个")
  expect(fieldValue(answer, "r:households")).toBe(reason)
  expect(fieldValue(answer, "v:households")).toBe("812")
})

test("2 MB are refused, 5,000 unknown fields are told in one sentence, an empty form is a draft of nothing", async () => {
  const path = paths.saveDraft(walk.slug, walk.open)
  const huge = await walk.post("editor", path, {
    key: freshKey(),
    revision: "0",
    "v:x": "9".repeat(2_000_000),
  })
  expect(huge.status).toBe(413)
  expect(huge.words).toContain("提交的内容太大")
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`v:k${at}`, "1"]))
  const refused = await walk.post("editor", path, { key: freshKey(), revision: "0", ...many })
  expect(refused.status).toBe(422)
  expect(refused.words).toContain("“k0”等 5000 项不是本评价口径的项目")
  const others = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`x${at}`, "1"]))
  const ignored = await walk.post("editor", path, { key: freshKey(), revision: "0", ...others })
  expect(ignored.status).toBe(303)
  expect(await storedValues(walk, "company")).toEqual({})
  const check = await walk.check()
  expect(check.words).toContain("预计得分")
  const submitted = await walk.submit()
  expect(submitted.status).toBe(422)
  expect(submitted.words).toContain("还没有填写任何数据")
})

test.each([
  ["no key", { key: "" }],
  ["a short key", { key: "abc" }],
  ["a key with other characters", { key: "<script>alert(1)</script>" }],
  ["a revision of -1", { revision: "-1" }],
  ["a revision in words", { revision: "最新" }],
  ["a revision that is no whole number", { revision: "1.5" }],
  ["no revision", { revision: "" }],
  ["a revision beyond all numbers", { revision: "1e400" }],
])("%s is no form of ours: 422 with a sentence, nothing is written", async (_, over) => {
  const answer = await walk.save("editor", { households: "812" }, over as unknown as Typed)
  expect(answer.status).toBe(422)
  expect(answer.words).toContain("请求的格式不对")
  expect(await stateOf(walk)).toBeUndefined()
})

test("a revision that never was is stale, and the form says so", async () => {
  const answer = await walk.save("editor", { households: "812" }, { revision: "999999999" })
  expect(answer.status).toBe(409)
  expect(fieldValue(answer, "v:households")).toBe("812")
  expect(fieldValue(answer, "revision")).toBe("0")
  expect(await stateOf(walk)).toBeUndefined()
})

test("control characters and NUL are taken out of what is kept, line ends count once", async () => {
  await walk.save("editor", mine)
  const reason = `改\u0000造\u0007后${"\r\n".repeat(1)}重新统计\ud800`
  const page = await walk.form("editor")
  await walk.post("editor", paths.saveDraft(walk.slug, walk.open), {
    key: freshKey(),
    revision: fieldValue(page, "revision") ?? "",
    "v:house\u0000holds": "8\u000012",
    "r:households": reason,
  })
  const [row] = await door.cell.rows(
    `select v.value, v.reason from "values" v join submissions s on s.id = v.submission_id
     join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ? and v.key = 'households'`,
    [walk.slug, walk.open],
  )
  expect(row?.["value"]).toBe("812")
  expect(row?.["reason"]).toMatch(/^改造后\n重新统计\ufffd?$/)
})

test("HTML in what was typed stands on the page as text", async () => {
  const evil = `</textarea><script>alert("1")</script><img src=x onerror=alert(1)>'`
  await walk.save("editor", mine)
  const page = await walk.form("editor")
  const answer = await walk.post("editor", paths.saveDraft(walk.slug, walk.open), {
    key: freshKey(),
    revision: fieldValue(page, "revision") ?? "",
    "v:households": `"><script>alert(2)</script>`,
    "r:cultural_events": evil,
  })
  expect(answer.status).toBe(303)
  const again = await walk.form("editor")
  expect(again.html).not.toContain("<script>alert")
  expect(again.html).not.toContain("<img src=x")
  expect(fieldValue(again, "r:cultural_events")).toBe(evil)
  expect(errorBeside(again, "v-households")).toContain(`“"><script>alert(2)</script>”不是数字`)
})

test("the list says what is due; a page that is no number is the first", async () => {
  const client = await door.as("editor")
  for (const page of ["1", "0", "-1", "1e308", "NaN", "x", "99999999999999999999"]) {
    const answer = await client.get(`/filing?page=${page}`)
    expect(answer.status, page).toBe(200)
    const html = await answer.text()
    expect(html, page).not.toMatch(/>[^<]*(NaN|undefined|\[object)/)
  }
  expect(await (await client.get("/filing")).text()).toContain(walk.name)
})

test("another company's estate, an unknown one, an unknown quarter and no quarter are not found", async () => {
  const [other] = await door.cell.rows(
    "select e.slug from estates e join tenures t on t.estate_id = e.id where t.organisation_id <> 'company-1' limit 1",
  )
  const client = await door.as("editor")
  for (const path of [
    paths.submission(String(other?.["slug"]), walk.open),
    paths.submission("no-such-estate", walk.open),
    paths.submission(walk.slug, "2031Q1"),
    paths.submission(walk.slug, "now"),
  ]) {
    const answer = await client.get(path)
    expect(answer.status, path).toBe(404)
    expect(await answer.text()).toContain("没有找到这个页面")
    const posted = await client.post(`${path}/draft`, { key: freshKey(), revision: "0", "v:households": "1" })
    expect(posted.status, path).toBe(404)
  }
})
