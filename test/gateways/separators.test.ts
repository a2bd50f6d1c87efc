import { expect, test } from "vitest"
import { readTableFile } from "../../worker/gateways/table-file.ts"

const read = async (text: string) =>
  (await readTableFile(new TextEncoder().encode(text))).rows.map(({ cells }) => cells)

test("a text with tabs or semicolons between its fields is read as one with commas is", async () => {
  const rows = [
    ["编号", "小区"],
    ["a", "锦江, 一期"],
  ]
  expect(await read('编号,小区\na,"锦江, 一期"\n')).toEqual(rows)
  expect(await read("编号\t小区\na\t锦江, 一期\n")).toEqual(rows)
  expect(await read('编号;小区\r\na;"锦江, 一期"\r\n')).toEqual(rows)
  // A sign that stands within a title is none between fields.
  expect(await read('"编号;代码;id",小区\na,b\n')).toEqual([
    ["编号;代码;id", "小区"],
    ["a", "b"],
  ])
})
