import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import type { ShortlistDocument } from "../../../worker/domain/selection/shortlist.ts"
import { digestText } from "../../../worker/gateways/digest.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { fieldValue, freshKey, shown } from "../../support/quarter-forms.ts"
import { openCourseOf } from "../../support/selection-course.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
})
afterAll(() => door.close())

async function listOf(programmeId: string, number = 1) {
  const [row] = await door.cell.rows("select * from shortlists where programme_id = ? and number = ?", [
    programmeId,
    number,
  ])
  return row && { hash: String(row["hash"]), text: String(row["document"]) }
}

describe("freezing", () => {
  test("makes a numbered, canonical, hashed list of what was shown", async () => {
    const course = await openCourseOf(door, { slug: "freezing" })
    const before = await course.page("secretary", paths.selectionPart("freezing", "shortlist"))
    expect(before.words).toContain("综合示范：3 个名额")
    expect(before.words).toContain("权重浮动 ±25% 时")
    const answer = await course.freeze()
    expect(answer).toMatchObject({ status: 303, location: "/selection/freezing/shortlist?done=frozen" })
    const list = await listOf(course.programmeId)
    expect(list?.hash).toBe(await digestText(list?.text ?? ""))
    const document = JSON.parse(list?.text ?? "{}") as ShortlistDocument
    expect(document).toMatchObject({ format: 1, number: 1, rulesVersion: 1 })
    const [category] = document.categories
    expect(category?.entries.map(({ nominationId }) => nominationId)).toEqual(
      course.nominations.slice(0, 3).map(({ id }) => id),
    )
    const after = await course.page("secretary", answer.location)
    expect(after.words).toContain("名单已生成。下一步：开始公示。")
    expect(after.words).toContain(list?.hash)
    const [programme] = await door.cell.rows("select phase from programmes where id = ?", [
      course.programmeId,
    ])
    expect(programme?.["phase"]).toBe("shortlist")
  })

  test("two secretaries at once: one wins, the other gets a sentence", async () => {
    const course = await openCourseOf(door, { slug: "at-once" })
    const path = paths.selectionPart("at-once", "shortlist")
    const seen = fieldValue(await course.page("secretary", path), "seen") ?? ""
    const answers = await Promise.all([
      course.post("secretary", path, { seen }),
      course.post("secretary2", path, { seen }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const loser = answers.find(({ status }) => status === 409)
    expect(loser?.words).toMatch(/另一位同事刚刚生成了名单|名单已经生成/)
    expect(
      await door.cell.rows("select 1 from shortlists where programme_id = ?", [course.programmeId]),
    ).toHaveLength(1)
  })

  test("a review that comes in at the very moment of freezing is never left out silently", async () => {
    const course = await openCourseOf(door, { slug: "very-moment" })
    const ctx = door.cell.contextFor({ kind: "system", job: "test" })
    const prepared = await ctx.read.shortlists.field("very-moment")
    await door.cell.client.execute({
      sql: "update reviews set revision = revision + 1 where assignment_id = ?",
      args: [course.assignments[0]?.id ?? ""],
    })
    const write = ctx.write({ key: "very-moment", action: "shortlist.freeze", result: null }, (store) => {
      store.shortlists.expectField(course.programmeId, prepared?.mark ?? "")
      store.programmes.touchPublic(course.programmeId)
      store.audit.record({
        ...{ id: "very-moment", at: door.now, action: "shortlist.freeze", entity: "shortlist" },
        ...{ entityId: "x", detail: {} },
      })
    })
    await expect(write).rejects.toThrow("stale")
  })

  test("the same form twice is one list, and costs three round trips", async () => {
    const course = await openCourseOf(door, { slug: "twice" })
    const path = paths.selectionPart("twice", "shortlist")
    const seen = fieldValue(await course.page("secretary", path), "seen") ?? ""
    const client = await door.as("secretary")
    const form = { key: freshKey(), seen }
    const { response, roundTrips } = await door.costOf(() => client.post(path, form))
    expect([response.status, roundTrips]).toEqual([303, 3])
    expect((await client.post(path, form)).status).toBe(303)
    const page = await door.costOf(() => client.get(path))
    expect([page.response.status, page.roundTrips]).toEqual([200, 2])
  })

  test("a list that moved since it was seen is refused", async () => {
    const course = await openCourseOf(door, { slug: "moved" })
    const path = paths.selectionPart("moved", "shortlist")
    const seen = fieldValue(await course.page("secretary", path), "seen") ?? ""
    await door.cell.client.execute({
      sql: 'update reviews set scores = \'{"C1":1,"C2":1}\' where assignment_id = ?',
      args: [course.assignments[0]?.id ?? ""],
    })
    const answer = await course.post("secretary", path, { seen })
    expect(answer.status).toBe(409)
    expect(answer.words).toContain("您查看之后名单有变化")
  })

  test("reviews that are not in, and candidates with too few, need a reason", async () => {
    const course = await openCourseOf(door, { slug: "short" })
    const last = course.assignments.filter(({ nominationId }) => nominationId === course.nominations[4]?.id)
    for (const { id } of last.slice(0, 2))
      await door.cell.client.execute({
        sql: "update reviews set state = 'draft' where assignment_id = ?",
        args: [id],
      })
    const asked = await course.freeze()
    expect(asked.status).toBe(422)
    expect(asked.words).toContain("还有 2 份评审没有提交")
    expect(asked.words).toContain("1 个小区有效评审数不足")
    const telling = await course.freeze("secretary", { reason: "本季度调解的纠纷只有 3 件。" })
    expect([telling.status, telling.words.includes("公开的文字提到关怀、探访、纠纷时")]).toEqual([422, true])
    const answer = await course.freeze("secretary", { reason: "评委因病未交，经商定不再等待。" })
    expect(answer.status).toBe(303)
    const [event] = await door.cell.rows(
      "select detail from audit_events where action = 'shortlist.freeze' order by seq desc limit 1",
    )
    expect(JSON.parse(String(event?.["detail"]))).toMatchObject({
      explained: ["reviews_waiting", "candidates_insufficient"],
      reasonLength: 15,
    })
  })

  test("quotas and places larger than the field", async () => {
    const quotas = [{ district: "510104", most: 99 }]
    const categories = [{ code: "A", title: "综合示范", places: 50, quotas }]
    const course = await openCourseOf(door, { slug: "large", rules: { categories } })
    expect((await course.freeze()).status).toBe(303)
    const page = await course.page("secretary", paths.selectionPart("large", "shortlist"))
    expect(page.words).toContain("空出 45 个")
  })

  test("a conflict of interest found now takes its scores away and stops the freezing", async () => {
    const course = await openCourseOf(door, { slug: "conflicted" })
    const [nomination] = course.nominations
    await door.cell.client.execute({
      sql: "insert into interests (id, judge_id, kind, ref, note, declared_at) values ('i-1', ?, 'estate', ?, '', ?)",
      args: [course.judges[0]?.id ?? "", nomination?.estateId ?? "", door.now.toISOString()],
    })
    const answer = await course.freeze()
    expect(answer.status).toBe(409)
    expect(answer.words).toContain("1 条新的利害关系")
    const voided = await door.cell.rows(
      "select r.voided_at from reviews r join assignments a on a.id = r.assignment_id where a.judge_id = ? and a.nomination_id = ?",
      [course.judges[0]?.id ?? "", nomination?.id ?? ""],
    )
    expect(voided.every((row) => row["voided_at"] !== null)).toBe(true)
    expect((await course.freeze()).status).toBe(303)
  })

  test("not by a judge, not in another phase, not without anybody to rank", async () => {
    const course = await openCourseOf(door, { slug: "refused", nominated: 0 })
    expect((await course.post("judge", paths.selectionPart("refused", "shortlist"), {})).status).toBe(403)
    const nobody = await course.freeze()
    expect(nobody.status).toBe(422)
    expect(nobody.words).toContain("没有一个小区可以排名")
    await openCourseOf(door, { slug: "early", phase: "open" })
    const early = await course.post("secretary", paths.selectionPart("early", "shortlist"), { seen: "x" })
    expect(early.status).toBe(409)
  })
})

test("a release that was corrected after the shortlist is flagged, and needs a reason to go on", async () => {
  const course = await openCourseOf(door, { slug: "corrected" })
  await course.freeze()
  const { basis } = course.rules
  const columns = (await door.cell.rows("select name from pragma_table_info('releases')")).map((row) =>
    String(row["name"]),
  )
  const picked = columns.map((name) =>
    name === "id" ? "'corrected-release'" : name === "number" ? "number + 1" : name,
  )
  await door.cell.client.execute({
    sql: `insert into releases (${columns.join(", ")}) select ${picked.join(", ")} from releases where id = ?`,
    args: [basis.releaseId],
  })
  await door.cell.client.execute({
    sql: "update publications set release_id = 'corrected-release' where period = ?",
    args: [basis.period],
  })
  const page = await course.page("secretary", paths.selectionPart("corrected", "shortlist"))
  expect(page.words).toContain("此后有修订，现为第 2 次发布")
  const asked = await course.openNotice()
  expect(asked.status).toBe(422)
  expect(asked.words).toContain("名单仍按冻结的数据，请说明")
  expect((await course.openNotice({ reason: "修订不影响名单。" })).status).toBe(303)
  const publicNotice = async () => {
    // The public reader looks again after five seconds.
    door.now = new Date(door.now.getTime() + 6000)
    return shown(await (await door.as(null)).get(paths.notice("corrected")))
  }
  const flag = `所依据的发布（${basis.period} 第 1 次发布）此后有修订，现为第 2 次发布。名单按冻结的数据，不自动改变。`
  expect((await publicNotice()).words).toContain(flag)
  await door.cell.client.execute({
    sql: "update publications set release_id = ? where period = ?",
    args: [basis.releaseId, basis.period],
  })
  expect((await publicNotice()).words).not.toContain("此后有修订")
})
