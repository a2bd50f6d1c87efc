import { afterAll, beforeAll, expect, test } from "vitest"
import { formsOf } from "../../scripts/bench/forms.ts"
import { paths } from "../../web/paths.ts"
import { runRelease } from "../../worker/usecases/release/advance-release.ts"
import { system } from "../support/cell.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openProgram } from "../support/program.ts"
import {
  errorBeside,
  fieldValue,
  freshKey,
  openWalk,
  reasonsFor,
  type Shown,
  shown,
  stateOf,
  type Walk,
} from "../support/quarter-forms.ts"

let door: FrontDoor
/** An estate of the demonstration in the quarter that was released last. */
let walk: Walk
let quarter: string
/** Another estate of the same release. */
let other: { slug: string; name: string }
const reason = "户数填错了，按房产台账更正。"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 4 })
  quarter = door.endedQuarters.at(-1) ?? ""
  walk = await openWalk(door, { open: quarter })
  const [row] = await door.cell.rows(
    `select e.slug, e.name from estates e join tenures t on t.estate_id = e.id and t.organisation_id = 'company-1'
     where e.slug <> ? and e.place_code = '510104018004' limit 1`,
    [walk.slug],
  )
  other = { slug: String(row?.["slug"]), name: String(row?.["name"]) }
})
afterAll(() => door.close())

const get = async (account: string | null, path: string) => shown(await (await door.as(account)).get(path))

/** What anybody is told of a release. */
const json = async (path: string) => (await (await door.as(null)).get(path)).json()

const open = (fields: Record<string, string>, account = "city") =>
  walk.post(account, paths.corrections(quarter), { key: freshKey(), confirmed: "yes", reason, ...fields })

const later = (minutes: number) => {
  door.now = new Date(door.now.getTime() + minutes * 60_000)
}

/** The action of a page's form that ends so. */
const actionOf = ({ html }: Shown, end: string) =>
  formsOf(html).find(({ action }) => action.endsWith(end))?.action

test("before anything is corrected the page says so, and only the city's approver is offered the form", async () => {
  const city = await get("city", paths.quarter(quarter))
  expect(city.words).toContain("这一季度没有更正。")
  expect(city.words).toContain("会公开")
  expect(actionOf(city, "/corrections")).toBe(paths.corrections(quarter))
  expect(city.words).not.toContain("发布第 2 次")
  const district = await get("approver", paths.quarter(quarter))
  expect(actionOf(district, "/corrections")).toBeUndefined()
  expect((await get("city", paths.quarter(door.openQuarter))).words).not.toContain("更正一个小区")
})

test("what is wrong stands beside its field, and everything typed is kept", async () => {
  const page = await open({ estate: "没有这个小区", reason: "太短" })
  expect(page.status).toBe(422)
  expect(errorBeside(page, "f-estate")).toContain("没有这个小区")
  expect(errorBeside(page, "f-reason")).toContain("至少 10 个")
  expect(fieldValue(page, "estate")).toBe("没有这个小区")
  expect(fieldValue(page, "reason")).toBe("太短")
  const unconfirmed = await open({ estate: walk.slug, confirmed: "" })
  expect([unconfirmed.status, unconfirmed.words.includes("请先勾选确认")]).toEqual([422, true])
  // An empty form is told all that it lacks, at once.
  const empty = await open({ estate: "", reason: "", confirmed: "" })
  expect([empty.status, empty.words.includes("有 3 处需要改正")]).toEqual([422, true])
  expect(await door.cell.rows("select count(*) n from corrections")).toEqual([{ n: 0 }])
})

test("a part of a name lists the estates that it may mean, to choose one of them", async () => {
  const several = await open({ estate: walk.name.slice(0, 1) })
  expect(several.status).toBe(422)
  expect(several.html).toContain('name="chosen"')
  const slugs = [...several.html.matchAll(/name="chosen" value="([^"]+)"/g)].map(([, slug]) => slug)
  expect(slugs.length).toBeGreaterThan(0)
  expect(slugs.length).toBeLessThanOrEqual(10)
})

