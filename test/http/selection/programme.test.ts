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

describe("from a title to an open programme", () => {
  let slug = ""

  test("a programme begins as a draft; its address is its title in pinyin", async () => {
    slug = await desk.create(" 锦城实格\u200b示范小区 ")
    expect(slug).toBe("jin-cheng-shi-ge-shi-fan-xiao-qu")
    expect(await desk.row(slug)).toMatchObject({
      phase: "draft",
      rules_version: 0,
      title: "锦城实格示范小区",
    })
    const list = await desk.page("chair", paths.selection())
    expect(list.words).toContain("锦城实格示范小区")
    const overview = await desk.page("secretary", paths.selectionOf(slug))
    expect(overview.words).toContain("这一步由主席办理。")
    expect(overview.words).toContain("基本情况与声明 （")
  })

  test("two programmes of one title get two addresses, and none is taken for a page", async () => {
    expect(await desk.create("锦城实格示范小区")).toBe(`${slug}-2`)
    expect(await desk.create("New")).toBe("new-2")
    expect(await desk.create("Δ")).toBe("programme")
  })

  test("the public never sees a draft", async () => {
    expect((await publicPage(paths.programmes())).words).not.toContain("锦城实格示范小区")
    expect((await publicPage(paths.programme(slug))).status).toBe(404)
    expect((await publicPage(paths.programmeRules(slug, 1))).status).toBe(404)
  })

  test("what is still to be typed may be missing in a draft, and is listed before opening", async () => {
    const saved = await desk.type(slug, "basics", { summary: "" })
    expect(saved.location).toBe(paths.rulesPart(slug, "categories"))
    const check = await desk.page("chair", paths.programmeBeginning(slug))
    for (const sentence of [
      "没有声明不收费",
      "是否有批准文号",
      "请选择依据的数据",
      "至少要有一个类别",
      "至少要有一项评审标准",
    ])
      expect(check.words).toContain(sentence)
    const refused = await desk.begin(slug)
    expect(refused.status).toBe(422)
    expect(await desk.row(slug)).toMatchObject({ phase: "draft" })
  })

  test("all parts are typed, and come back as they were typed", async () => {
    await desk.complete(slug)
    const categories = await desk.page("secretary", paths.rulesPart(slug, "categories"))
    expect(fieldValue(categories, "c.0.quotas")).toBe("锦江区 2\n青羊区 1")
    expect(fieldValue(categories, "c.0.places")).toBe("3")
    const judging = await desk.page("secretary", paths.rulesPart(slug, "judging"))
    expect(fieldValue(judging, "k.0.levels")).toBe("100 四方机制常年运行,有记录\n60 有机制,偶尔运行")
    const rules = await desk.page("secretary", paths.selectionPart(slug, "rules"))
    expect(rules.words).toContain("基础分 ≥ 60")
    expect(rules.words).toContain("示例审〔2026〕1号")
  })

  test("the chair opens it: version 1 is fixed, hashed and public", async () => {
    const answer = await desk.begin(slug)
    expect(answer.location).toBe(paths.selectionOf(slug, { done: "begun" }))
    expect(await desk.row(slug)).toMatchObject({ phase: "open", rules_version: 1 })
    const [version] = await door.cell.rows("select * from programme_rules where version = 1 and hash <> ''")
    const document = JSON.parse(String(version?.["document"]))
    expect(document).toMatchObject({ organiser: "微网实格论坛组委会（演示）", titleEn: "锦城实格示范小区" })
    const list = await publicPage(paths.programmes())
    expect(list.words).toContain("锦城实格示范小区")
    const page = await publicPage(paths.programme(slug))
    for (const words of [
      "不收取任何费用",
      "示例审〔2026〕1号（示例主管部门）",
      "锦江区最多 2 个",
      "100 分：有数据证明",
      "第 1 版",
      String(version?.["hash"]),
    ])
      expect(page.words).toContain(words)
    expect((await publicPage(paths.programmeRules(slug, 1))).words).toContain("规则第 1 版")
    expect((await publicPage(paths.programmeRules(slug, 2))).status).toBe(404)
  })

  test("a second opening is refused, a repeated one gives the first result", async () => {
    const [event] = await door.cell.rows(
      "select count(*) n from audit_events where action = 'programme.begin'",
    )
    expect(event?.["n"]).toBe(1)
    const chair = await door.as("chair")
    const revision = String((await desk.row(slug))?.["revision"])
    const again = await shown(await chair.post(paths.programmeBeginning(slug), { key: freshKey(), revision }))
    expect(again.status).toBe(409)
  })
})

