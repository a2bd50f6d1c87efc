import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import type { CertificateDocument } from "../../../worker/domain/selection/certificate.ts"
import { certificateNumber } from "../../../worker/domain/selection/certificate-number.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type NoticeDays, noticeDays } from "../../support/notice-days.ts"
import { fieldValue, freshKey } from "../../support/quarter-forms.ts"
import type { SelectionCourse } from "../../support/selection-course.ts"

let door: FrontDoor
let days: NoticeDays
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  days = noticeDays(door)
})
afterAll(() => door.close())

const at = (time: string) => days.at(time)
const later = () => days.later()
const visit = (path: string) => days.visit(path)
const onNotice: NoticeDays["onNotice"] = (slug, options) => days.onNotice(slug, options)
const objectionsOf: NoticeDays["objectionsOf"] = (course) => days.objectionsOf(course)

describe("from objections to certificates", () => {
  let course: SelectionCourse
  let ids: string[]
  beforeAll(async () => {
    course = await onNotice("whole")
    for (const nomination of course.nominations.slice(0, 2))
      await course.object({ nominationId: nomination.id })
    await course.object({ nominationId: course.nominations[2]?.id ?? "" })
    ids = (await objectionsOf(course)).map((row) => String(row["id"]))
  })

  test("goes through its states, each with its public answer", async () => {
    const [first = "", second = "", third = ""] = ids
    const personal = await course.answer(third, "refusal", { reply: "请致电 13800138000" })
    expect(personal.status).toBe(422)
    expect(personal.words).toContain("公开的文字不能有个人信息")
    expect((await course.answer(third, "decision", { decision: "upheld", reply: "x" })).status).toBe(409)
    expect((await course.answer(third, "refusal", { reply: "与评选规则无关。" })).status).toBe(303)
    expect((await course.answer(first, "admission")).status).toBe(303)
    expect((await course.answer(second, "admission")).status).toBe(303)
    const path = `${paths.objectionCase("whole", first)}/decision`
    const stale = await course.post("secretary2", path, { revision: "1", decision: "rejected", reply: "x" })
    expect(stale.status).toBe(409)
    expect(stale.words).toContain("另一位同事刚刚处理了这条异议")
  })

  test("an upheld one strikes; the next by rule moves up on a new list, with a notice of its own", async () => {
    const [, second = ""] = ids
    const answer = await course.answer(second, "decision", {
      decision: "upheld",
      reply: "经查属实，予以剔除。",
    })
    expect(answer.status).toBe(303)
    const lists = await door.cell.rows(
      "select number, document from shortlists where programme_id = ? order by number",
      [course.programmeId],
    )
    expect(lists.map((row) => row["number"])).toEqual([1, 2])
    expect(
      JSON.parse(String(lists[1]?.["document"])).categories[0].entries.map(
        (entry: { nominationId: string }) => entry.nominationId,
      ),
    ).toEqual([0, 2, 3].map((n) => course.nominations[n]?.id))
    const notices = await door.cell.rows(
      "select number, shortlist_number, from_day, to_day from notices where programme_id = ? order by number",
      [course.programmeId],
    )
    expect(notices[1]).toMatchObject({
      number: 2,
      shortlist_number: 2,
      from_day: "2026-10-09",
      to_day: "2026-10-14",
    })
    const first = await visit("/programmes/whole/notice/1")
    expect(first.words).toContain("公示后剔除")
    expect(first.words).toContain("经查属实，予以剔除。")
    const newest = await visit("/programmes/whole/notice/2")
    expect(newest.words).toContain("递补，本次公示的对象")
    expect(newest.words).toContain("已在第 1 号公示")
  })

  test("nothing is closed before its last day is over", async () => {
    at("2026-10-13T23:59:59")
    const early = await course.close(1)
    expect(early.status).toBe(409)
    expect(early.words).toContain("期满之后才能结束")
    at("2026-10-14T00:00:00")
    expect((await course.close(1)).status).toBe(303)
    expect((await course.close(1)).status).toBe(409)
    expect((await course.close(2)).status).toBe(409)
  })

  test("an open objection keeps back that candidate and no other; the secretary cannot award", async () => {
    expect(
      (await course.post("secretary", paths.selectionPart("whole", "awards"), { revision: "1" })).status,
    ).toBe(403)
    const desk = await course.page("chair", paths.selectionPart("whole", "awards"))
    expect(desk.words).toContain("1 个小区可以公布；2 个暂缓")
    const { response, roundTrips } = await door.costOf(async () => {
      const client = await door.as("chair")
      const revision = fieldValue(desk, "revision") ?? ""
      return client.post(paths.selectionPart("whole", "awards"), { key: freshKey(), revision })
    })
    expect([response.status, roundTrips]).toEqual([303, 3])
    const awarded = await door.cell.rows(
      "select nomination_id, valid_from, valid_to from awards where programme_id = ?",
      [course.programmeId],
    )
    expect(awarded).toEqual([
      { nomination_id: course.nominations[2]?.id, valid_from: "2026-10-14", valid_to: "2028-10-13" },
    ])
    const [programme] = await door.cell.rows("select phase from programmes where id = ?", [
      course.programmeId,
    ])
    expect(programme?.["phase"]).toBe("decided")
    expect((await course.award()).status).toBe(409)
  })

  test("the others follow once they are decided", async () => {
    const [first = ""] = ids
    expect(
      (await course.answer(first, "decision", { decision: "rejected", reply: "经核查，不成立。" })).status,
    ).toBe(303)
    at("2026-10-15T00:00:01")
    expect((await course.close(2)).status).toBe(303)
    expect((await course.award()).location).toContain("done=awarded")
    const awarded = await door.cell.rows("select nomination_id from awards where programme_id = ?", [
      course.programmeId,
    ])
    expect(new Set(awarded.map((row) => row["nomination_id"]))).toEqual(
      new Set([0, 2, 3].map((n) => course.nominations[n]?.id)),
    )
  })

  test("certificates: valid, expired, revoked with the reason, and the same answer for every number that is none", async () => {
    const [award] = await door.cell.rows(
      "select id, certificate_number n, document from awards where programme_id = ? limit 1",
      [course.programmeId],
    )
    const number = String(award?.["n"])
    const document = JSON.parse(String(award?.["document"])) as CertificateDocument
    const valid = await visit(paths.certificate(number))
    expect(valid.words).toContain("证书有效")
    expect(valid.words).toContain(document.estate.name)
    expect((await visit(paths.certificate(number.toLowerCase().replaceAll("-", "")))).status).toBe(200)

    const near = [
      number.slice(0, -1) + (number.endsWith("7") ? "8" : "7"),
      certificateNumber("another"),
      "1",
      "SG-2026-0002",
    ]
    const bodies = []
    for (const guess of near) {
      const answer = await (await door.as(null)).get(paths.certificate(guess))
      expect(answer.status).toBe(404)
      bodies.push(await answer.text())
    }
    expect(new Set(bodies).size).toBe(1)
    expect((await (await door.as(null)).get(paths.certificateSheet("1"))).status).toBe(404)

    const sheet = await visit(paths.certificateSheet(number))
    expect(sheet.words).toContain("特发此证")
    expect(sheet.html).toContain('class="qr"')
    expect(sheet.words).toContain(`/certificates/${number}`)

    const path = paths.award("whole", String(award?.["id"]))
    const refused = await course.post("chair", paths.awardRevocation("whole", String(award?.["id"])), {
      revision: "1",
      reason: "",
    })
    expect(refused.status).toBe(422)
    expect(
      (
        await course.post("secretary", paths.awardRevocation("whole", String(award?.["id"])), {
          revision: "1",
        })
      ).status,
    ).toBe(403)
    const form = { revision: "1", reason: "申报材料不实。", confirmed: "yes" }
    expect(
      (await course.post("chair", paths.awardRevocation("whole", String(award?.["id"])), form)).location,
    ).toBe(`${path}?done=revoked`)
    expect(
      (await course.post("chair", paths.awardRevocation("whole", String(award?.["id"])), form)).status,
    ).toBe(409)
    const revoked = await visit(paths.certificate(number))
    expect(revoked.words).toContain("证书已摘牌")
    expect(revoked.words).toContain("申报材料不实。")
    expect((await visit(paths.certificateSheet(number))).words).toContain("已摘牌")
    const estate = await visit(paths.estate(document.estate.slug))
    expect(estate.words).toContain("入选记录")
    expect(estate.words).toContain("摘牌：申报材料不实。")
    const list = await visit("/awards")
    expect(list.words).toContain("摘牌：申报材料不实。")
  })

  test("what is public of awards: page, CSV and JSON, with the press apart", async () => {
    const page = await visit(paths.awards({ programme: "whole", year: "2026" }))
    expect(page.words).toContain("演示数据")
    expect(page.words).toContain("据媒体报道")
    expect(page.words).toContain("四海逸家·蓝钻（二期）")
    expect(page.words).toContain("华西社区报")
    expect(page.words).not.toContain("君悦金沙")
    expect((await visit(paths.awards({ year: "2031" }))).words).toContain("没有符合筛选条件的")
    const [row] = await door.cell.rows(
      "select id, document from awards where programme_id = ? and revoked_at is null limit 1",
      [course.programmeId],
    )
    const document = JSON.parse(String(row?.["document"])) as CertificateDocument
    for (const [at, sign] of ["=", "+", "-", "@"].entries()) {
      document.estate.name = `${sign}cmd|calc`
      await door.cell.client.batch([
        {
          sql: "update awards set document = ? where id = ?",
          args: [JSON.stringify(document), String(row?.["id"])],
        },
        {
          sql: "update programmes set public_revision = public_revision + 1 where id = ?",
          args: [course.programmeId],
        },
      ])
      later()
      const csv = await (await (await door.as(null)).get("/awards.csv")).text()
      expect(csv, String(at)).toContain(`,'${sign}cmd|calc,`)
      expect(csv.split("\n").filter((line) => line.startsWith("award,"))).toHaveLength(3)
      expect(csv.split("\n").filter((line) => line.startsWith("press,"))).toHaveLength(1)
    }
    later()
    const json = await (await (await door.as(null)).get("/api/v1/awards")).json()
    expect(json).toMatchObject({
      disclaimer: "平台评价口径，非官方评分标准",
      press: [{ kind: "press", year: 2023 }],
    })
    expect((json as { awards: { state: string }[] }).awards.map(({ state }) => state).sort()).toEqual([
      "revoked",
      "valid",
      "valid",
    ])
  })

  test("a certificate expires the day after its last one", async () => {
    const [row] = await door.cell.rows(
      "select certificate_number n from awards where programme_id = ? and revoked_at is null and valid_to = '2028-10-14' limit 1",
      [course.programmeId],
    )
    at("2028-10-14T23:59:00")
    expect((await visit(paths.certificate(String(row?.["n"])))).words).toContain("证书有效")
    at("2028-10-15T00:00:00")
    expect((await visit(paths.certificate(String(row?.["n"])))).words).toContain("证书已过期")
  })
})
