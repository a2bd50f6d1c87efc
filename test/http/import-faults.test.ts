import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { usccCheckCharacter } from "../../worker/domain/organisation/uscc.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { estateFile as csv, type Imports, openImports } from "../support/import-forms.ts"
import { shown } from "../support/quarter-forms.ts"
import { jinjiang, openRegistry, qingyang, type Registry } from "../support/registry-forms.ts"
import { changedWorkbook } from "../support/workbooks.ts"

const minhe = "示例·岷禾物业"
const uscc = `91510100MA6CABCD1${usccCheckCharacter("91510100MA6CABCD1")}`

let door: FrontDoor
let registry: Registry
let files: Imports

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  registry = openRegistry(door)
  files = openImports(door)
  await door.cell.rows("update organisations set uscc = ? where id = 'company-2'", [uscc])
})
afterAll(() => door.close())

describe("a file with faults enters nothing and says each by row and column", () => {
  test.each<[string, string, string]>([
    [
      "two estates of one name in one place",
      `甲,${jinjiang},1,,,,,\n甲,${jinjiang},2,,,,,`,
      "第 3 行 户数 和第 2 行是同一个小区，这一列却不同",
    ],
    ["a row twice", `甲,${jinjiang},,,,,,\n甲,${jinjiang},,,,,,`, "第 3 行 小区名称 和第 2 行重复"],
    ["an estate that is there", `柳岸坊,510104018004,,,,,,`, "第 2 行 小区名称 石牛堰社区已有同名的小区"],
    ["no place", "甲,,,,,,,", "第 2 行 区划代码 请填写区划代码"],
    ["a wrong code", "甲,51010499,,,,,,", "第 2 行 区划代码 “51010499”不是区划代码"],
    ["an unknown code", "甲,510104999999,,,,,,", "第 2 行 区划代码 没有这个区划代码"],
    [
      "a code shortened by a spreadsheet",
      "甲,5.10104E+11,,,,,,",
      "第 2 行 区划代码 “5.10104E+11”是电子表格的科学计数",
    ],
    ["a retired place", "甲,510104037001,,,,,,", "停用，不再登记新的小区"],
    ["an unknown company", `甲,${jinjiang},,,没有物业,,2021-01-01,`, "第 2 行 管理公司 没有找到这家公司"],
    [
      "a wrong 统一社会信用代码",
      `甲,${jinjiang},,,,91510100MA6CABCD1I,2021-01-01,`,
      "第 2 行 统一社会信用代码 这不是统一社会信用代码",
    ],
    [
      "a code and a name of two companies",
      `甲,${jinjiang},,,${minhe},${uscc},2021-01-01,`,
      "第 2 行 管理公司 公司名称和统一社会信用代码不是同一家",
    ],
    ["days without company", `甲,${jinjiang},,,,,2021-01-01,`, "第 2 行 管理公司 请填写公司"],
    ["a company without days", `甲,${jinjiang},,,${minhe},,,`, "第 2 行 开始日 请填写日期"],
    ["no real day", `甲,${jinjiang},,,${minhe},,2021-02-29,`, "第 2 行 开始日 “2021-02-29”不是日期"],
    [
      "an end before the beginning",
      `甲,${jinjiang},,,${minhe},,2021-02-01,2021-01-01`,
      "第 2 行 结束日 结束日不能早于开始日",
    ],
    [
      "tenures that overlap",
      `甲,${jinjiang},,,${minhe},,2021-01-01,\n甲,${jinjiang},,,,${uscc},2022-01-01,`,
      "第 3 行 开始日 与已有的登记重叠",
    ],
    ["a number that is none", `甲,${jinjiang},很多,,,,,`, "第 2 行 户数 “很多”不是整数"],
    ["a formula", `=A1,${jinjiang},,,,,,`, "第 2 行 小区名称 这一格是公式"],
    ["a name too long", `${"长".repeat(61)},${jinjiang},,,,,,`, "第 2 行 小区名称 名称太长"],
    ["more cells than titles", `甲,${jinjiang},,,,,,,多余`, "第 2 行 — “多余”所在的列没有标题"],
  ])("%s", async (_, lines, said) => {
    await door.cell.rows("update places set retired_from = '2025-01-01' where code = '510104037001'")
    const before = await files.count("estates")
    const answer = await files.upload("city", csv(...lines.split("\n")))
    expect(answer.status).toBe(422)
    expect(answer.words).toContain(said)
    expect(answer.words).toContain("没有导入任何内容")
    expect(await files.count("estates")).toBe(before)
  })

  test.each<[string, string, string]>([
    ["an unknown column", "小区名称,区划代码,电话\n甲,1,2", "第 1 行 电话 不认识这一列"],
    ["a missing column", "小区名称\n甲", "整个文件 区划代码 缺少这一列"],
    ["a column twice", "小区名称,name,区划代码\n甲,乙,1", "第 1 行 小区名称 这一列出现了两次"],
    ["a header alone", "小区名称,区划代码", "只有标题，没有内容"],
    ["too many rows", `小区名称,区划代码\n${"甲,1\n".repeat(2001)}`, "有 2001 行，最多 2000 行"],
    ["a renamed PDF", "%PDF-1.7", "这不是 CSV 或 Excel"],
  ])("%s", async (_, file, said) => {
    const answer = await files.upload("city", file)
    expect(answer.status).toBe(422)
    expect(answer.words).toContain(said)
  })

  test("what is wrong with cells and with what they say is told together, each cell once", async () => {
    const answer = await files.upload("city", csv("=A1,51010499,,,,,,", `甲,${jinjiang},很多,,,,,,多余`))
    expect(answer.words).toContain("有 4 处需要改正")
    for (const said of [
      "第 2 行 小区名称 这一格是公式",
      "第 2 行 区划代码 “51010499”不是区划代码",
      "第 3 行 — “多余”所在的列没有标题",
      "第 3 行 户数 “很多”不是整数",
    ])
      expect(answer.words).toContain(said)
  })

  test("the same of an Excel file: its formulas and what the other cells say, by the titles of the columns", async () => {
    const rows = [
      ["小区名称", "区划代码", "户数", "备注"],
      ["甲", "51010499", "12"],
      ["乙", jinjiang, "很多"],
    ]
    const formula = (place: string, value: string) => (sheet: string) =>
      sheet.replace(
        new RegExp(`<c r="${place}"[^>]*>[\\s\\S]*?</c>`),
        `<c r="${place}" t="str"><f>CONCAT("${value}")</f><v>${value}</v></c>`,
      )
    const known = rows.map((row) => row.slice(0, 3))
    const both = await changedWorkbook(known, (sheet) =>
      formula("B3", "no place")(formula("A2", "甲")(sheet)),
    )
    const before = await files.count("estates")
    const answer = await files.upload("city", both)
    expect(answer.status).toBe(422)
    expect(answer.words).toContain("有 4 处需要改正")
    for (const said of [
      "第 2 行 小区名称 这一格是公式",
      "第 2 行 区划代码 “51010499”不是区划代码",
      "第 3 行 区划代码 这一格是公式",
      "第 3 行 户数 “很多”不是整数",
    ])
      expect(answer.words).toContain(said)
    const alone = await files.upload(
      "city",
      await changedWorkbook([...known.slice(0, 1), ["丙", jinjiang, "7"]], formula("C2", "7")),
    )
    expect([alone.status, alone.words.includes("有 1 处需要改正")]).toEqual([422, true])
    const header = await files.upload("city", await changedWorkbook(rows, formula("A2", "甲")))
    for (const said of ["有 2 处需要改正", "第 1 行 备注 不认识这一列", "第 2 行 小区名称 这一格是公式"])
      expect(header.words).toContain(said)
    expect(await files.count("estates")).toBe(before)
  })

  test("no file at all", async () => {
    const answer = await shown(
      await (await door.as("city")).post(paths.import("estates"), { key: "nothing-at-all" }),
    )
    expect(answer.status).toBe(422)
    expect(answer.words).toContain("请选择文件")
  })

  test("HTML and invisible marks in cells are text; control characters are in no table", async () => {
    const answer = await files.upload("city", csv(`<img src=x>,9<b>,,,,,,`))
    expect(answer.words).toContain("“9<b>”不是区划代码")
    expect(answer.html).not.toContain("<b>")
    const preview = await files.upload("city", csv(`<i>斜</i>\u202e苑,${jinjiang},,,,,,`))
    expect(preview.words).toContain("<i>斜</i>苑")
    expect(preview.html).not.toContain("<i>")
    const control = await files.upload("city", csv(`响\u0007苑,${jinjiang},,,,,,`))
    expect([control.status, control.words.includes("这不是 CSV 或 Excel")]).toEqual([422, true])
  })

  test("a district's approver imports into its own district only", async () => {
    const answer = await files.upload("approver", csv(`越界,${qingyang},,,,,,`))
    expect(answer.words).toContain("不在您的辖区内")
    expect((await (await door.as("approver")).get(paths.import("places"))).status).toBe(403)
  })

  test("what was good at the preview and is no more enters nothing", async () => {
    const preview = await files.upload("city", csv(`抢先,${jinjiang},,,,,,`, `后到,${jinjiang},,,,,,`))
    await registry.enter({ name: "抢先" })
    const before = await files.count("estates")
    const answer = await files.confirm("city", preview)
    expect(answer.status).toBe(422)
    expect(answer.words).toContain("第 2 行 小区名称 枫树社区已有同名的小区")
    expect(await files.count("estates")).toBe(before)
  })

  test.each([
    "",
    "{}",
    "[]",
    "[1]",
    '[{"line":2}]',
    '[{"line":2,"cells":{"name":1}}]',
    `[${'{"line":2,"cells":{}},'.repeat(9)}`,
  ])("rows that no preview made: %s", async (rows) => {
    const form = { key: "made-by-hand", rows }
    const answer = await (await door.as("city")).post(paths.importConfirmation("estates"), form)
    expect(answer.status).toBe(422)
  })

  test("rows made by hand are checked as a file's are", async () => {
    const rows = JSON.stringify([{ line: 2, cells: { name: "手工", placeCode: "510100", __proto__: "x" } }])
    const form = { key: "made-by-hand-2", rows }
    const answer = await shown(await (await door.as("city")).post(paths.importConfirmation("estates"), form))
    expect(answer.status).toBe(422)
    expect(answer.words).toContain("太大了")
  })
})