describe("typing what is wrong", () => {
  let slug = ""
  beforeAll(async () => {
    slug = await desk.create("坏输入评选")
  })

  test.each<[string, string, Record<string, string>, string, string]>([
    [
      "quotas larger than the places",
      "categories",
      { "c.0.title": "甲", "c.0.places": "2", "c.0.quotas": "锦江区 9" },
      "f-c-0-quotas",
      "超过这个类别的名额 2",
    ],
    [
      "a district that there is not",
      "categories",
      { "c.0.title": "甲", "c.0.places": "2", "c.0.quotas": "火星区 1" },
      "f-c-0-quotas",
      "没有“火星区”这个区",
    ],
    [
      "a quota that cannot be read",
      "categories",
      { "c.0.title": "甲", "c.0.places": "2", "c.0.quotas": "锦江区两个" },
      "f-c-0-quotas",
      "看不懂“锦江区两个”",
    ],
    ["no places", "categories", { "c.0.title": "甲", "c.0.places": "0" }, "f-c-0-places", "1 到 500 的整数"],
    [
      "a word for a number",
      "categories",
      { "c.0.title": "甲", "c.0.places": "很多" },
      "f-c-0-places",
      "“很多”不是整数",
    ],
    [
      "close before open",
      "form",
      { openDay: "2026-10-20", closeDay: "2026-10-19" },
      "f-closeDay",
      "早于前一个日期",
    ],
    ["a day that there is not", "form", { openDay: "2026-02-30" }, "f-openDay", "不是日期"],
    ["a short notice", "form", { noticeWorkingDays: "4" }, "f-noticeWorkingDays", "5 到 7 个工作日"],
    [
      "one key twice",
      "form",
      {
        "f.0.title": "甲",
        "f.0.key": "a",
        "f.0.most": "10",
        "f.1.title": "乙",
        "f.1.key": "a",
        "f.1.most": "10",
      },
      "f-f-1-key",
      "用了两次",
    ],
    [
      "too many characters",
      "form",
      { "f.0.title": "甲", "f.0.key": "a", "f.0.most": "5001" },
      "f-f-0-most",
      "1 到 5000",
    ],
    ["a quorum above the judges", "judging", { perCandidate: "3", quorum: "4" }, "f-quorum", "不能多于"],
    ["a share above everything", "judging", { judgesShare: "101" }, "f-judgesShare", "0 到 100"],
    [
      "a level above 100",
      "judging",
      { "k.0.title": "甲", "k.0.weight": "100", "k.0.levels": "101 好\n1 差" },
      "f-k-0-levels",
      "不在 0 到 100 之间",
    ],
    [
      "two levels of one score",
      "judging",
      { "k.0.title": "甲", "k.0.weight": "100", "k.0.levels": "50 好\n50 差" },
      "f-k-0-levels",
      "写了两次",
    ],
    ["no title", "basics", { title: " " }, "f-title", "请填写名称"],
    ["a title without end", "basics", { title: "长".repeat(61) }, "f-title", "最多 60 个字"],
    [
      "an unknown figure",
      "eligibility",
      { "e.0.title": "甲", "e.0.expression": "luck > 1.0" },
      "f-e-0-expression",
      "luck",
    ],
    [
      "an expression that is none",
      "eligibility",
      { "e.0.title": "甲", "e.0.expression": "base >=" },
      "f-e-0-expression",
      "写得不对",
    ],
  ])("%s: said beside the field, kept in the form, nothing written", async (_, part, typed, id, sentence) => {
    const before = await desk.row(slug)
    const answer = await desk.type(slug, part, typed)
    expect(answer.status).toBe(422)
    expect(errorBeside(answer, id)).toContain(sentence)
    for (const [name, value] of Object.entries(typed))
      expect(fieldValue(answer, name)?.trim()).toBe(value.trim())
    expect(await desk.row(slug)).toEqual(before)
  })

  test("no approval, a fee, words that claim a naming: it does not open", async () => {
    const bad = await desk.create("不该开放的评选")
    await desk.complete(bad)
    await desk.type(bad, "basics", { approvalKind: "exempt", exemption: "" })
    expect((await desk.begin(bad)).words).toContain("请写明为什么不需要批准")
    await desk.type(bad, "basics", { exemption: "协会自行组织", noFee: null })
    const fee = await desk.begin(bad)
    expect([fee.status, fee.words.includes("VET-08")]).toEqual([422, true])
    await desk.type(bad, "basics", { noFee: "yes", title: "国家级示范小区" })
    const claim = await desk.begin(bad)
    expect(claim.status).toBe(422)
    expect(claim.words).toContain("“国家级”容易被理解为政府命名")
    const explained = await desk.begin(bad, { reason: "沿用上级文件的名称" })
    expect(explained.status).toBe(303)
    const [event] = await door.cell.rows(
      "select detail from audit_events where action = 'programme.begin' order by seq desc limit 1",
    )
    expect(JSON.parse(String(event?.["detail"]))).toMatchObject({
      explained: ["rules_claims_naming"],
      reason: "text:9",
    })
    expect((await publicPage(paths.programme(bad))).words).toContain("沿用上级文件的名称")
  })

  test("a call whose last day has passed does not open", async () => {
    const late = await desk.create("过期的评选")
    await desk.complete(late)
    await desk.type(late, "form", { openDay: "2026-10-01", closeDay: "2026-10-11" })
    const answer = await desk.begin(late)
    expect([answer.status, answer.words.includes("早于今天（2026-10-12）")]).toEqual([422, true])
  })

  test("HTML in every field is text", async () => {
    const evil = "<script>alert(1)</script>"
    const html = await desk.create("标签评选")
    await desk.complete(html)
    const texts: Record<string, Record<string, string>> = {
      basics: { title: `标签${evil}`, titleEn: evil, summary: evil, approvalNumber: evil, approvalBy: evil },
      categories: { "c.0.title": evil },
      eligibility: { "e.0.title": evil },
      form: { "f.0.title": evil, "f.0.hint": evil },
      judging: { "k.0.title": evil, "k.0.levels": `100 ${evil}\n0 ${evil}` },
    }
    for (const [part, typed] of Object.entries(texts))
      expect((await desk.type(html, part, typed)).status).toBe(303)
    expect((await desk.begin(html)).status).toBe(303)
    const pages = [
      paths.programmes(),
      paths.programme(html),
      paths.programmeRules(html, 1),
      paths.selectionPart(html, "rules"),
      paths.selection(),
    ]
    for (const path of [...pages, ...Object.keys(completeParts).map((part) => paths.rulesPart(html, part))]) {
      const page = await publicPage(path)
      expect([path, page.status, page.html.includes("<script>alert")]).toEqual([path, 200, false])
      expect(page.words).toContain(evil)
    }
  })
})

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

  test("the review begins when all are screened and have enough judges", async () => {
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
