import readWorkbook from "read-excel-file/universal"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { formsOf } from "../../scripts/bench/forms.ts"
import { paths } from "../../web/paths.ts"
import { parseCsv } from "../../worker/domain/csv.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, type Shown, shown, startAgain, storedValues, type Walk } from "../support/quarter-forms.ts"
import { changedWorkbook, workbook, zipBomb } from "../support/workbooks.ts"

let door: FrontDoor
let walk: Walk
/** The book of the company as it is downloaded: titles, keys, and a row for each estate. */
let titles: string[]
let keys: string[]
let estates: string[][]
const start = new Date("2026-10-12T02:00:00Z")

beforeAll(async () => {
  door = await openFrontDoor({ now: start })
  walk = await openWalk(door)
})
beforeEach(async () => {
  door.now = start
  await startAgain(walk)
  const answer = await (await door.as("editor")).get(paths.bookTemplate(walk.open, "csv"))
  const [first = [], codes = [], ...rest] = parseCsv(await answer.text()).records.map(({ fields }) => [
    ...fields,
  ])
  ;[titles, keys, estates] = [first, codes, rest]
  const begun = await door.cell.rows(
    "select e.slug from submissions s join estates e on e.id = s.estate_id where s.quarter = ?",
    [walk.open],
  )
  const taken = new Set(begun.map((row) => String(row["slug"])))
  second = estates.map((row) => row[1] ?? "").find((slug) => slug !== walk.slug && !taken.has(slug)) ?? second
})
afterAll(() => door.close())

/** A row of the book with some cells filled in. */
function rowOf(slug: string, cells: Record<string, string>, reason = ""): string[] {
  const row = [...(estates.find((one) => one[1] === slug) ?? [])]
  for (const [key, text] of Object.entries(cells)) row[keys.indexOf(key)] = text
  if (reason) row[row.length - 1] = reason
  return row
}
const csv = (...rows: string[][]) =>
  rows
    .map((row) => row.join(","))
    .join("\r\n")
    .concat("\r\n")
/** Another estate of the company that nobody has begun. */
let second: string

async function upload(file: string | Uint8Array, who = "editor"): Promise<Shown> {
  const body = new FormData()
  body.set("file", new File([typeof file === "string" ? file : file.slice()], "book.xlsx"))
  return shown(await (await door.as(who)).send(paths.book(walk.open), { method: "POST", body }))
}

async function confirm(page: Shown, ending = "/confirmation", who = "editor"): Promise<Response> {
  const form = formsOf(page.html).find(({ action }) => action.endsWith(ending))
  if (!form) throw new Error(`no form ${ending}: ${page.words}`)
  return (await door.as(who)).post(form.action, form.fields)
}

const storedOf = (slug: string) => storedValues({ ...walk, slug }, "company")

async function count(): Promise<{ values: number; events: number }> {
  const [row] = await door.cell.rows(
    'select (select count(*) from "values") v, (select count(*) from audit_events) e',
  )
  return { values: Number(row?.["v"]), events: Number(row?.["e"]) }
}

test("a book is entered whole, with an event for each estate, and the same file again changes nothing", async () => {
  const file = csv(
    titles,
    keys,
    rowOf(walk.slug, { households: "1079", "REQ-06": "是" }),
    rowOf(second, { cultural_events: "３" }),
  )
  const before = await count()
  const page = await upload(file)
  expect(page.words).toContain("2 行里，2 个小区可以写入")
  // What the book holds of the quarter before is confirmed by entering it: that is said, with how many.
  expect(page.words).toMatch(/新填 (\d\d+) 格（其中 (?!\1)\d+ 格沿用上季，写入即表示确认）/)
  expect(await count()).toEqual(before)
  const done = await confirm(page)
  expect(done.status).toBe(303)
  expect(await storedOf(walk.slug)).toMatchObject({ households: "1079", "REQ-06": "yes" })
  expect(await storedOf(second)).toMatchObject({ cultural_events: "3" })
  const after = await count()
  expect(after.events - before.events).toBe(2)
  const told = await shown(await (await door.as("editor")).get(done.headers.get("location") ?? ""))
  expect(told.words).toMatch(/2 个小区已写入草稿：\d+ 格新填，0 格改动/)
  const again = await upload(file)
  expect(again.words).toContain("没有一格不同")
  expect(await count()).toEqual(after)
  // What was checked before and is confirmed once more finds nothing to do either.
  const late = await confirm(page)
  expect([303, 200]).toContain(late.status)
  expect(await count()).toEqual(after)
})

