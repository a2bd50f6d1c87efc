import { expect, test } from "vitest"
import { csvCell, csvField, decodeCsv, parseCsv } from "../../worker/domain/csv.ts"
import { compareCodePoints } from "../../worker/domain/text-order.ts"

test("records carry the physical line on which they begin", () => {
  const { records, faults } = parseCsv('\uFEFFa,b\r\n\r\n"x\ny","q""q"\nlast,\n\n,\n"",end')
  expect(faults).toEqual([])
  expect(records).toEqual([
    { line: 1, fields: ["a", "b"] },
    { line: 3, fields: ["x\ny", 'q"q'] },
    { line: 5, fields: ["last", ""] },
    { line: 7, fields: ["", ""] },
    { line: 8, fields: ["", "end"] },
  ])
})

test("bad quoting is a fault of its row, and reading goes on", () => {
  expect(parseCsv('a"b,1\n"x"y,2\nok,3\n"never closed\n')).toEqual({
    records: [{ line: 3, fields: ["ok", "3"] }],
    faults: [
      { line: 1, message: "a quote stands inside a field that is not quoted" },
      { line: 2, message: "text stands after the closing quote of a field" },
      { line: 4, message: "a quoted field is not closed" },
    ],
  })
})

test("CR belongs to a line end only before LF", () => {
  expect(parseCsv('a\rb,c\r\n"d",e\r\n"f\r\ng",h\r').records).toEqual([
    { line: 1, fields: ["a\rb", "c"] },
    { line: 2, fields: ["d", "e"] },
    { line: 3, fields: ["f\r\ng", "h\r"] },
  ])
})

test("bytes that are not UTF-8 are named by line", () => {
  expect(decodeCsv(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: "\uFEFFa" })
  expect(decodeCsv(Uint8Array.of(0x61, 10, 0xff, 10, 0xc3))).toEqual({
    faults: [
      { line: 2, message: "the line is not UTF-8" },
      { line: 3, message: "the line is not UTF-8" },
    ],
  })
})

test("fields are quoted when they have to be, cells do not become formulas", () => {
  expect(csvField('a,"b"')).toBe('"a,""b"""')
  expect(csvField("-x")).toBe("-x")
  expect(["=1+1", "+1", "-1", "@a", "\tx", "\rx", "a,b", "小区"].map(csvCell)).toEqual([
    "'=1+1",
    "'+1",
    "'-1",
    "'@a",
    "'\tx",
    '"\'\rx"',
    '"a,b"',
    "小区",
  ])
  expect(["＝1+1", "＋1", "－1", "＠a", "﹦1", "\nx", "—x", "１"].map(csvCell)).toEqual([
    "'＝1+1",
    "'＋1",
    "'－1",
    "'＠a",
    "'﹦1",
    '"\'\nx"',
    "—x",
    "１",
  ])
  expect([csvCell(-1.5), csvCell(null), csvCell(0)]).toEqual(["-1.5", "", "0"])
})

test("texts are ordered by code points", () => {
  const sorted = ["😀", "\uFFFD", "a", "ab", "B", "", "小"].sort(compareCodePoints)
  expect(sorted).toEqual(["", "B", "a", "ab", "小", "\uFFFD", "😀"])
})

test("lines are counted from the first byte on, and what follows the last line feed is a line", () => {
  const lines = (...bytes: number[]) => {
    const found = decodeCsv(Uint8Array.from(bytes))
    return "faults" in found ? found.faults.map(({ line }) => line) : found.text
  }
  expect(lines(10, 0xff)).toEqual([2])
  expect(lines(0xff, 10)).toEqual([1])
  expect(lines(0x61, 10)).toBe("a\n")
  // As many bytes again, and others: two bytes of three that become a mark of three bytes.
  expect(lines(0xe5, 0xb0, 0x28, 10, 0xff)).toEqual([1, 2])
  expect(parseCsv('\n"a",b').records).toEqual([{ line: 2, fields: ["a", "b"] }])
  expect(parseCsv('"').faults).toEqual([{ line: 1, message: "a quoted field is not closed" }])
  expect(parseCsv('a"\n\n').faults).toHaveLength(1)
})

test("texts with the first and the last surrogate stand above all other units", () => {
  const sorted = ["\ue000", "\u{10ffff}", "\ud7ff", "\u{10000}", "\uffff"].sort(compareCodePoints)
  expect(sorted).toEqual(["\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"])
  // Low surrogates alone differ.
  expect(Math.sign(compareCodePoints("\ud800\udfff", "\ud800\ue000"))).toBe(1)
})
