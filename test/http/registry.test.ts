import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../support/quarter-forms.ts"
import { jinjiang, openRegistry, qingyang, type Registry } from "../support/registry-forms.ts"

let door: FrontDoor
let registry: Registry

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12 })
  registry = openRegistry(door)
})
afterAll(() => door.close())

async function create(who: string, facts: Record<string, string>) {
  const form = { key: freshKey(), placeCode: jinjiang, ...facts }
  return shown(await (await door.as(who)).post(paths.estates(), form))
}

async function rowOf(slug: string) {
  const [row] = await door.cell.rows("select * from estates where slug = ?", [slug])
  return row
}

async function count(table: string): Promise<number> {
  const [row] = await door.cell.rows(`select count(*) n from ${table}`)
  return Number(row?.["n"])
}

describe("entering an estate", () => {
  test("its address is made from pinyin, its district from its street, and one event tells all of it", async () => {
    const answer = await create("city", {
      name: " 重庆路\u200b银杏里（二期） ",
      formerNames: "三线宿舍、老三线\n三线宿舍",
      households: "１，０７９",
      microGrids: "15",
    })
    expect(answer.status).toBe(303)
    expect(answer.location).toBe("/registry/estates/chong-qing-lu-yin-xing-li-er-qi?done=created")
    const row = await rowOf("chong-qing-lu-yin-xing-li-er-qi")
    expect(row).toMatchObject({
      name: "重庆路银杏里（二期）",
      former_names: '["三线宿舍","老三线"]',
      district_code: "510104",
      street_code: "510104035",
      place_code: jinjiang,
      households: 1079,
      micro_grids: 15,
      grid_workers: null,
      origin: "registered",
      revision: 1,
    })
    const [event] = await door.cell.rows("select * from audit_events where entity_id = ?", [
      String(row?.["id"]),
    ])
    expect(event).toMatchObject({ action: "estate.create", entity: "estate" })
    expect(JSON.parse(String(event?.["after"]))).toMatchObject({
      name: "重庆路银杏里（二期）",
      households: 1079,
    })
    const page = await registry.page("city", answer.location)
    expect(page.words).toContain("小区已登记。下一步：登记管理公司。")
    expect(page.words).toContain("还缺：微网格员数、一般网格数")
    expect(page.words).toContain("没有登记管理公司，这个小区还不能填报。")
  })

  test("a street that a functional zone runs is the zone's: 桂溪街道 lies in 武侯区, 高新区 has it", async () => {
    const answer = await create("city", {
      name: "高新试验苑",
      placeCode: "510107063",
      reason: "社区还没有划定",
    })
    expect(answer.status).toBe(303)
    expect(await rowOf("gao-xin-shi-yan-yuan")).toMatchObject({
      district_code: "510172",
      street_code: "510107063",
    })
  })

  test("a place that is not the finest known asks for a reason, which the event keeps", async () => {
    const facts = { name: "粗略小区", placeCode: "510104035" }
    const asked = await create("city", facts)
    expect(asked.status).toBe(422)
    expect(asked.words).toContain("请核对，属实请写明原因")
    expect(asked.words).toContain("成龙路街道下面还有更细的区划")
    expect(fieldValue(asked, "name")).toBe("粗略小区")
    expect((await create("city", { ...facts, reason: "社区正在调整" })).status).toBe(303)
    const [event] = await door.cell.rows("select detail from audit_events order by seq desc limit 1")
    expect(JSON.parse(String(event?.["detail"]))).toMatchObject({
      explained: ["place_coarse"],
      reason: "社区正在调整",
    })
  })

  test("two of one name: refused in one community however it is written, to be explained in one city", async () => {
    await create("city", { name: "同名苑(一期)" })
    const here = await create("city", { name: "同名苑（一期） " })
    expect(here.status).toBe(422)
    expect(errorBeside(here, "f-name")).toContain("枫树社区已有同名的小区")
    const elsewhere = await create("city", { name: "同名苑（一期）", placeCode: qingyang })
    expect(elsewhere.status).toBe(422)
    expect(elsewhere.words).toContain("枫树社区有同名的小区")
    const explained = { name: "同名苑（一期）", placeCode: qingyang, reason: "确是两个小区" }
    expect((await create("city", explained)).location).toContain("/tong-ming-yuan-yi-qi-2?")
  })

  test.each<[string, Record<string, string>, string, string]>([
    ["no name", { name: "" }, "f-name", "请填写名称"],
    ["a name of signs", { name: "——★" }, "f-name", "名称里没有文字"],
    ["a name of 10,000 characters", { name: "长".repeat(10_000) }, "f-name", "名称太长，最多 60 个字"],
    [
      "eleven former names",
      { formerNames: "一二三四五六七八九十百".split("").join("\n") },
      "f-formerNames",
      "最多 10 个",
    ],
    ["no such place", { placeCode: "510104999999" }, "f-placeCode", "没有这个区划代码"],
    ["a code cut short", { placeCode: "5101040" }, "f-placeCode", "不是区划代码"],
    ["a code shortened by a spreadsheet", { placeCode: "5.10104E+11" }, "f-placeCode", "科学计数"],
    ["a city", { placeCode: "510100" }, "f-placeCode", "太大了"],
    ["a word for a number", { households: "很多" }, "f-households", "“很多”不是整数"],
    ["a negative number", { microGrids: "-3" }, "f-microGrids", "不是整数"],
    ["a number too large", { households: "20001" }, "f-households", "不在 1 到 20000 之间"],
    ["a year to come", { builtYear: "2027" }, "f-builtYear", "不在 1900 到 2026 之间"],
  ])("%s: said beside the field, kept in the form, nothing written", async (_, facts, id, sentence) => {
    const before = await count("estates")
    const answer = await create("city", { name: "有错小区", ...facts })
    expect(answer.status).toBe(422)
    expect(errorBeside(answer, id)).toContain(sentence)
    for (const [name, value] of Object.entries(facts))
      expect(fieldValue(answer, name)?.slice(0, 100)).toBe(value.slice(0, 100))
    expect(await count("estates")).toBe(before)
  })

  test("HTML and control characters in names are text", async () => {
    const name = "<b>粗</b>&amp;\u0007\u202e小区"
    const answer = await create("city", { name, formerNames: "<script>alert(1)</script>" })
    expect(answer.status).toBe(303)
    const page = await registry.page("city", answer.location)
    expect(page.words).toContain("<b>粗</b>&amp;小区")
    expect(page.html).not.toContain("<b>粗")
    expect(page.html).not.toContain("<script>alert")
  })

  test("the same form twice, in turn and at once, makes one estate; another form with the key another", async () => {
    const form = { key: freshKey(), placeCode: jinjiang, name: "只登记一次" }
    const before = await count("estates")
    const client = await door.as("city")
    const answers = [await client.post(paths.estates(), form), await client.post(paths.estates(), form)]
    answers.push(...(await Promise.all([1, 2, 3].map(() => client.post(paths.estates(), form)))))
    expect(new Set(answers.map((one) => `${one.status} ${one.headers.get("location")}`)).size).toBe(1)
    expect(await count("estates")).toBe(before + 1)
  })

  test("a district's approver enters in its own district only; its choice of places ends there", async () => {
    const away = await create("approver", { name: "越界小区", placeCode: qingyang })
    expect(errorBeside(away, "f-placeCode")).toContain("不在您的辖区内")
    expect((await create("approver", { name: "本区小区" })).status).toBe(303)
    const pick = await registry.page("approver", paths.newEstate())
    expect(pick.words).toContain("锦江区下的区划")
    expect((await registry.page("approver", paths.newEstate({ in: "510105" }))).status).toBe(404)
    const search = await registry.page("approver", paths.newEstate({ q: "草市" }))
    expect(search.words).toContain("没有找到“草市”")
    expect((await registry.page("city", paths.newEstate({ q: "草市" }))).words).toContain("草市街街道")
  })
})

