import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { usccCheckCharacter } from "../../worker/domain/organisation/uscc.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { estateFile as csv, type Imports, openImports } from "../support/import-forms.ts"
import { jinjiang, openRegistry, qingyang, type Registry } from "../support/registry-forms.ts"
import { workbook } from "../support/workbooks.ts"

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

/** The text of a file with its byte order mark, which `text()` would take away. */
async function textOf(answer: Response): Promise<string> {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer())
}

describe("a good file", () => {
  test("is shown, confirmed, and entered whole, each estate with its event; the same form again enters nothing", async () => {
    const before = await files.count("estates")
    const preview = await files.upload(
      "city",
      csv(
        `导入甲苑,${jinjiang},"1,079",15,${minhe},,2021/3/1,`,
        `导入乙苑,${jinjiang},500,,,${uscc.toLowerCase()},2020年1月5日,2022-12-31`,
        `导入乙苑,${jinjiang},,,${minhe},,2023-01-01,`,
        "",
        `导入丙苑,${qingyang},,,,,,`,
      ),
    )
    expect(preview.status).toBe(200)
    expect(preview.words).toContain("3 个小区、3 条管理登记")
    expect(preview.words).toContain("检查通过，还没有导入")
    expect(await files.count("estates")).toBe(before)
    const done = await files.confirm("city", preview)
    expect(done.location).toBe("/registry/import?done=3")
    expect((await registry.page("city", done.location)).words).toContain("已登记 3 个小区。")
    expect(await files.count("estates")).toBe(before + 3)
    const tenures = await door.cell.rows(
      `select t.organisation_id c, t.from_date f, t.to_date t from tenures t join estates e on e.id = t.estate_id
       where e.name = '导入乙苑' order by f`,
    )
    expect(tenures).toEqual([
      { c: "company-2", f: "2020-01-05", t: "2022-12-31" },
      { c: "company-1", f: "2023-01-01", t: null },
    ])
    const [row] = await door.cell.rows("select * from estates where slug = 'dao-ru-jia-yuan'")
    expect(row).toMatchObject({ households: 1079, micro_grids: 15, district_code: "510104", revision: 1 })
    const events = await door.cell.rows("select * from audit_events where action = 'estate.import'")
    expect(events.length).toBe(3)
    expect((await files.confirm("city", preview)).location).toBe("/registry/import?done=3")
    expect(await files.count("estates")).toBe(before + 3)
    expect((await registry.page("city", paths.registry({ q: "drjy" }))).words).toContain("导入甲苑")
  })

  test("an Excel file, and a file as Excel saves it in China", async () => {
    const sheet = await workbook([
      ["name", "place code", "built"],
      ["导入丁苑", jinjiang, "1998"],
    ])
    expect((await files.confirm("city", await files.upload("city", sheet))).status).toBe(303)
    // 小区名称,区划代码 and 银杏 in GB 18030.
    const bytes = new Uint8Array([
      0xd0,
      0xa1,
      0xc7,
      0xf8,
      0xc3,
      0xfb,
      0xb3,
      0xc6,
      0x2c,
      0xc7,
      0xf8,
      0xbb,
      0xae,
      0xb4,
      0xfa,
      0xc2,
      0xeb,
      0x0a,
      0xd2,
      0xf8,
      0xd0,
      0xd3,
      0x2c,
      ...new TextEncoder().encode(jinjiang),
    ])
    expect((await files.confirm("city", await files.upload("city", bytes))).status).toBe(303)
    expect((await door.cell.rows("select slug from estates where name = '银杏'")).length).toBe(1)
  })

  test("what needs to be looked at is confirmed apart", async () => {
    const preview = await files.upload("city", csv("导入戊苑,510104035,,,,,,", `导入甲苑,${qingyang},,,,,,`))
    expect(preview.words).toContain("有 2 处请核对")
    const unsure = await files.confirm("city", preview)
    expect(unsure.status).toBe(422)
    expect(unsure.words).toContain("请先核对提示，并勾选确认")
    expect((await files.confirm("city", unsure, { confirmed: "yes" })).location).toContain("done=2")
  })

  test("what the registry holds comes as a file that can be imported again; formulas in names are text in it", async () => {
    await registry.enter({ name: "=HYPERLINK(1)&小区", households: "900" })
    const answer = await (await door.as("city")).get(paths.registryCsv())
    const text = await textOf(answer)
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    expect(text.startsWith("\uFEFF小区名称*,")).toBe(true)
    expect(text).toContain("\r\n'=HYPERLINK(1)&小区,")
    await door.cell.rows("delete from estates where name like '=HYPER%'")
    const [line = ""] = /'=HYPERLINK[^\r]*/.exec(text) ?? []
    const again = await files.upload("city", `${text.split("\r\n")[0]}\r\n${line}`)
    expect(again.words).toContain("=HYPERLINK(1)&小区")
    expect((await (await door.as("editor")).get(paths.registryCsv())).status).toBe(200)
  })

  test("templates have the columns; the workbook lists the place codes of one's own reach", async () => {
    const template = await (await door.as("approver")).get(paths.importTemplate("estates", "csv"))
    expect(await textOf(template)).toMatch(/^\uFEFF小区名称\*,曾用名,区划代码\*,/)
    const answer = await (await door.as("approver")).get(paths.importTemplate("estates", "xlsx"))
    const { default: readWorkbook } = await import("read-excel-file/universal")
    const [first, second] = await readWorkbook(await answer.arrayBuffer())
    expect(first?.data[0]).toContain("统一社会信用代码")
    expect(second?.data.length).toBeGreaterThan(50)
    expect(second?.data.slice(1).every(([code]) => String(code).startsWith("510104"))).toBe(true)
  })
})

