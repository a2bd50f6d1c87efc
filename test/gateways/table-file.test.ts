import { describe, expect, test, vi } from "vitest"
import { workbookOf } from "../../scripts/bench/files/hostile-shares.ts"
import { ReadingBudget } from "../../worker/gateways/reading-budget.ts"
import { readTableFile } from "../../worker/gateways/table-file.ts"
import { changedWorkbook, lyingBomb, workbook, zipBomb } from "../support/workbooks.ts"

const header = ["小区名称*", "区划代码*"]
const table = [header, ["银杏里", "510104018004"]]

const ruleOf = async (bytes: Uint8Array) => {
  const { rows, faults } = await readTableFile(bytes)
  if (faults.length > 0) expect(rows).toEqual([])
  return faults.map(({ rule }) => rule)
}
const ascii = (text: string) => new TextEncoder().encode(text)

test("a workbook's first sheet, line by line, numbers and days as people write them", async () => {
  const bytes = await changedWorkbook([...table, ["", ""], ["甲", "乙"]], (sheet) =>
    sheet.replace(/<c r="B2"[^>]*>[\s\S]*?<\/c>/, '<c r="B2"><v>5.10104018004E11</v></c>'),
  )
  const { rows, faults } = await readTableFile(bytes)
  expect(faults).toEqual([])
  expect(rows[1]).toEqual({ line: 2, cells: ["银杏里", "510104018004"] })
  expect(rows.find(({ cells }) => cells[0] === "甲")?.line).toBe(4)
})

test("a large sheet is read too: two thousand rows of twelve columns", async () => {
  const rows = Array.from({ length: 2000 }, (_, at) => Array.from({ length: 12 }, () => `格子 ${at}`))
  const bytes = await workbook([header, ...rows])
  const read = await readTableFile(bytes)
  expect(read.rows.length).toBe(2001)
})

test("CSV in UTF-8 with and without BOM and in GB 18030 is the same table", async () => {
  const text = '小区名称,区划代码\r\n银杏里,510104018004\r\n"甲,乙",丙\r\n'
  const gbk = new Uint8Array([0xd2, 0xf8, 0xd0, 0xd3, 0xc0, 0xef, 0x2c, 0x31])
  const plain = await readTableFile(ascii(text))
  expect(plain.rows[2]).toEqual({ line: 3, cells: ["甲,乙", "丙"] })
  expect(await readTableFile(ascii(`\uFEFF${text}`))).toEqual(plain)
  expect((await readTableFile(gbk)).rows).toEqual([{ line: 1, cells: ["银杏里", "1"] }])
})

describe("what is no table", () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ["nothing", () => new Uint8Array(), "file_empty"],
    ["a PDF with another name", () => ascii("%PDF-1.7\n1 0 obj"), "file_other"],
    ["a picture", () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff]), "file_other"],
    ["an old Excel file", () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "file_old_excel"],
    ["Unicode text", () => new Uint8Array([0xff, 0xfe, 0x41, 0]), "file_utf16"],
    ["quotes that do not match", () => ascii('a,"b\n'), "csv_quotes"],
    ["half a workbook", async () => (await workbook(table)).slice(0, 700), "file_broken"],
    ["an archive of something else", () => changedZip(), "file_word"],
    ["a zip bomb that lies about its size", lyingBomb, "file_bomb"],
    ["a cell at the end of the sheet", () => far("XFD1048576"), "file_too_wide"],
    ["a row far away", () => far("A999999"), "file_too_wide"],
  ])("%s", async (_, bytes, rule) => {
    expect(await ruleOf(await bytes())).toEqual([rule])
  })

  const far = (place: string) =>
    changedWorkbook(table, (sheet) =>
      sheet.replace("</sheetData>", `<row><c r="${place}" t="str"><v>x</v></c></row></sheetData>`),
    )
  async function changedZip(): Promise<Uint8Array> {
    const { zipSync, strToU8 } = await import("fflate")
    return zipSync({ "word/document.xml": strToU8("<w/>") })
  }
})