test("with one bad cell nothing is written, or the good rows; the file comes back with that cell marked", async () => {
  const file = csv(
    titles,
    keys,
    rowOf(walk.slug, { households: "三万二", green_land_m2: "100" }),
    rowOf(second, { cultural_events: "4" }),
  )
  const before = await count()
  const page = await upload(file)
  expect(page.words).toContain("“三万二”不是数字")
  expect(page.words).toContain(`C3`)
  const back = await confirm(page, "/marked")
  const [sheet] = await readWorkbook(await back.arrayBuffer())
  const row = sheet?.data.find((cells) => cells[1] === walk.slug)
  expect(row?.[keys.indexOf("households")]).toBe("三万二")
  expect(String(row?.at(-1))).toContain("“三万二”不是数字")
  expect(
    sheet?.data.filter((cells) => cells.length > 1 && cells.at(-1) && cells[1] !== walk.slug).length,
  ).toBeLessThan(6)
  expect(await count()).toEqual(before)
  expect((await confirm(page)).status).toBe(303)
  expect(await storedOf(second)).toMatchObject({ cultural_events: "4" })
  expect(await storedOf(walk.slug)).toEqual({})
})

test("all are refused together when one became bad after the check", async () => {
  const page = await upload(
    csv(titles, keys, rowOf(walk.slug, { households: "10" }), rowOf(second, { cultural_events: "5" })),
  )
  await walk.save("editor", { bare_soil_m2: "9" })
  await door.cell.rows(
    "update submissions set state = 'submitted' where estate_id = (select id from estates where slug = ?) and quarter = ?",
    [walk.slug, walk.open],
  )
  const before = (await count()).values
  const answer = await shown(await confirm(page))
  expect(answer.status).toBe(409)
  expect(answer.words).toContain("没有写入任何内容")
  expect((await count()).values).toBe(before)
})

test("two uploads of one file at once: one is written, the other finds it the same", async () => {
  const page = await upload(csv(titles, keys, rowOf(walk.slug, { households: "812" })))
  const twin = await upload(csv(titles, keys, rowOf(walk.slug, { households: "812" })))
  const before = await count()
  const answers = await Promise.all([confirm(page), confirm(twin)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 303])
  expect((await count()).events - before.events).toBe(1)
})

