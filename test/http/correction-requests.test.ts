import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { texts } from "../../web/text/text.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { fieldValue, freshKey, openWalk, type Shown, shown, type Walk } from "../support/quarter-forms.ts"
import { programOf, told } from "../support/told-program.ts"

/** 更正申请 on pages and for programs: the same rules and ids, told to whom it concerns, and nothing of it public. */

let door: FrontDoor
let walk: Walk
let path = ""
let api = ""

beforeAll(async () => {
  door = await openFrontDoor({ released: 1 })
  walk = await openWalk(door)
  path = paths.askCorrection(walk.slug, walk.released)
  api = `${paths.apiSubmission(walk.slug, walk.released).replace("/api/v1", "")}/correction-requests`
})
afterAll(() => door.close())

const reason = "场次写错了，以签到表为准。"
const evidence = "第二季度签到表，社区存档"
const typed = { reason, evidence, "v:cultural_events": "1" }
const page = async (account: string, at: string) => shown(await (await door.as(account)).get(at))
const post = (account: string, at: string, fields: Record<string, string>) =>
  walk.post(account, at, { key: freshKey(), ...fields })
function ask(over: Record<string, string> = {}) {
  const fields = { ...typed, ...over }
  const tried = JSON.stringify([["cultural_events", fields["v:cultural_events"]]])
  return post("editor", path, { tried, ...fields, confirmed: "yes" })
}
const count = async () =>
  Number((await door.cell.rows("select count(*) n from correction_requests"))[0]?.["n"])

let own = ""

test("the released form leads to it; tried first it shows what it would do, and files nothing", async () => {
  const form = await page("editor", paths.submission(walk.slug, walk.released))
  expect(form.html).toContain(`href="${path}"`)
  const street = await page("community", paths.submission(walk.slug, walk.released))
  expect(street.html).not.toContain(path)
  const tried = await post("editor", path, typed)
  expect(tried.status).toBe(200)
  expect(tried.words).toMatch(/更正前后 总分 [\d.]+ → [\d.]+（−[\d.]+）/)
  expect(fieldValue(tried, "v:cultural_events")).toBe("1")
  expect(await count()).toBe(0)
})

test("trying leads to what it would do; filing leads to the answer's beginning", async () => {
  expect((await page("editor", path)).html).toContain(`action="${path}#effect"`)
  const tried = await post("editor", path, typed)
  expect(tried.html).toContain('id="effect"')
  expect(tried.html).toContain(`action="${path}"`)
})

test("what is wrong stands beside its field, with the ids that programs get", async () => {
  const refused = await ask({ evidence: "", "v:cultural_events": "1.5" })
  expect(refused.status).toBe(422)
  expect(refused.words).toContain("请写明佐证材料")
  expect(refused.html).toContain('href="#f-v-cultural_events"')
  const company = await programOf(door, "company-1", "manager")
  const body = { reason, evidence: "", values: { cultural_events: 1.5 } }
  const answer = await told(company.send("POST", api, body))
  expect(answer.status).toBe(422)
  expect(answer.faults?.map(({ rule }) => rule)).toEqual(["request_evidence_missing", "not_whole"])
  expect(await count()).toBe(0)
})

test("figures that were changed after they had been tried are tried again before anything is filed", async () => {
  const tried = JSON.stringify([["cultural_events", "2"]])
  const again = await ask({ tried })
  expect([again.status, again.words.includes("数改过了，影响重新算过")]).toEqual([200, true])
  expect(fieldValue(again, "tried")).toBe(JSON.stringify([["cultural_events", "1"]]))
  expect(again.html).not.toMatch(/name="confirmed"[^>]* checked/)
  expect(await count()).toBe(0)
})

