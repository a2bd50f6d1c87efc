import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { closeDistrict } from "../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

async function lockOf(state: string, account = "editor@demo.shige.example"): Promise<string> {
  const [row] = await door.cell.rows(
    `select e.slug from submissions s join estates e on e.id = s.estate_id
     where s.quarter = ? and s.state = ? and s.organisation_id = 'company-1' order by e.slug`,
    [door.openQuarter, state],
  )
  const answer = await (await door.as(account)).get(paths.submission(String(row?.["slug"]), door.openQuarter))
  const words = (await answer.text()).replace(/<[^>]+>/g, " ")
  return /只能查看(.{0,200})/s.exec(words)?.[1] ?? ""
}

test("a form that cannot be changed says which lock it is and whom to ask", async () => {
  expect(await lockOf("submitted")).toContain("核实之前可以先撤回")
  expect(await lockOf("street_verified")).toMatch(/街道已经核实，等待区县核定.*请联系街道（.+）的核查员退回/)
  expect(await lockOf("verified")).toMatch(/已经核定，不能再改.*请联系区县（锦江区|.+区）的核查员退回/)
  const viewer = await door.addMember("company-1", "viewer")
  expect(await lockOf("draft", viewer)).toContain("请联系本机构的管理员")
  expect(await lockOf("draft")).toBe("")
  const districts = await door.cell.rows(
    "select distinct district_code code from estates where district_code not in (select place_code from closings where quarter = ?)",
    [door.openQuarter],
  )
  for (const { code } of districts) await closeDistrict(door.cell, door.openQuarter, String(code))
  expect(await lockOf("draft")).toMatch(/已经关账，不能再改。\s*有误请联系.+的主管部门/)
})
