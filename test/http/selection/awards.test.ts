import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import type { CertificateDocument } from "../../../worker/domain/selection/certificate.ts"
import { certificateNumber } from "../../../worker/domain/selection/certificate-number.ts"
import { jpegFile } from "../../support/attachment-files.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../../support/quarter-forms.ts"
import { openCourseOf, type SelectionCourse } from "../../support/selection-course.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
})
afterAll(() => door.close())

/** A clock that goes back would keep the public reader from looking again: it begins anew. */
const at = (time: string) => {
  door.now = new Date(`${time}+08:00`)
  door.bindings = { ...door.bindings }
}
/** The public reader looks again after five seconds. */
const later = () => {
  door.now = new Date(door.now.getTime() + 6000)
}
async function visit(path: string) {
  later()
  return shown(await (await door.as(null)).get(path))
}
async function objectionsOf(course: SelectionCourse) {
  return door.cell.rows("select * from objections where programme_id = ? order by number", [
    course.programmeId,
  ])
}
/** Frozen and on notice from 8 to 13 October 2026: the 10th is a Saturday that is worked on. */
async function onNotice(slug: string, options: Parameters<typeof openCourseOf>[1] = {}) {
  at("2026-10-08T09:00:00")
  const course = await openCourseOf(door, { slug, ...options })
  expect((await course.freeze()).status).toBe(303)
  expect((await course.openNotice()).status).toBe(303)
  return course
}

describe("the notice", () => {
  test("counts working days by the calendar, shows the list, and keeps its address when it is over", async () => {
    await onNotice("notice")
    const page = await visit("/programmes/notice/notice")
    expect(page.words).toContain("2026 年 10 月 8 日至2026 年 10 月 13 日（5 个工作日")
    expect(page.words).toContain("权重浮动 ±25% 时")
    expect(page.words).toContain("本评选由主办方组织，不收取任何费用")
    expect(page.words).toContain("平台评价口径，非官方评分标准")
    expect(page.words).toContain("没有收到异议")
    at("2026-10-14T00:00:00")
    const over = await visit("/programmes/notice/notice/1")
    expect(over.words).toContain("本次公示已于2026 年 10 月 13 日 23:59:59 结束")
    expect(over.html).not.toContain(paths.objection("notice"))
    expect((await visit("/programmes/notice/notice/2")).status).toBe(404)
    expect((await visit("/programmes/nowhere/notice")).status).toBe(404)
  })

  test("is 5 to 7 working days, not in the past, and explained where the calendar ends", async () => {
    at("2026-10-08T09:00:00")
    const course = await openCourseOf(door, { slug: "lengths" })
    await course.freeze()
    for (const [fields, words] of [
      [{ workingDays: "4" }, "公示期为 5 至 7 个工作日"],
      [{ workingDays: "8" }, "公示期为 5 至 7 个工作日"],
      [{ fromDay: "2026-10-07" }, "公示首日要在今天"],
      [{ fromDay: "2026-13-01" }, "2026-13-01"],
    ] as const) {
      const answer = await course.openNotice(fields)
      expect(answer.status).toBe(422)
      expect(answer.words).toContain(words)
    }
    at("2026-12-28T09:00:00")
    const asked = await course.openNotice({ workingDays: "7" })
    expect(asked.status).toBe(422)
    expect(asked.words).toContain("工作日历只有 2004 至 2026 年的放假安排")
    expect(fieldValue(asked, "fromDay")).toBe("2026-12-28")
    const explained = await course.openNotice({ workingDays: "7", reason: "已核对国务院办公厅通知" })
    expect(explained.status).toBe(303)
  })

  test("costs nothing warm", async () => {
    await onNotice("warm")
    const nobody = await door.as(null)
    for (const path of [
      "/programmes/warm/notice",
      "/programmes/warm/objection",
      "/awards",
      "/awards.csv",
      "/api/v1/awards",
    ]) {
      await nobody.get(path)
      const { response, roundTrips } = await door.costOf(() => nobody.get(path))
      expect([path, response.status, roundTrips]).toEqual([path, 200, 0])
    }
  })
})

