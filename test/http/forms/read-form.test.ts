import { expect, test } from "vitest"
import { cleanText } from "../../../worker/http/forms/read-form.ts"
import { cleanSheet } from "../../../worker/http/forms/upload.ts"

const mark = "\u0315\u0327"
const marked = (marks: number) => `a${mark.repeat(marks / 2)}`

test("thirty marks upon one letter stay, no more of them, whatever stands before and behind", () => {
  expect(cleanText(marked(30))).toBe(marked(30))
  expect(cleanText(marked(32))).toBe(marked(30))
  expect(cleanText(`${marked(2000)}b${marked(600)}`)).toBe(`${marked(30)}b${marked(30)}`)
  expect(cleanText("नि́́ é 한글 e\u0301\u0302")).toBe("नि́́ é 한글 e\u0301\u0302")
})

test("marks that control characters part are one heap", () => {
  expect(cleanText(`${marked(30)}\u0007${mark}`)).toBe(marked(30))
})

test("a table's texts are cleaned as those of a form", () => {
  const { rows } = cleanSheet({ rows: [{ line: 3, cells: [` ${marked(900)}\r\n`, "a\0b"] }], faults: [] })
  expect(rows).toEqual([{ line: 3, cells: [marked(30), "ab"] }])
})
