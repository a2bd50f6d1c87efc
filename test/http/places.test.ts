import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../support/quarter-forms.ts"
import { openRegistry, type Registry } from "../support/registry-forms.ts"

let door: FrontDoor
let registry: Registry

beforeAll(async () => {
  door = await openFrontDoor({ estates: 2 })
  registry = openRegistry(door)
})
afterAll(() => door.close())

async function create(typed: Record<string, string>) {
  return shown(await (await door.as("operator")).post(paths.places(), { key: freshKey(), ...typed }))
}

async function rowOf(code: string) {
  const [row] = await door.cell.rows("select * from places where code = ?", [code])
  return row
}

describe("entering a place", () => {
  test("zone, street, community: each below the one before; estates there are the zone's", async () => {
    const zone = await create({ code: "510179", name: "试验新区", kind: "functional_zone" })
    expect(zone.location).toBe("/registry/places/510179?done=created")
    expect((await create({ code: "510104901", name: "试验街道", zoneCode: "510179" })).status).toBe(303)
    expect((await create({ code: "510104901001", name: "试验社区" })).status).toBe(303)
    expect(await rowOf("510179")).toMatchObject({ kind: "functional_zone", parent_code: "510100" })
    expect(await rowOf("510104901")).toMatchObject({
      kind: "street",
      parent_code: "510104",
      zone_code: "510179",
    })
    expect(await rowOf("510104901001")).toMatchObject({ kind: "community", parent_code: "510104901" })
    const slug = await registry.enter({ name: "新区小区", placeCode: "510104901001" })
    const [estate] = await door.cell.rows("select district_code from estates where slug = ?", [slug])
    expect(estate?.["district_code"]).toBe("510179")
    const page = await registry.page("operator", paths.place("510104901"))
    expect(page.words).toContain("街道 · 510104901 · 试验新区")
    expect(page.words).toContain("下有 1 处在用的区划 · 有 1 个在册小区")
  })

  test.each<[string, Record<string, string>, string, string]>([
    ["no code", { code: "", name: "甲" }, "f-code", "请填写区划代码"],
    ["a code of letters", { code: "51010X", name: "甲" }, "f-code", "不是区划代码"],
    ["another city's", { code: "510304001", name: "甲" }, "f-code", "本市的代码以 5101 开头"],
    ["a city's", { code: "510100", name: "甲" }, "f-code", "是市的代码"],
    ["nothing above it", { code: "510199001", name: "甲" }, "f-code", "没有上一级的区划 510199"],
    ["below a zone", { code: "510172001", name: "甲" }, "f-code", "没有上一级的区划 510172"],
    ["a code that is taken", { code: "510104018", name: "甲" }, "f-code", "这个代码已是东湖街道"],
    ["a name beside it", { code: "510104998", name: "东湖 街道" }, "f-name", "已有同名的区划"],
    [
      "a zone that is none",
      { code: "510104998", name: "甲", zoneCode: "510104" },
      "f-zoneCode",
      "不是在用的功能区",
    ],
    [
      "a community run by a zone",
      { code: "510104018998", name: "甲", zoneCode: "510172" },
      "f-zoneCode",
      "只有街道",
    ],
    ["no name", { code: "510104998", name: "\u200b" }, "f-name", "请填写名称"],
  ])("%s", async (_, typed, id, sentence) => {
    const answer = await create(typed)
    expect(answer.status).toBe(422)
    expect(errorBeside(answer, id)).toContain(sentence)
    expect(fieldValue(answer, "code")).toBe(typed["code"])
  })

  test("HTML and control characters in a name are text", async () => {
    const answer = await create({ code: "510104018997", name: "<i>斜</i>\u0007\u202e社区" })
    const page = await registry.page("operator", answer.location)
    expect(page.words).toContain("<i>斜</i>社区")
    expect(page.html).not.toContain("<i>斜")
  })
})

describe("a place that changes", () => {
  test("a street's new name is what searches for its estates find", async () => {
    await registry.enter({ name: "改名街小区", placeCode: "510104036", reason: "社区未定" })
    const renamed = await registry.send("operator", paths.place("510104036"), "/name", { name: "柳新街道" })
    expect(renamed.status).toBe(303)
    expect((await registry.page("city", paths.registry({ q: "柳新 改名街" }))).words).toContain("改名街小区")
    expect((await registry.page("city", paths.registry({ q: "柳江 改名街" }))).words).toContain("没有找到")
  })

  test("a retired place takes no new estate; what stands in it stays; it is taken back", async () => {
    const community = "510104901001"
    const path = paths.place(community)
    const blocked = await registry.page("operator", paths.place("510104901"))
    expect(blocked.words).toContain("下面还有 1 处在用的区划，要先停用它们")
    expect((await registry.send("operator", path, "/retirement", { from: "昨天" })).status).toBe(422)
    expect((await registry.send("operator", path, "/retirement", { from: "2026-10-01" })).status).toBe(303)
    const form = { key: freshKey(), name: "迟到小区", placeCode: community }
    const refused = await shown(await (await door.as("city")).post(paths.estates(), form))
    expect(errorBeside(refused, "f-placeCode")).toContain("试验社区已于 2026-10-01 停用")
    expect((await registry.page("city", paths.newEstate({ in: "510104901" }))).words).not.toContain(
      "试验社区",
    )
    const own = await registry.send("city", paths.estateSheet("xin-qu-xiao-qu") + "/facts", "/facts", {
      households: "321",
    })
    expect(own.status).toBe(303)
    expect((await registry.send("operator", path, "/reinstatement", {})).status).toBe(303)
    expect(await rowOf(community)).toMatchObject({ retired_from: null, revision: 3 })
  })

  test("a stale form changes nothing", async () => {
    const page = await registry.page("operator", paths.place("510105"))
    const fields = { key: freshKey(), revision: fieldValue(page, "revision") ?? "", name: "新青羊区" }
    await door.cell.rows("update places set revision = revision + 1 where code = '510105'")
    const stale = await shown(await (await door.as("operator")).post(paths.placeName("510105"), fields))
    expect(stale.status).toBe(409)
    expect(fieldValue(stale, "name")).toBe("新青羊区")
    expect(await rowOf("510105")).toMatchObject({ name: "青羊区" })
  })
})

test("the list is paged and narrowed; a code's beginning finds what is below", async () => {
  const all = await registry.page("operator", paths.places())
  expect(all.words).toMatch(/第 1 页，共 \d\d 页/)
  const zone = await registry.page("operator", paths.places({ district: "510172" }))
  expect(zone.words).toContain("桂溪街道")
  expect(zone.words).not.toContain("东湖街道")
  expect((await registry.page("operator", paths.places({ q: "510104035" }))).words).toContain("枫树社区")
})