describe("an objection", () => {
  test("in the last second, on a free day and on a make-up day is in time; a second later it is not", async () => {
    // 25 September to 3 October: 1 to 7 October are free, so the notice reaches to the 10th, a make-up day.
    at("2026-09-29T09:00:00")
    const course = await openCourseOf(door, { slug: "moments" })
    await course.freeze()
    await course.openNotice()
    const [notice] = await door.cell.rows("select to_day from notices where programme_id = ?", [
      course.programmeId,
    ])
    expect(notice?.["to_day"]).toBe("2026-10-10")
    const due: string[] = []
    for (const time of ["2026-10-03T12:00:00", "2026-10-10T08:00:00", "2026-10-10T23:59:59"]) {
      at(time)
      const answer = await course.object()
      expect(answer.status).toBe(303)
      const receipt = await shown(await (await door.as(null)).get(answer.location))
      expect(receipt.words).toContain("异议已收到")
    }
    for (const row of await objectionsOf(course)) due.push(String(row["reply_due_day"]))
    // Ten working days after: the holiday's first one is the 8th.
    expect(due).toEqual(["2026-10-20", "2026-10-23", "2026-10-23"])
    at("2026-10-11T00:00:00")
    const late = await course.object()
    expect(late.status).toBe(409)
    expect(late.words).toContain("2026-10-10 23:59:59 结束，不再受理异议")
    expect(late.words).toContain("数据与事实不符，有照片为证。")
    expect((await objectionsOf(course)).map((row) => row["number"])).toEqual([1, 2, 3])
  })

  test("before the first day, or without a notice, is told so", async () => {
    at("2026-10-08T09:00:00")
    const course = await openCourseOf(door, { slug: "early-one" })
    await course.freeze()
    expect((await course.object()).status).toBe(409)
    await course.openNotice({ fromDay: "2026-10-12" })
    later()
    const early = await course.object()
    expect(early.status).toBe(409)
    expect(early.words).toContain("2026-10-12 起可以提出异议")
  })

  test("keeps what was typed, and says what is missing", async () => {
    const course = await onNotice("typed")
    later()
    const answer = await course.object({ kind: "named", text: "", name: "王女士" })
    expect(answer.status).toBe(422)
    expect(errorBeside(answer, "a-text")).toContain("请写明异议的内容和依据")
    expect(errorBeside(answer, "a-contact")).toContain("请填写联系方式")
    expect(fieldValue(answer, "name")).toBe("王女士")
    const stranger = await course.object({ nominationId: course.nominations[4]?.id ?? "" })
    expect(stranger.status).toBe(422)
    expect(errorBeside(stranger, "a-nominationId")).toContain("请选择名单上的一个小区")
    expect((await course.object({ text: "长".repeat(2001) })).words).toContain("最多 2000 字")
  })

  test("who it is stays with the organiser: sealed in the database, on no public page", async () => {
    const course = await onNotice("named")
    const person = { kind: "named", name: "赵晓明", contact: "13800138000" }
    const answer = await course.object(person)
    expect(answer.status).toBe(303)
    const [row] = await objectionsOf(course)
    expect(JSON.stringify(row)).not.toMatch(/赵晓明|13800138000/)
    const desk = await course.page("secretary", paths.objectionCase("named", String(row?.["id"])))
    expect(desk.words).toContain("赵晓明")
    for (const path of ["/programmes/named/notice", answer.location])
      expect((await visit(path)).words).not.toMatch(/赵晓明|13800138000|有照片为证/)
    const events = await door.cell.rows(
      "select detail, before, after from audit_events where entity_id = ?",
      [String(row?.["id"])],
    )
    expect(JSON.stringify(events)).not.toMatch(/赵晓明|13800138000|有照片为证/)
  })

  test("where the rules say named only, an anonymous one is refused", async () => {
    const objections = { anonymous: false, replyWorkingDays: 10 }
    const categories = [{ code: "A", title: "综合示范", places: 3, quotas: [] }]
    const course = await onNotice("named-only", { rules: { objections, categories } })
    expect((await course.object()).status).toBe(422)
  })

  test("takes up to three files, without what they say of their makers; the organiser sees them, nobody else", async () => {
    const course = await onNotice("evidence")
    later()
    const send = async (files: File[]) => {
      const body = new FormData()
      const fields = {
        key: freshKey(),
        nominationId: course.nominations[0]?.id ?? "",
        kind: "anonymous",
        text: "见照片",
      }
      for (const [name, value] of Object.entries(fields)) body.set(name, value)
      for (const file of files) body.append("files", file)
      return shown(await (await door.as(null)).send(paths.objection("evidence"), { method: "POST", body }))
    }
    const jpeg = () => new File([jpegFile()], "现场 张三.jpg")
    expect((await send([jpeg(), jpeg(), jpeg(), jpeg()])).words).toContain("最多 3 个文件")
    const active = await send([new File(["<script>alert(1)</script>"], "x.jpg")])
    expect(active.status).toBe(422)
    expect(errorBeside(active, "a-files")).toContain("只收 JPEG")
    expect((await door.cell.rows("select 1 from attachments where objection_id is not null")).length).toBe(0)
    const answer = await send([jpeg(), jpeg()])
    expect(answer.status).toBe(303)
    const files = await door.cell.rows("select id from attachments where objection_id is not null")
    expect(files).toHaveLength(2)
    const [row] = await objectionsOf(course)
    const desk = await course.page("secretary", paths.objectionCase("evidence", String(row?.["id"])))
    expect(desk.words).toContain("现场 张三.jpg")
    const path = paths.attachment(String(files[0]?.["id"]))
    expect((await (await door.as("secretary")).get(path)).headers.get("content-type")).toBe("image/jpeg")
    expect((await (await door.as("manager")).get(path)).status).toBe(404)
    expect((await (await door.as("judge")).get(path)).status).toBe(404)
    expect((await visit("/programmes/evidence/notice")).words).not.toContain("张三")
  })

  test("the same form twice is one; a hundred at once are a hundred", async () => {
    const course = await onNotice("hundred")
    const key = freshKey()
    const first = await course.object({ key })
    expect((await course.object({ key })).location).toBe(first.location)
    const many = await Promise.all(
      Array.from({ length: 100 }, (_, n) => course.object({ text: `异议 ${n}` })),
    )
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([303]))
    expect(new Set(many.map(({ location }) => location)).size).toBe(100)
    const numbers = (await objectionsOf(course)).map((row) => Number(row["number"]))
    expect(numbers).toEqual(Array.from({ length: 101 }, (_, n) => n + 1))
  }, 60_000)

  test("from one address no more than twenty an hour", async () => {
    const course = await onNotice("limited")
    const headers = { "cf-connecting-ip": "203.0.113.9" }
    const answers = []
    for (let n = 0; n < 22; n++) answers.push(await course.object({ text: `异议 ${n}` }, headers))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(20)
    expect(answers.at(-1)?.status).toBe(429)
    expect(answers.at(-1)?.words).toContain("提交的异议太多")
    const elsewhere = await course.object({}, { "cf-connecting-ip": "198.51.100.7" })
    expect(elsewhere.status).toBe(303)
  })

  test("a receipt that nobody was given is 404", async () => {
    expect((await visit("/objections/abcdefghijklmnopqrstuvwxyz0123456789abcdefg")).status).toBe(404)
  })
})

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
    expect(revoked.words).toContain("证书已撤销")
    expect(revoked.words).toContain("申报材料不实。")
    expect((await visit(paths.certificateSheet(number))).words).toContain("已撤销")
    const list = await visit("/awards")
    expect(list.words).toContain("撤销：申报材料不实。")
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
