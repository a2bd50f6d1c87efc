import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { verifyArchive } from "../../../worker/domain/selection/verify-archive.ts"
import { expressions } from "../../../worker/gateways/expression.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openJudgingDesk, twoJudges } from "../../support/judging-desk.ts"
import { publicArchiveOf } from "../../support/public-archive.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../../support/quarter-forms.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let made: Fixture
let desk: ReturnType<typeof openJudgingDesk>
const page = () => paths.selectionPart(made.slug, "assignment")

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  made = await openSelection(door, {
    slug: "yi-ge-yi-ge",
    phase: "screening",
    nominated: 3,
    rules: twoJudges,
  })
  desk = openJudgingDesk(door, made)
  await desk.prepareAll()
  await desk.post("secretary", page(), {})
})
afterAll(() => door.close())

async function standing(account: string) {
  return desk.rows(
    `select a.id, a.nomination_id, n.blind_code from assignments a join nominations n on n.id = a.nomination_id
     where a.judge_id = ? and a.ended_at is null order by n.blind_code`,
    [desk.idOf(account)],
  )
}

const one = async (account: string) => (await standing(account))[0] ?? {}
const takeBack = (id: unknown, fields: Record<string, string> = {}, who = "secretary") =>
  desk.post(who, paths.assignmentRemoval(made.slug, String(id)), { revision: "0", ...fields })
const give = (account: string, code: unknown, fields: Record<string, string> = {}) =>
  desk.post("secretary", paths.assignmentPairs(made.slug), {
    ...{ code: String(code), judgeId: desk.idOf(account) },
    ...fields,
  })

/** As the judge's own page saves it. */
async function score(id: unknown, state: "draft" | "submitted"): Promise<void> {
  const at = door.now.toISOString()
  await desk.rows(
    `insert into reviews (assignment_id, scores, state, revision, updated_at, submitted_at)
     values (?, '{"C1":80}', ?, 3, ?, ?)`,
    [String(id), state, at, at],
  )
}

