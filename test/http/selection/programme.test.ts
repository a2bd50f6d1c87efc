import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { completeParts, openProgrammes } from "../../support/programme-forms.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../../support/quarter-forms.ts"

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
    expect(fieldValue(categories, "c.0.quotas")).toBe("锦江区 3")
    expect(fieldValue(categories, "c.0.places")).toBe("3")
    const judging = await desk.page("secretary", paths.rulesPart(slug, "judging"))
    expect(fieldValue(judging, "k.0.levels")).toBe("100 四方机制常年运行，有记录\n60 有机制，偶尔运行")
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
      "锦江区最多 3 个",
      "100 分：有数据证明",
      "第 1 版",
      String(version?.["hash"]),
    ])
      expect(page.words).toContain(words)
    expect((await publicPage(paths.programmeRules(slug, 1))).words).toContain("规则第 1 版")
    expect((await publicPage(paths.programmeRules(slug, 2))).status).toBe(404)
  })

  test("a second opening is refused; the same form sent twice is one act", async () => {
    const chair = await door.as("chair")
    const revision = String((await desk.row(slug))?.["revision"])
    const again = await chair.post(paths.programmeBeginning(slug), { key: freshKey(), revision })
    expect((await shown(again)).status).toBe(409)
    const form = { key: freshKey(), title: "只新建一次" }
    const answers = [await chair.post(paths.selection(), form), await chair.post(paths.selection(), form)]
    const places = answers.map((answer) => answer.headers.get("location"))
    expect(places).toEqual(Array(2).fill(paths.selectionOf("zhi-xin-jian-yi-ci", { done: "created" })))
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
    expect(errorBeside(claim, "f-reason")).toBe("请写明原因，再开放申报；原因会公开。")
    expect(claim.html).toContain(`href="${paths.rulesPart(bad, "basics")}"`)
    const telling = await desk.begin(bad, { reason: "本季度调解的纠纷只有 3 件。" })
    expect([telling.status, errorBeside(telling, "f-reason")]).toEqual([
      422,
      expect.stringContaining("公开的文字提到关怀、探访、纠纷时"),
    ])
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
