import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { lettersOf } from "../../support/letters.ts"
import { completeParts, openProgrammes } from "../../support/programme-forms.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../../support/quarter-forms.ts"
import { openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let desk: ReturnType<typeof openProgrammes>

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  desk = openProgrammes(door)
})
afterAll(() => door.close())

/** The public pages look at the database again after five seconds. */
async function publicPage(path: string) {
  door.now = new Date(door.now.getTime() + 6_000)
  return desk.page("secretary", path)
}

describe("changing rules that are fixed", () => {
  test("a new version with a reason, told to everybody who nominated and shown to everybody", async () => {
    const { slug } = await openSelection(door, { slug: "gai-gui-ze", phase: "open", nominated: 3 })
    const typed = await desk.type(slug, "form", {
      closeDay: "2026-10-30",
      screeningDay: "2026-11-05",
      reviewDay: "2026-11-10",
      noticeDay: "2026-11-20",
    })
    expect(typed.status).toBe(303)
    expect((await publicPage(paths.programme(slug))).words).not.toContain("2026 年 10 月 30 日")
    const overview = await desk.page("secretary", paths.selectionOf(slug))
    expect(overview.words).toContain("规则有改动还没有生效")
    const silent = await desk.send("chair", paths.selectionPart(slug, "rules"), "/rules", { reason: " " })
    expect([silent.status, errorBeside(silent, "f-reason")]).toEqual([
      422,
      "请写明更改的原因，所有申报人都会看到。",
    ])
    const reason = "本季度调解的纠纷只有 3 件。"
    const telling = await desk.send("chair", paths.selectionPart(slug, "rules"), "/rules", { reason })
    expect(errorBeside(telling, "f-reason")).toContain("公开的文字提到关怀、探访、纠纷时")
    const changed = await desk.send("chair", paths.selectionPart(slug, "rules"), "/rules", {
      reason: "国庆假期顺延",
    })
    expect(changed.location).toContain("done=changed")
    const letters = (await lettersOf(door)).filter(({ template }) => template === "rules_changed")
    expect(letters).toHaveLength(1)
    expect(letters[0]).toMatchObject({
      to: "manager@demo.shige.example",
      parameters: { version: "2", reason: "国庆假期顺延" },
    })
    const page = await publicPage(paths.programme(slug))
    expect(page.words).toContain("2026 年 10 月 30 日")
    expect(page.words).toContain("国庆假期顺延")
    expect((await publicPage(paths.programmeRules(slug, 1))).words).toContain(
      "这不是现行的版本，现行的是第 2 版",
    )
    expect((await desk.page("secretary", paths.selectionPart(slug, "rules"))).words).toContain("改动：日程")
    const again = await shown(
      await (await door.as("chair")).post(paths.selectionPart(slug, "rules"), {
        key: freshKey(),
        revision: String((await desk.row(slug))?.["revision"]),
        reason: "没有改动",
      }),
    )
    expect([again.status, again.words.includes("规则没有改动")]).toEqual([409, true])
  })

  test("seed and first day stay; once judges began also criteria, and no fewer judges", async () => {
    const { slug } = await openSelection(door, { slug: "ping-shen-zhong", phase: "review", nominated: 1 })
    await desk.type(slug, "judging", { seed: "7", perCandidate: "2", "k.0.weight": "60", "k.1.weight": "40" })
    const refused = await desk.send("chair", paths.selectionPart(slug, "rules"), "/rules", { reason: "想改" })
    expect(refused.status).toBe(422)
    for (const words of ["开放申报以后不能再改", "评审已经开始，不能再改", "不能少于原来的 3 位评委"])
      expect(refused.words).toContain(words)
    expect(fieldValue(refused, "reason")).toBe("想改")
    const dropped = await desk.send("secretary", paths.selectionPart(slug, "rules"), "/withdrawal", {})
    expect(dropped.location).toContain("done=dropped")
    const page = await desk.page("secretary", paths.rulesPart(slug, "judging"))
    expect(fieldValue(page, "perCandidate")).toBe("3")
    const rules = await desk.page("chair", paths.selectionPart(slug, "rules"))
    expect(rules.words).not.toContain("放弃这些改动")
  })

  test("from the list on nothing can be typed", async () => {
    const { slug } = await openSelection(door, { slug: "ming-dan", phase: "shortlist" })
    const page = await desk.page("secretary", paths.rulesPart(slug, "basics"))
    expect([page.status, page.words.includes("名单已经冻结")]).toEqual([200, true])
    const revision = String((await desk.row(slug))?.["revision"])
    const form = { key: freshKey(), revision, title: "改名" }
    const answer = await (await door.as("secretary")).post(paths.rulesPart(slug, "basics"), form)
    expect(answer.status).toBe(409)
  })
})