describe("changing an estate", () => {
  test("a new name keeps the old one, the address and the filings; searches find both", async () => {
    const slug = await registry.enter({ name: "旧名花园" })
    const saved = await registry.send("city", paths.estateFacts(slug), "/facts", { name: "新名雅居" })
    expect(saved.location).toBe(`/registry/estates/${slug}?done=edited`)
    expect(await rowOf(slug)).toMatchObject({ name: "新名雅居", former_names: '["旧名花园"]', revision: 2 })
    for (const q of ["jmhy", "jiuminghua", "旧名", "xmyj", "雅居", "成龙路 xinming", " XMYJ "])
      expect((await registry.page("city", paths.registry({ q }))).words, q).toContain("新名雅居")
    const [event] = await door.cell.rows("select * from audit_events order by seq desc limit 1")
    expect(JSON.parse(String(event?.["before"]))).toEqual({ name: "旧名花园", formerNames: [] })
  })

  test("a stale form is refused, keeps what was typed and says so", async () => {
    const slug = await registry.enter({ name: "并发小区" })
    const seen = await registry.page("city", paths.estateFacts(slug))
    await registry.send("approver", paths.estateFacts(slug), "/facts", { households: "500" })
    const fields = {
      key: freshKey(),
      revision: fieldValue(seen, "revision") ?? "",
      name: "并发小区",
      placeCode: jinjiang,
    }
    const client = await door.as("city")
    const stale = await shown(await client.post(paths.estateFacts(slug), { ...fields, households: "700" }))
    expect(stale.status).toBe(409)
    expect(stale.words).toContain("在您填写期间，这里的内容已被别人改动")
    expect(fieldValue(stale, "households")).toBe("700")
    expect(await rowOf(slug)).toMatchObject({ households: 500 })
  })

  test("figures that do not fit the criteria are hints", async () => {
    const slug = await registry.enter({
      name: "网格小区",
      households: "900",
      microGrids: "5",
      gridWorkers: "4",
      generalGrids: "1",
    })
    const { words } = await registry.page("city", paths.estateSheet(slug))
    expect(words).toContain("平均每个微网格 180 户，要求 30–100 户")
    expect(words).toContain("5 个微网格、4 名微网格员")
    expect(words).toContain("平均每个一般网格 900 户，要求 300–500 户")
  })

  test("it moves to another district, unless one of the two has closed what is not released", async () => {
    const slug = await registry.enter({ name: "搬家小区" })
    await door.cell.rows(
      `insert or replace into closings (quarter, place_code, closed_at, member_id)
       values (?, '510114', '2026-10-13', 'm')`,
      [door.openQuarter],
    )
    const move = (placeCode: string) =>
      registry.send("city", paths.estateFacts(slug), "/facts", { placeCode, reason: "登记时选错" })
    expect(errorBeside(await move("510114001"), "f-placeCode")).toContain(
      "2026 年第 3 季度 已有区县关账、还没有发布",
    )
    expect((await move(qingyang)).status).toBe(303)
    expect(await rowOf(slug)).toMatchObject({ district_code: "510105", street_code: "510105005" })
  })
})

