import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { jpegFile } from "../../../scripts/bench/files/attachment-files.ts"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type NoticeDays, noticeDays } from "../../support/notice-days.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../../support/quarter-forms.ts"
import { openCourseOf } from "../../support/selection-course.ts"

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
    const telling = await course.openNotice({ workingDays: "7", reason: "本季度调解的纠纷只有 3 件。" })
    expect([telling.status, telling.words.includes("公开的文字提到关怀、探访、纠纷时")]).toEqual([422, true])
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
    const huge = await send([new File([new Uint8Array(11 * 1024 * 1024)], "x.jpg")])
    expect(huge.status).toBe(413)
    expect(errorBeside(huge, "a-files")).toContain("一个文件最多 10 MB，连同表单里的全部内容最多 10.5 MB")
    expect(huge.html).toContain("见照片")
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
  })

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