describe("two people at once", () => {
  test("the second is told what changed, and nothing that it typed is lost", async () => {
    const slug = await desk.create("两个人一起改")
    const path = paths.rulesPart(slug, "basics")
    const before = await desk.page("secretary2", path)
    await desk.type(slug, "basics", { summary: "先存的简介" })
    const late = await shown(
      await (await door.as("secretary2")).post(path, {
        key: freshKey(),
        revision: fieldValue(before, "revision") ?? "",
        title: "两个人一起改",
        summary: "后存的简介",
      }),
    )
    expect(late.status).toBe(409)
    expect(late.words).toContain("简介现在是：先存的简介")
    expect(fieldValue(late, "summary")).toBe("后存的简介")
    const retry = {
      key: freshKey(),
      revision: fieldValue(late, "revision") ?? "",
      title: "两个人一起改",
      summary: "后存的简介",
    }
    expect((await (await door.as("secretary2")).post(path, retry)).status).toBe(303)
  })

  test("two chairs who open it at once open it once", async () => {
    const slug = await desk.create("两位主席")
    await desk.complete(slug)
    const other = await door.as(await door.addMember("organiser-1", "chair"))
    const first = await door.as("chair")
    const revision = String((await desk.row(slug))?.["revision"])
    const answers = await Promise.all(
      [first, other].map((one) => one.post(paths.programmeBeginning(slug), { key: freshKey(), revision })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const [versions] = await door.cell.rows(
      "select count(*) n from programme_rules r join programmes p on p.id = r.programme_id where p.slug = ?",
      [slug],
    )
    expect(versions?.["n"]).toBe(1)
  })
})

describe("from phase to phase", () => {
  const post = async (slug: string, who = "secretary") =>
    shown(
      await (await door.as(who)).post(paths.programmePhase(slug), {
        key: freshKey(),
        revision: String((await desk.row(slug))?.["revision"]),
      }),
    )

  test("screening begins after the deadline's last second in Shanghai", async () => {
    const before = door.now
    const { slug } = await openSelection(door, {
      slug: "jie-zhi",
      rules: {
        dates: {
          openDay: "2026-10-01",
          closeDay: "2026-10-20",
          screeningDay: "2026-10-25",
          reviewDay: "2026-10-30",
          noticeDay: "2026-11-02",
          noticeWorkingDays: 5,
        },
      },
    })
    door.now = new Date("2026-10-20T15:59:59.999Z")
    const early = await post(slug)
    expect([early.status, early.words.includes("23:59:59（北京时间）才截止")]).toEqual([409, true])
    door.now = new Date("2026-10-20T16:00:00Z")
    expect((await post(slug)).location).toContain("done=screening")
    const page = await desk.page("secretary", paths.selectionOf(slug))
    expect(page.words).toContain("还没有通过资格审查的候选小区")
    door.now = before
  })

  test("the review begins when all are screened and have enough judges and anonymous answers", async () => {
    const { slug } = await openSelection(door, {
      slug: "fen-pei",
      phase: "screening",
      nominated: 2,
      judges: 3,
    })
    const short = await post(slug)
    expect([short.status, short.words.includes("2 个候选小区的评委不足 2 位")]).toEqual([422, true])
    const ready = await openSelection(door, {
      slug: "fen-hao",
      phase: "screening",
      nominated: 2,
      judges: 3,
      assigned: true,
    })
    await door.cell.rows("update nominations set screening = null where id = ?", [
      ready.nominations[0]?.id ?? "",
    ])
    expect((await post(ready.slug)).words).toContain("1 个申报还没有审查")
    await door.cell.rows("update nominations set screening = 'eligible' where programme_id = ?", [
      ready.programmeId,
    ])
    await door.cell.rows("update nominations set redacted_answers = null where id = ?", [
      ready.nominations[0]?.id ?? "",
    ])
    const bare = await post(ready.slug)
    expect([bare.status, bare.words.includes("1 个候选小区还没有匿名材料")]).toEqual([422, true])
    expect(bare.html).toContain(`href="${paths.redactions(ready.slug)}"`)
    await door.cell.rows("update nominations set redacted_answers = answers where programme_id = ?", [
      ready.programmeId,
    ])
    expect((await post(ready.slug)).location).toContain("done=review")
    expect((await post(ready.slug)).status).toBe(409)
  })

  test("a stop says why to everybody, and nothing goes on", async () => {
    const { slug } = await openSelection(door, { slug: "zhong-zhi", phase: "open" })
    const hasty = await desk.send("chair", paths.programmeStop(slug), "/stop", { reason: "费" })
    expect(hasty.status).toBe(422)
    expect(errorBeside(hasty, "f-reason")).toContain("至少 5 个字")
    expect(errorBeside(hasty, "f-confirmed")).toContain("请勾选确认")
    expect(fieldValue(hasty, "reason")).toBe("费")
    const telling = await desk.send("chair", paths.programmeStop(slug), "/stop", {
      reason: "本季度调解的纠纷只有 3 件。",
    })
    expect(errorBeside(telling, "f-reason")).toContain("公开的文字提到关怀、探访、纠纷时")
    const answer = await desk.send("chair", paths.programmeStop(slug), "/stop", {
      reason: "有人以牌匾费名义收费",
      confirmed: "yes",
    })
    expect(answer.location).toContain("done=stopped")
    const page = await publicPage(paths.programme(slug))
    expect(page.words).toContain("有人以牌匾费名义收费")
    expect((await publicPage(paths.programmes())).words).toContain("已终止")
    expect((await post(slug)).status).toBe(409)
    expect((await desk.page("secretary", paths.selectionOf(slug))).words).toContain("评选已终止，不能再办理")
  })
})

test("a long list has pages; one behind the last shows the first", async () => {
  for (let number = 0; number < 21; number++) await openSelection(door, { slug: `lie-biao-${number}` })
  for (const path of [paths.selection, paths.programmes]) {
    const last = await publicPage(path({ page: 2 }))
    expect(last.words).toMatch(/第 2 页，共 [23] 页/)
    const beyond = await publicPage(path({ page: 99 }))
    expect([beyond.status, beyond.words.includes("共")]).toEqual([200, true])
  }
})

describe("who may not", () => {
  test("another organiser's programme is not found; a secretary neither opens nor stops", async () => {
    await door.cell.rows(
      "insert into organisations (id, kind, name, created_at) values ('organiser-9', 'organiser', '别家论坛', '2026-01-01')",
    )
    const stranger = await door.as(await door.addMember("organiser-9", "chair"))
    const { slug } = await openSelection(door, { slug: "bie-ren-de", phase: "open" })
    const pages = [
      paths.selectionOf(slug),
      paths.selectionPart(slug, "rules"),
      paths.rulesPart(slug, "basics"),
      paths.programmeBeginning(slug),
      paths.programmeStop(slug),
    ]
    for (const path of pages) expect([path, (await stranger.get(path)).status]).toEqual([path, 404])
    const form = { key: freshKey(), revision: "1", reason: "不是我的评选", confirmed: "yes" }
    for (const path of [...pages.slice(1), paths.programmePhase(slug)])
      expect([path, (await stranger.post(path, form)).status]).toEqual([path, 404])
    const secretary = await door.as("secretary")
    for (const path of [
      paths.programmeBeginning(slug),
      paths.programmeStop(slug),
      paths.selectionPart(slug, "rules"),
    ])
      expect([path, (await secretary.post(path, form)).status]).toEqual([path, 403])
    expect((await (await door.as("judge")).get(paths.selection())).status).toBe(403)
  })

  test("desk pages cost two round trips, writes three, public pages none", async () => {
    const { slug } = await openSelection(door, { slug: "lai-hui", phase: "open", nominated: 2 })
    const secretary = await door.as("secretary")
    const pages = [
      paths.selection(),
      paths.selectionOf(slug),
      paths.selectionPart(slug, "rules"),
      paths.rulesPart(slug, "form"),
    ]
    for (const path of pages)
      expect([path, (await door.costOf(() => secretary.get(path))).roundTrips]).toEqual([path, 2])
    const revision = String((await desk.row(slug))?.["revision"])
    const form = { key: freshKey(), revision, ...completeParts["form"], closeDay: "2026-11-01" }
    const saved = await door.costOf(() =>
      secretary.post(paths.rulesPart(slug, "form"), form as Record<string, string>),
    )
    expect([saved.response.status, saved.roundTrips]).toEqual([303, 3])
    const visitor = await door.as(null)
    for (const path of [paths.programmes(), paths.programme(slug), paths.programmeRules(slug, 1)]) {
      await visitor.get(path)
      expect([path, (await door.costOf(() => visitor.get(path))).roundTrips]).toEqual([path, 0])
    }
  })
})