describe("the list", () => {
  test("a company sees its own, a street its own, each filter says what it shows", async () => {
    const company = await registry.page("editor", paths.registry())
    expect(company.words).toContain("示例·岷禾物业")
    expect(company.words).not.toContain("示例·锦砚物业")
    expect(company.words).not.toContain("登记小区")
    const street = await registry.page("street", paths.registry())
    expect(street.words).not.toContain("青羊区")
    const former = await registry.page("editor", paths.registry({ show: "former" }))
    expect(former.words).toContain("示例·锦砚物业")
    expect((await registry.page("city", paths.registry({ show: "unmanaged" }))).words).not.toContain("岷禾")
    expect((await registry.page("city", paths.registry({ show: "incomplete" }))).words).not.toContain("齐全 ")
    expect((await registry.page("city", paths.registry({ district: "510105" }))).words).not.toMatch(
      /锦江区 \S+社区/,
    )
    const nothing = await registry.page("city", paths.registry({ q: "%_' or 1=1 --" }))
    expect(nothing.words).toContain("没有找到")
  })

  test("it costs the same round trips with 1 row and with many", async () => {
    const client = await door.as("city")
    const many = await door.costOf(() => client.get(paths.registry()))
    const one = await door.costOf(() => client.get(paths.registry({ q: "新名雅居" })))
    expect([many.roundTrips, one.roundTrips]).toEqual([2, 2])
  })

  test("estates known from the press only are none of the registry", async () => {
    expect((await registry.page("city", paths.registry({ q: "四海逸家" }))).words).toContain("没有找到")
    expect((await registry.page("city", paths.estateSheet("sihai-yijia-landiao"))).status).toBe(404)
  })
})