describe("taking one back", () => {
  test("what is not scored yet goes without a reason, on record, and once", async () => {
    const given = await one("judge")
    const table = await desk.get("secretary", page())
    expect(table.html).toContain(`href="${paths.assignmentPair(made.slug, String(given["id"]))}"`)
    const asked = await desk.get("secretary", paths.assignmentPair(made.slug, String(given["id"])))
    expect(asked.words).toContain("评委还没有评分")
    expect(asked.words).toContain(String(given["blind_code"]))
    const form = { key: freshKey(), revision: "0", reason: "" }
    const path = paths.assignmentRemoval(made.slug, String(given["id"]))
    const client = await door.as("secretary")
    const both = await Promise.all([client.post(path, form), client.post(path, form)])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(both[0]?.headers.get("location")).toBe(`${page()}?done=taken_back`)
    expect(
      await desk.one("select end_reason, ended_at is null o from assignments where id = ?", [
        String(given["id"]),
      ]),
    ).toEqual({ end_reason: "taken_back", o: 0 })
    const runs = await desk.rows("select number, kind, record from assignment_runs order by number")
    expect(runs.map(({ kind }) => kind)).toEqual(["bulk", "taken_back"])
    expect(JSON.parse(String(runs[1]?.["record"])).kept).toEqual([
      `${desk.idOf("judge")} ${given["nomination_id"]}`,
    ])
    const events = await desk.rows("select * from audit_events where action = 'assignment.take_back'")
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ entity: "assignment", entity_id: String(given["id"]) })
    const again = await takeBack(given["id"])
    expect(again.status).toBe(409)
    expect(again.words).toContain("这项分配已经结束")
    const gone = await desk.get("judge", paths.judge(desk.idOf("judge")))
    expect(gone.html).not.toContain(String(given["blind_code"]))
  })

  test("by the rules it is not given to the same judge again; by hand it may be", async () => {
    const [taken] = await desk.rows("select nomination_id from assignments where end_reason = 'taken_back'")
    await desk.post("secretary", page(), {})
    const nominationId = String(taken?.["nomination_id"])
    const now = await desk.rows(
      "select judge_id from assignments where nomination_id = ? and ended_at is null",
      [nominationId],
    )
    expect(now).toHaveLength(2)
    expect(now.map(({ judge_id }) => judge_id)).not.toContain(desk.idOf("judge"))
    const code = made.nominations.find(({ id }) => id === nominationId)?.blindCode
    const fields = { reason: "另两位之外再请一位" }
    expect((await give("judge", code, fields)).location).toContain("done=given")
    expect((await give("judge", code, fields)).words).toContain("已经有这个候选小区")
  })

  test("what is scored needs a reason; then the score stays on record and counts for nothing", async () => {
    await desk.rows("update programmes set phase = 'review' where id = ?", [made.programmeId])
    const given = await one("judge2")
    const id = String(given["id"])
    await score(id, "submitted")
    const stale = await takeBack(id)
    expect(stale.status).toBe(409)
    expect(stale.words).toContain("评分现在是：已提交")
    expect(await desk.one("select ended_at from assignments where id = ?", [id])).toEqual({ ended_at: null })
    const silent = await takeBack(id, { revision: "3" })
    expect(silent.status).toBe(422)
    expect(errorBeside(silent, "judging-reason")).toContain("收回要写明原因")
    const long = await takeBack(id, { revision: "3", reason: "长".repeat(2001) })
    expect(long.status).toBe(422)
    expect(fieldValue(long, "reason")).toHaveLength(2001)
    const done = await takeBack(id, { revision: "3", reason: "评委请求回避" })
    expect(done.status, done.words).toBe(303)
    const kept = await desk.one(
      `select a.end_reason, r.void_reason, r.scores, r.voided_at is not null v
       from assignments a join reviews r on r.assignment_id = a.id where a.id = ?`,
      [id],
    )
    expect(kept).toEqual({ end_reason: "taken_back", void_reason: "taken_back", scores: '{"C1":80}', v: 1 })
    const [event] = await desk.rows(
      "select * from audit_events where action = 'assignment.take_back' and entity_id = ?",
      [id],
    )
    expect(String(event?.["before"])).toContain("submitted")
    expect(JSON.stringify(event)).not.toContain("请求回避")
    const review = await desk.get("judge2", paths.review(id))
    expect(review.status).toBe(409)
    const results = await desk.get("secretary", paths.selectionPart(made.slug, "results"))
    expect(results.words).toContain("已提交 0/")
  })

  test("two secretaries at once: one takes it back, the other is told", async () => {
    const given = await one("judge3")
    const both = await Promise.all(
      ["secretary", "secretary2"].map((who) => takeBack(given["id"], { reason: "两人同时" }, who)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    const runs = await desk.rows("select 1 from assignment_runs where record like '%两人同时%'")
    expect(runs).toHaveLength(1)
  })

  test("another organiser finds nothing, and after the review nothing is taken back", async () => {
    const id = String((await one("judge"))["id"])
    await desk.rows(
      "insert into organisations (id, kind, name, created_at) values ('organiser-9', 'organiser', '别的主办方', '2026-01-01T00:00:00.000Z')",
    )
    const other = await door.as(await door.addMember("organiser-9", "secretary"))
    expect((await other.get(paths.assignmentPair(made.slug, id))).status).toBe(404)
    const form = { key: freshKey(), revision: "0" }
    expect((await other.post(paths.assignmentRemoval(made.slug, id), form)).status).toBe(404)
    await desk.rows("update programmes set phase = 'shortlist' where id = ?", [made.programmeId])
    expect((await takeBack(id, { reason: "晚了" })).status).toBe(409)
    const late = await desk.get("secretary", paths.assignmentPair(made.slug, id))
    expect(late.words).toContain("评审已结束，分配不再变动")
    expect(late.html).not.toContain("/removal")
    await desk.rows("update programmes set phase = 'review' where id = ?", [made.programmeId])
  })
})