test("opened, it is the company's again and only it; taken back it is what it was", async () => {
  const verified = await walk.form("editor")
  expect(verified.words).toContain("有误请联系市级主管部门开启更正")
  const answer = await open({ estate: walk.name })
  expect([answer.status, answer.location]).toEqual([303, `${paths.quarter(quarter)}?done=corrected`])
  expect(await stateOf(walk)).toBe("returned")
  const page = await get("city", answer.location)
  expect(page.words).toContain("已开启更正")
  expect(page.words).toContain("更正中 · 已退回")
  expect(page.words).toContain(`还有 1 个更正没有核定：${walk.name}`)
  const again = await open({ estate: walk.slug })
  expect([again.status, again.words.includes("已经在更正")]).toEqual([409, true])
  const back = actionOf(page, "/withdrawal") ?? ""
  later(1)
  expect((await walk.post("approver", back, { key: freshKey() })).status).toBe(403)
  const taken = await walk.post("city", back, { key: freshKey() })
  expect([taken.status, taken.location]).toEqual([303, `${paths.quarter(quarter)}?done=takenBack`])
  expect(await stateOf(walk)).toBe("verified")
  expect((await get("city", paths.quarter(quarter))).words).toContain("已撤回")
})

test("the whole way: opened, filed, verified, released again; the public is told, the old release stays", async () => {
  const first = await json(paths.apiRelease(quarter))
  await open({ estate: walk.slug })
  later(1)

  const list = await get("editor", paths.filing())
  expect(list.words).toContain("1 个小区")
  expect(list.html).toContain(`href="${paths.filing({ quarter })}"`)
  const desk = await get("editor", paths.filing({ quarter }))
  expect(desk.words).toContain("标有“更正中”的小区可以修改")
  expect(desk.words).toContain("已退回 · 更正中")
  const form = await walk.form("editor")
  expect(form.words).toContain(reason)
  expect(form.words).toContain("请修改后重新提交")

  const locked = await walk.post("editor", paths.saveDraft(other.slug, quarter), {
    key: freshKey(),
    revision: "1",
    "v:households": "777",
  })
  expect([locked.status, locked.words.includes("已经发布")]).toEqual([409, true])
  expect((await walk.save("editor", { ...walk.before["company"], households: "2000" })).status).toBe(303)
  const begun = await get("city", paths.quarter(quarter))
  const back = actionOf(begun, "/withdrawal") ?? ""
  const late = await walk.post("city", back, { key: freshKey() })
  expect([late.status, late.words.includes("不能再撤回")]).toEqual([409, true])
  expect((await walk.submit(reasonsFor(walk))).status).toBe(303)
  const queue = await get("street", paths.verification({ quarter, state: "waiting" }))
  expect(queue.words).toContain(walk.name)
  expect(queue.words).toContain("更正中")
  expect((await walk.desk("street")).words).toContain("请像平时一样核实")
  expect((await walk.decide("street", "verification")).status).toBe(303)
  const early = await walk.post("city", paths.release(quarter), { key: freshKey(), confirmed: "yes" })
  expect([early.status, early.words.includes(walk.name)]).toEqual([409, true])
  expect((await walk.decide("district", "verification")).status).toBe(303)

  const ready = await get("city", paths.quarter(quarter))
  expect(ready.words).toContain("1 个更正都已核定")
  expect(ready.words).toContain("发布第 2 次")
  const asked = await walk.post("city", paths.release(quarter), { key: freshKey(), confirmed: "yes" })
  expect(asked.status).toBe(303)
  const [running] = await door.cell.rows("select id, instance_id from releases where state = 'running'")
  door.cell.now = door.now
  await runRelease(door.cell.contextFor(system), door.cell.deps, {
    releaseId: String(running?.["id"]),
    instanceId: String(running?.["instance_id"]),
  })
  later(1)

  const done = await get("city", paths.quarter(quarter))
  expect(done.words).toContain("第 2 次发布")
  expect(done.words).toContain("已在第 2 次发布中更正")
  expect((await walk.form("editor")).words).toContain("有误请联系市级主管部门开启更正")

  const ranking = await get(null, paths.ranking({ quarter }))
  expect(ranking.words).toMatch(/这是第 2 次发布（[^）]+），更正了 1 个小区。 前一次发布仍可查阅/)
  // Under an edition with `disclosure` the public reads one sentence for all corrections.
  expect(ranking.words).toContain(`${walk.name}：重新核定的数据替换了先前的数据。`)
  expect(ranking.words).not.toContain(reason)
  expect((await get(null, paths.estate(walk.slug, { quarter }))).words).toContain(
    "本小区的数据已经更正。原因：重新核定的数据替换了先前的数据。",
  )
  const neighbour = await get(null, paths.estate(other.slug, { quarter }))
  expect(neighbour.words).toContain("这是第 2 次发布")
  expect(neighbour.words).not.toContain(reason)

  const present = await json(paths.apiRelease(quarter))
  expect(present).toMatchObject({
    number: 2,
    corrects: {
      number: 1,
      manifestHash: first.manifestHash,
      estates: [{ slug: walk.slug, reason: "corrected" }],
    },
    earlier: [{ number: 1, manifestHash: first.manifestHash, json: paths.apiReleaseNumber(quarter, 1) }],
  })
  const old = await json(paths.apiReleaseNumber(quarter, 1))
  expect(old).toMatchObject({
    number: 1,
    manifestHash: first.manifestHash,
    manifest: first.manifest,
    estates: first.estates,
    corrects: null,
    links: { values: null },
  })
  expect(await json(paths.apiReleaseNumber(quarter, 2))).toEqual(present)
  const csv = await (await door.as(null)).get(paths.apiReleaseNumber(quarter, 1, ".csv"))
  expect([csv.status, csv.headers.get("content-disposition")]).toEqual([
    200,
    `attachment; filename="shige-${quarter}.csv"`,
  ])
  expect((await (await door.as(null)).get(paths.apiReleaseNumber(quarter, 3))).status).toBe(404)
})

