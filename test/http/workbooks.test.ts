import readWorkbook from "read-excel-file/universal"
import { expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { signedInFetch } from "../support/signed-in-fetch.ts"
import { workbook } from "../support/workbooks.ts"

const app = useTestApp()

test("the template holds every place of a whole city, on workerd", async () => {
  const ask = await signedInFetch(app(), "city")
  const answer = await ask(paths.importTemplate("estates", "xlsx"))
  expect(answer.status).toBe(200)
  const bytes = await answer.arrayBuffer()
  const [first, second] = await readWorkbook(bytes)
  expect(first?.data[0]).toContain("统一社会信用代码")
  // 261 streets and 3,047 communities below the heading.
  expect(second?.data.length).toBeGreaterThan(3_300)
  expect(second?.data.slice(1).every(([code, name]) => /^51\d+$/.test(String(code)) && name)).toBe(true)
  expect(app().logged).toEqual([])
})

test("as many estates as a file may hold come from a workbook, on workerd", async () => {
  const ask = await signedInFetch(app(), "city")
  const rows = Array.from({ length: 1_999 }, (_, at) => [`整城第${at}小区`, "510104018004"])
  const body = new FormData()
  const bytes = await workbook([["小区名称*", "区划代码*"], ...rows])
  body.set("file", new File([bytes.slice()], "city.xlsx"))
  const answer = await ask(paths.import("estates"), { method: "POST", body })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain("整城第1998小区")
  expect(app().logged).toEqual([])
})