describe("giving one", () => {
  test("that puts a judge more than one ahead of another needs a reason, which stays with the run", async () => {
    const loads = async () =>
      Promise.all(["judge", "judge2", "judge3"].map(async (who) => (await standing(who)).length))
    for (const who of ["judge2", "judge3"])
      for (const { id } of await standing(who)) await takeBack(id, { reason: "腾空" })
    await takeBack((await standing("judge")).at(-1)?.["id"], { reason: "只留两个" })
    const [own = 0, second, third] = await loads()
    expect([own > 0, second, third]).toEqual([true, 0, 0])
    const held = new Set((await standing("judge")).map(({ blind_code }) => blind_code))
    const code = made.nominations.find(({ blindCode }) => !held.has(blindCode))?.blindCode
    expect(code).toBeDefined()
    const warned = await give("judge", code)
    expect(warned.status).toBe(422)
    expect(errorBeside(warned, "judging-reason")).toContain(`将有 ${own + 1} 个候选小区，最少的评委有 0 个`)
    expect(fieldValue(warned, "code")).toBe(code)
    expect((await standing("judge")).length).toBe(own)
    const done = await give("judge", code, { reason: "其他评委出差" })
    expect(done.location).toContain("done=given")
    const run = await desk.one("select kind, record from assignment_runs order by number desc limit 1")
    expect(run["kind"]).toBe("single")
    expect(JSON.parse(String(run["record"])).reason).toBe("其他评委出差")
    // The one who has fewest is given one without any reason.
    expect((await give("judge2", code)).location).toContain("done=given")
  })

  test.each([
    ["has not answered", "judges", "state = 'invited'"],
    ["declined", "judges", "state = 'declined'"],
    ["was removed", "judges", "state = 'removed'"],
    ["was not verified", "judges", "identity_verified_at = null"],
    ["declared nothing", "judges", "interests_declared_at = null"],
    ["left the organiser", "members", "ended_at = '2026-10-01'"],
    ["has another role there", "members", "role = 'secretary'"],
  ])("to a judge who %s is refused beside the judge, whatever the reason", async (_, table, set) => {
    const before = await standing("judge2")
    const held = new Set(before.map(({ blind_code }) => blind_code))
    const code = made.nominations.find(({ blindCode }) => !held.has(blindCode))?.blindCode
    expect(code).toBeDefined()
    const id = table === "judges" ? desk.idOf("judge2") : desk.memberOf("judge2")
    const was = await desk.one(`select * from ${table} where id = ?`, [id])
    const runs = await desk.rows("select number from assignment_runs")
    await desk.rows(`update ${table} set ${set} where id = ?`, [id])
    const refused = await give("judge2", code, { reason: "仍要指定" })
    const column = set.split(" ")[0] ?? ""
    await door.cell.client.execute({
      sql: `update ${table} set ${column} = ? where id = ?`,
      args: [was[column] === null ? null : String(was[column]), id],
    })
    expect(refused.status).toBe(422)
    expect(errorBeside(refused, "judging-judgeId")).toContain("还不能分配")
    expect(await standing("judge2")).toEqual(before)
    expect(await desk.rows("select number from assignment_runs")).toEqual(runs)
  })

  test("pages cost two round trips, both writes three", async () => {
    const client = await door.as("secretary")
    const id = String((await one("judge2"))["id"])
    const look = await door.costOf(() => client.get(paths.assignmentPair(made.slug, id)))
    expect(look.roundTrips).toBeLessThanOrEqual(2)
    const taken = await door.costOf(() =>
      client.post(paths.assignmentRemoval(made.slug, id), { key: freshKey(), revision: "0", reason: "" }),
    )
    expect([taken.response.status, taken.roundTrips <= 3]).toEqual([303, true])
    const code = made.nominations[0]?.blindCode ?? ""
    const form = { key: freshKey(), code, judgeId: desk.idOf("judge3"), reason: "" }
    const given = await door.costOf(() => client.post(paths.assignmentPairs(made.slug), form))
    expect([given.response.status, given.roundTrips <= 3]).toEqual([303, true])
    const table = await shown(await client.get(page()))
    expect(table.words).toContain("收回")
  })
})

test("the archive tells what was done by hand, reasons by their mark, and follows", async () => {
  await desk.rows("update programmes set phase = 'decided' where id = ?", [made.programmeId])
  const file = await (await door.as("secretary")).get(paths.programmeArchive(made.slug))
  const text = await file.text()
  expect(text).not.toContain("其他评委出差")
  const archive = publicArchiveOf(text)
  expect(new Set(archive.runs.map(({ kind }) => kind))).toEqual(new Set(["bulk", "single", "taken_back"]))
  expect(archive.runs.filter(({ reasonMark }) => reasonMark).length).toBeGreaterThan(2)
  const { checks } = verifyArchive(archive, { evaluate: expressions().evaluate, calendar: workingDays })
  const judging = checks.filter(({ name }) => name === "assignment" || name === "conflicts")
  expect(judging.map(({ count, faults }) => [count > 0, faults])).toEqual([
    [true, []],
    [true, []],
  ])
  archive.runs = archive.runs.filter(({ kind }) => kind !== "taken_back")
  const without = verifyArchive(archive, { evaluate: expressions().evaluate, calendar: workingDays })
  expect(without.checks.flatMap(({ faults }) => faults).join("\n")).toContain("no run took back assignment")
})
