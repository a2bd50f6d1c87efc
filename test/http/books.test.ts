import readWorkbook from "read-excel-file/universal"
import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { parseCsv } from "../../worker/domain/csv.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, startAgain, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor({ now: new Date("2026-10-12T02:00:00Z") })
  walk = await openWalk(door)
  await startAgain(walk)
})
afterAll(() => door.close())

async function csvOf(who: string): Promise<string[][]> {
  const answer = await (await door.as(who)).get(paths.bookTemplate(walk.open, "csv"))
  expect(answer.status).toBe(200)
  return parseCsv(await answer.text()).records.map(({ fields }) => [...fields])
}

test("a company's book has its estates and only the keys that it types", async () => {
  const [names = [], keys = [], ...rows] = await csvOf("editor")
  expect(names.slice(0, 2)).toEqual(["小区", "编号（勿改）"])
  expect(keys).toContain("households")
  expect(keys).not.toContain("VET-01")
  const due = await door.cell.rows(
    `select count(*) n from tenures t join estates e on e.id = t.estate_id
     where t.organisation_id = (select m.organisation_id from members m join users u on u.id = m.user_id
       where u.email like 'editor@%' limit 1) and t.to_date is null and e.origin <> 'press'`,
  )
  expect(rows.length).toBe(Number(due[0]?.["n"]))
  expect(rows.some(([, slug]) => slug === walk.slug)).toBe(true)
})

test("a community's book has the estates of its place and its own keys", async () => {
  const [, keys = [], ...rows] = await csvOf("community")
  expect(keys).toContain("observers")
  expect(keys).not.toContain("households")
  expect(rows.length).toBeGreaterThan(0)
})

test("what is saved stands in the book, and the workbook explains each column", async () => {
  await walk.save("editor", { households: "1079", "REQ-06": "yes" })
  const [names = [], keys = [], ...rows] = await csvOf("editor")
  const row = rows.find(([, slug]) => slug === walk.slug) ?? []
  expect(row[keys.indexOf("households")]).toBe("1079")
  expect(row[keys.indexOf("REQ-06")]).toBe("是")
  const answer = await (await door.as("editor")).get(paths.bookTemplate(walk.open, "xlsx"))
  const [filling, explaining] = await readWorkbook(await answer.arrayBuffer())
  expect(filling?.data[1]?.slice(0, names.length)).toEqual(names)
  const own = filling?.data.find((cells) => cells[1] === walk.slug)
  expect(own?.[keys.indexOf("households")]).toBe(1079)
  const explained = new Set(explaining?.data.map((cells) => cells[2]))
  expect(keys.filter((key) => key !== "" && !explained.has(key))).toEqual(["代码（勿改）"])
})