test("filed, the city's people get a letter and their desk counts exactly what the link shows", async () => {
  const filed = await ask()
  expect(filed.status).toBe(303)
  own = new URL(filed.location, "http://x").pathname
  const desk = await page("city", paths.desk())
  expect(desk.words).toContain("1 件更正申请等答复")
  const link = paths.correctionRequests({ state: "asked" })
  expect(desk.html).toContain(`href="${link}"`)
  const list = await page("city", link)
  expect([...list.html.matchAll(/href="\/correction-requests\/[0-9a-f-]+"/g)]).toHaveLength(1)
  const [letters] = await door.cell.rows("select count(*) n from messages where kind = 'correction_asked'")
  expect(Number(letters?.["n"])).toBeGreaterThan(0)
  // The company sees on its form and its desk that it waits.
  const form = await page("editor", paths.submission(walk.slug, walk.released))
  expect(form.html).toContain(`href="${own}"`)
  expect(form.html).not.toContain(`href="${path}"`)
  expect((await page("manager", paths.desk())).words).toContain("1 件更正申请等市级答复")
  // Who has other estates is told of none, by the desk as by the list that it leads to.
  await door.cell.rows("update members set limited = 1 where id = 'company-1-manager'")
  const limited = await Promise.all([page("manager", paths.filing()), page("manager", link)])
  await door.cell.rows("update members set limited = 0 where id = 'company-1-manager'")
  for (const { words } of limited) expect(words).not.toMatch(/1 件(更正)?申请/)
  const company = await programOf(door, "company-1", "manager")
  const again = await told(company.send("POST", api, { reason, evidence, values: { cultural_events: 2 } }))
  expect([again.status, again.code]).toEqual([409, "request_open"])
  const refused = await ask()
  expect([refused.status, await count()]).toEqual([409, 1])
  expect(refused.words).toContain("已有一件申请在等答复")
})

test("programs read what the page says; another company, a street and a viewer's act do not reach it", async () => {
  const company = await programOf(door, "company-1", "manager")
  const at = own.replace("/correction-requests", "/correction-requests")
  const one = (await (await company.get(at)).json()) as Record<string, unknown>
  expect(one).toMatchObject({
    state: "asked",
    reason,
    evidence,
    values: [{ key: "cultural_events", after: "1" }],
  })
  const other = await programOf(door, "company-2", "manager")
  expect((await other.get(at)).status).toBe(404)
  expect((await page("street", own)).status).toBe(403)
})

test("refused with words, the company reads them, and nothing of it is public", async () => {
  const empty = await post("city", `${own}/refusal`, { reply: " " })
  expect(empty.status).toBe(422)
  const reply = "签到表与填报一致，不更正。"
  expect((await post("city", `${own}/refusal`, { reply })).status).toBe(303)
  const after: Shown = await page("editor", own)
  expect(after.words).toContain(reply)
  expect((await page("city", paths.desk())).words).not.toContain("更正申请等答复")
  const late = await post("editor", `${own}/withdrawal`, {})
  expect(late.status).toBe(409)
  const visitor = await door.as(null)
  for (const at of [paths.estate(walk.slug, { quarter: walk.released }), paths.apiRelease(walk.released)]) {
    const text = await (await visitor.get(at)).text()
    for (const words of [reason, evidence, reply]) expect(text).not.toContain(words)
  }
})

test("an answer to what was taken back meanwhile is refused in words that say so, and how to get back to what was typed", async () => {
  const filed = await ask()
  expect(filed.status).toBe(303)
  const at = new URL(filed.location, "http://x").pathname
  expect((await post("editor", `${at}/withdrawal`, {})).status).toBe(303)
  const late = await post("city", `${at}/refusal`, { reply: "查无此事，请附签到表的原件。" })
  expect(late.status).toBe(409)
  expect(late.words).toContain("这件申请已经答复或撤回")
  expect(late.words).toContain(texts.zh.access.error.kept)
})

test("a reason that is too short is asked for in words that fit who reads it", async () => {
  const short = await ask({ reason: "写错" })
  expect(short.status).toBe(422)
  expect(short.words).toContain("原因有 2 个字，至少 10 个")
  // The page says that the reason is not public.
  expect(short.words).toContain("不公开")
  expect(short.words).not.toContain("公众")
})