test("by API: opened once, listed, taken back, refused with codes of its own", async () => {
  const program = await openProgram(door, "city")
  const path = `/quarters/${quarter}/corrections`
  const body = { estate: other.slug, reason }
  const told = (answer: Response) => answer.json()
  const none = await program.send("POST", `/quarters/${quarter}/release`, {})
  expect(await told(none)).toMatchObject({ code: "correction_none" })
  const early = await program.send("POST", `/quarters/${door.openQuarter}/corrections`, body)
  expect(await told(early)).toMatchObject({ status: 409, code: "not_released" })
  const short = await program.send("POST", path, { ...body, reason: "短" })
  expect(await told(short)).toMatchObject({
    code: "invalid",
    faults: [{ rule: "correction_reason_short", pointer: "/reason" }],
  })
  const headers = { "idempotency-key": "correction-by-api-1" }
  const answers = await Promise.all([1, 2, 3].map(() => program.send("POST", path, body, headers)))
  const opened = await Promise.all(answers.map((answer) => told(answer)))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1)
  const again = await program.send("POST", path, body)
  expect(await told(again)).toMatchObject({ status: 409, code: "correction_open" })
  const early2 = await program.send("POST", `/quarters/${quarter}/release`, {})
  expect(await told(early2)).toMatchObject({
    code: "correction_unverified",
    parameters: { n: 1, names: other.name },
  })
  const district = await openProgram(door, "approver")
  const list = await told(await district.get(path))
  expect(list.items[0]).toMatchObject({ estate: other.slug, open: true, state: "returned", corrects: 2 })
  expect((await district.send("POST", path, body)).status).toBe(403)
  const company = await openProgram(door, "manager")
  const submission = await told(await company.get(`/submissions/${quarter}/${other.slug}`))
  expect(submission).toMatchObject({ released: true, correction: { reason }, part: { locked: null } })
  later(1)
  const back = `${path}/${opened[0].id}/withdrawal`
  expect(await told(await program.send("POST", back, {}))).toEqual({ takenBack: true })
  expect(await told(await program.send("POST", back, {}))).toMatchObject({
    code: "correction_over",
  })
})