test("a cell that is left open when a row begins belongs to neither row, and leaves no hole", async () => {
  const bytes = workbookOf('<row><c r="C1" t="str"><row><v>x</v></c><c r="B2" t="str"><v>y</v></c></row>')
  const { rows, faults } = await readTableFile(bytes)
  expect(faults).toEqual([])
  expect(rows.map(({ cells }) => [...cells])).toEqual([
    ["", "", ""],
    ["", "y"],
  ])
})

test("a zip bomb of 500 MB is refused without being unpacked", async () => {
  const bomb = zipBomb()
  expect(bomb.length).toBeLessThan(600 * 1024)
  const budget = new ReadingBudget(bomb.length)
  expect((await readTableFile(bomb, budget)).faults.map(({ rule }) => rule)).toEqual(["file_bomb"])
  expect([budget.unpacked, budget.steps < 100_000]).toEqual([0, true])
})

describe("formula cells are faults by row and column", () => {
  const withFormula = (value: string, type = "str") =>
    changedWorkbook(table, (sheet) =>
      sheet.replace(
        /<c r="A2"[^>]*>[\s\S]*?<\/c>/,
        `<c r="A2" t="${type}"><f>HYPERLINK("http://evil.example","x")</f>${value}</c>`,
      ),
    )
  const faults = [{ rule: "formula", line: 2, column: "A" }]

  test("besides all rows, with the values that they were saved with", async () => {
    const rows = table.map((cells, at) => ({ line: at + 1, cells }))
    expect(await readTableFile(await withFormula("<v>银杏里</v>"))).toEqual({ rows, faults })
  })

  test("alone where the reader makes nothing of what a formula was saved with", async () => {
    expect(await readTableFile(await withFormula("<v>maybe</v>", "b"))).toEqual({ rows: [], faults })
  })
})

test("entities that would unfold are no bomb either", async () => {
  const entities = Array.from(
    { length: 20 },
    (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};&e${at};&e${at};">`,
  )
  const bytes = await changedWorkbook(table, (sheet) =>
    sheet
      .replace(/^(<\?xml[^>]*\?>)?/, `$1<!DOCTYPE x [<!ENTITY e0 "laugh">${entities.join("")}]>`)
      .replace("银杏里", "&e20;"),
  )
  expect(await ruleOf(bytes)).toEqual(["file_broken"])
})

describe("what is logged of a table that is not read", () => {
  class Broken extends ReadingBudget {
    override spend(): void {
      throw new RangeError("Maximum call stack size exceeded")
    }
  }
  const read = async (bytes: Uint8Array, budget: ReadingBudget) => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {})
    const { faults } = await readTableFile(bytes, budget)
    const lines = logged.mock.calls.map(([line]) => String(line))
    logged.mockRestore()
    return { rules: faults.map(({ rule }) => rule), lines }
  }

  test("one that breaks its reader is told as damaged, and is a line of the log", async () => {
    for (const bytes of [await workbook(table), ascii("a,b\n1,2\n")]) {
      const { rules, lines } = await read(bytes, new Broken(100))
      expect([rules, lines.length]).toEqual([["file_broken"], 1])
      expect(JSON.parse(lines[0] ?? "")).toMatchObject({
        ...{ level: "error", event: "table", error: "RangeError" },
      })
    }
  })

  test("one that is damaged, hostile or too wide is no error of ours", async () => {
    const entity = await changedWorkbook(table, (sheet) => sheet.replace("银杏里", "&none;"))
    const cut = (await workbook(table)).slice(0, 700)
    for (const bytes of [entity, cut, lyingBomb(), ascii(",".repeat(200)), ascii("\n".repeat(20_000))]) {
      const { lines } = await read(bytes, new ReadingBudget(bytes.length))
      expect(lines).toEqual([])
    }
  })
})