describe("is understood", () => {
  const bytes = (rows: string[][]) => workbook(rows)

  test("moved columns, English and renamed titles, a title row, empty rows, the key row", async () => {
    const file = csv(
      ["示例公司季度表"],
      [],
      ["我们的户数", "Estate", "编号", "Cultural events", "备注"],
      ["households", "代码", "", "", ""],
      ["", "", "", "", ""],
      ["900", "", walk.slug, "2", "看过"],
      [",,,,"],
      ["", "", second, "3", ""],
    )
    const page = await upload(file)
    expect(page.words).toContain("“我们的户数”一列按代码 households 读")
    expect(page.words).toContain("没有读这些列，不认识列名：E 备注")
    expect(page.words).toContain("表头在第")
    await confirm(page)
    expect(await storedOf(walk.slug)).toMatchObject({ households: "900" })
  })

  test("GB 18030, numbers as text and our own workbook", async () => {
    const file = csv(titles, keys, rowOf(walk.slug, { households: "1,000".replace(",", "") }))
    const page = await upload(new TextEncoder().encode(`\uFEFF${file}`))
    expect(page.words).toContain("1 个小区可以写入")
    const xlsx = await upload(await bytes([titles, keys, rowOf(walk.slug, { households: "1000" })]))
    expect(xlsx.words).toContain("1 个小区可以写入")
    const own = await (await door.as("editor")).get(paths.bookTemplate(walk.open, "xlsx"))
    const again = await upload(new Uint8Array(await own.arrayBuffer()))
    expect(again.words).toContain("没有一格不同")
  })

  test("formulas as their values, merged cells and hidden sheets are told", async () => {
    const file = await changedWorkbook(
      [titles, keys, rowOf(walk.slug, { households: "1000" })],
      (sheet) =>
        sheet
          .replace(/<c r="C3"[^>]*>.*?<\/c>/, '<c r="C3"><f>500*2</f><v>1000</v></c>')
          .replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="D3:E3"/></mergeCells>'),
      { "xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "<x/>" },
    )
    const page = await upload(file)
    expect(page.words).toContain("1 格公式按算出的值读")
    expect(page.words).toContain("D3:E3")
    expect(page.words).toContain("文件里有宏")
    expect(page.words).toContain("连到别的文件")
    expect((await confirm(page)).status).toBe(303)
    expect(await storedOf(walk.slug)).toMatchObject({ households: "1000" })
  })
})

describe("is refused with its sentence, and nothing is written", () => {
  const cases: [string, () => Promise<string | Uint8Array> | string | Uint8Array, string][] = [
    ["a zip bomb", () => zipBomb(), "文件解开之后太大"],
    ["a file of 50 MB", () => new Uint8Array(50 * 1024 * 1024), "文件太大，没有读取"],
    ["a Word document", async () => changedZip(), "这是 Word 文档"],
    [
      "a file cut off",
      () => csv(titles, keys, rowOf(walk.slug, { households: "10" })).slice(0, -20),
      "最后一行不完整",
    ],
    [
      "two rows for one estate",
      () => csv(titles, keys, rowOf(walk.slug, { households: "1" }), rowOf(walk.slug, { households: "2" })),
      "是同一个小区",
    ],
    [
      "an unknown estate",
      () => csv(titles, keys, ["", "nobody-at-all", ...titles.slice(2).map(() => "")]),
      "不是您本季要填报的小区",
    ],
    [
      "a code with a slip",
      () => csv(titles, keys, ["", `${walk.slug}x`, "5", ...titles.slice(3).map(() => "")]),
      "是否为 ",
    ],
    [
      "a link as a formula",
      () => csv(titles, keys, rowOf(walk.slug, { households: "=HYPERLINK(1)" })),
      "不是数字",
    ],
    ["a date", () => csv(titles, keys, rowOf(walk.slug, { households: "2026-07-03" })), "被当作日期"],
    [
      "a title that contradicts its key",
      () =>
        csv(
          titles,
          [...keys.slice(0, 2), keys[3] ?? "", keys[2] ?? "", ...keys.slice(4)],
          rowOf(walk.slug, { households: "1" }),
        ),
      "下面的代码却是",
    ],
    ["a table of something else", () => "姓名,电话\n张三,13800000000\n", "没有找到表头"],
    [
      "a million rows",
      async () =>
        changedWorkbook([titles, rowOf(walk.slug, {})], (sheet) =>
          sheet.replace('<row r="2">', '<row r="1000000">'),
        ),
      "离得太远",
    ],
  ]

  test.each(cases)("%s", async (_, make, sentence) => {
    const before = await count()
    const page = await upload(await make())
    expect(page.words).toContain(sentence)
    expect(formsOf(page.html).some(({ action }) => action.endsWith("/confirmation"))).toBe(false)
    expect(await count()).toEqual(before)
  })

  async function changedZip(): Promise<Uint8Array> {
    const { strToU8, zipSync } = await import("fflate")
    return zipSync({ "word/document.xml": strToU8("<w/>"), "[Content_Types].xml": strToU8("<Types/>") })
  }
})

test("an estate that was handed over in the quarter is not written, and is named", async () => {
  await door.cell.rows(
    "update tenures set to_date = '2026-08-31' where estate_id = (select id from estates where slug = ?)",
    [second],
  )
  try {
    const before = await count()
    const page = await upload(csv(titles, keys, rowOf(second, { households: "10" })))
    expect(page.words).toContain("季末不由您管理")
    expect(await count()).toEqual(before)
  } finally {
    await door.cell.rows(
      "update tenures set to_date = null where estate_id = (select id from estates where slug = ?)",
      [second],
    )
  }
})
