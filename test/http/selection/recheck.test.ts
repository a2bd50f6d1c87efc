import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { systemServices } from "../../../worker/services.ts"
import { recheckAwards } from "../../../worker/usecases/award/recheck-awards.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openCourseOf, type SelectionCourse } from "../../support/selection-course.ts"

let door: FrontDoor
let course: SelectionCourse

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  const eligibility = [{ code: "E1", title: "基础分不低于 101", expression: "base >= 101.0", built: null }]
  const categories = [{ code: "A", title: "综合示范", places: 2, quotas: [] }]
  course = await openCourseOf(door, { slug: "again", rules: { eligibility, categories } })
  await course.freeze()
  await course.openNotice()
  door.now = new Date("2026-10-20T02:00:00Z")
  await course.close(1)
  expect((await course.award()).status).toBe(303)
  await makeLaxer()
})
afterAll(() => door.close())

/** Rules that came after the list, and that everybody meets: awards were not made by them. */
async function makeLaxer() {
  const { programmeId, rules } = course
  const insert = `insert into programme_rules (programme_id, version, document, hash, member_id, at)
    select programme_id, 2, ?, 'later', member_id, at from programme_rules where programme_id = ?`
  await door.cell.client.batch(
    [
      { sql: insert, args: [JSON.stringify({ ...rules, eligibility: [] }), programmeId] },
      { sql: "update programmes set rules_version = 2 where id = ?", args: [programmeId] },
    ],
    "write",
  )
}

const recheck = () => {
  const { recheck: deps } = systemServices({ ...door.bindings }, "recheck-awards", "510100")
  const context = door.cell.contextFor({ kind: "system", job: "recheck-awards" })
  return recheckAwards(context, deps)
}

test("as long as nothing new is released there is nothing to look at", async () => {
  door.cell.now = door.now
  expect(await recheck()).toBe(0)
})

test("after a new release awards are looked at once by the rules of their list, flagged and never revoked", async () => {
  await door.cell.client.execute({
    sql: "update publications set published_at = ? where period = ?",
    args: ["2026-10-25T00:00:00.000Z", course.rules.basis.period],
  })
  expect(await recheck()).toBe(2)
  expect(await recheck()).toBe(0)
  const rows = await door.cell.rows("select meets, result from rechecks")
  expect(rows.map((row) => row["meets"])).toEqual([0, 0])
  expect(JSON.parse(String(rows[0]?.["result"]))).toMatchObject({ rulesVersion: 1 })
  expect(JSON.parse(String(rows[0]?.["result"])).rules[0]).toMatchObject({ code: "E1", outcome: "fail" })
  expect(await door.cell.rows("select 1 from awards where revoked_at is not null")).toEqual([])
  const desk = await course.page("chair", paths.selectionPart("again", "awards"))
  expect(desk.words).toContain("不再符合，请研究")
  const [award] = await door.cell.rows("select id from awards limit 1")
  const page = await course.page("secretary", paths.award("again", String(award?.["id"])))
  expect(page.words).toContain("E1")
  expect(page.html).not.toContain("/revocation")
})