test("two thousand estates at once; a body beyond 2 MB is refused, and other forms keep their 512 KB", async () => {
  const lines = Array.from(
    { length: 2000 },
    (_, at) => `大批 ${at + 1} 号院,${jinjiang},300,5,${minhe},,2021-01-01,`,
  )
  const preview = await files.upload("city", csv(...lines))
  expect(preview.words).toContain("2000 个小区、2000 条管理登记")
  expect((await files.confirm("city", preview)).location).toContain("done=2000")
  const huge = await files.upload("city", "x".repeat(2 * 1024 * 1024 + 1))
  expect(huge.status).toBe(413)
  expect(huge.words).toContain("文件太大，没有读取：最多 2 MB")
  expect(huge.html).toContain('type="file"')
  const other = await (await door.as("city")).post(paths.estates(), { key: "x".repeat(600 * 1024) })
  expect(other.status).toBe(413)
})

describe("places", () => {
  const file = (...lines: string[]) => ["区划代码,名称,类型,功能区代码", ...lines].join("\n")

  test("a whole city in one file, in any order, and its estates the zone's", async () => {
    const preview = await files.upload(
      "operator",
      file(
        "510191001001,导入社区,,",
        "510191001,导入街道,,510192",
        "510191,导入县,,",
        "510192,导入新区,功能区,",
      ),
      "places",
    )
    expect(preview.words).toContain("4 处区划")
    expect((await files.confirm("operator", preview)).location).toBe("/registry/places/import?done=4")
    const slug = await registry.enter({ name: "新城第一院", placeCode: "510191001001" })
    const [row] = await door.cell.rows("select district_code d from estates where slug = ?", [slug])
    expect(row?.["d"]).toBe("510192")
  })

  test.each<[string, string[], string]>([
    ["a code that is there", ["510104018,甲街道,,"], "第 2 行 区划代码 这个代码已是东湖街道"],
    ["a code twice", ["510104801,甲街道,,", "510104801,乙街道,,"], "第 3 行 区划代码 和第 2 行重复"],
    [
      "two of one name",
      ["510104801,甲街道,,", "510104802,甲街道,,"],
      "第 3 行 名称 同一上级之下已有同名的区划",
    ],
    ["nothing above it", ["510104801001,甲社区,,"], "第 2 行 区划代码 没有上一级的区划 510104801"],
    ["another city's", ["440104801,甲街道,,"], "第 2 行 区划代码 “440104801”不是本市的代码"],
    ["a zone that is none", ["510104801,甲街道,,510105"], "第 2 行 功能区代码 “510105”不是在用的功能区"],
  ])("%s", async (_, lines, said) => {
    const before = await files.count("places")
    const answer = await files.upload("operator", file(...lines), "places")
    expect(answer.status).toBe(422)
    expect(answer.words).toContain(said)
    expect(await files.count("places")).toBe(before)
  })
})
