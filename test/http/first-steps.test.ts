import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { stepsOf } from "../../worker/domain/organisation/first-steps.ts"
import { openTestCell, system } from "../support/cell.ts"
import { leaveEvent } from "../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { shown } from "../support/quarter-forms.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

async function desk(account: string, query: { steps?: "all" } = {}) {
  const client = await door.as(account)
  const { response, roundTrips } = await door.costOf(() => client.get(paths.desk(query)))
  expect(roundTrips).toBeLessThanOrEqual(2)
  return shown(response)
}

test("a city with nothing has its places and its criteria, and the other steps in order", async () => {
  const cell = await openTestCell({ now: new Date("2026-01-01T00:00:00Z") })
  const { facts } = await cell.contextFor(system).read.firstSteps.found("2026-01-01")
  expect(stepsOf(facts).map(({ step, done }) => [step, done])).toEqual([
    ["places", true],
    ["organisations", false],
    ["people", false],
    ["estates", false],
    ["criteria", true],
    ["quarter", false],
  ])
  expect(stepsOf(facts)[1]?.missing).toEqual(["city", "district", "street", "company"])
  await cell.close()
})

test("once all is there the steps are gone, and a link shows them again", async () => {
  for (const account of ["operator", "city"]) {
    const usual = await desk(account)
    expect(usual.words).not.toContain("已完成 6 步")
    expect(usual.html).toContain(`href="${paths.desk({ steps: "all" })}"`)
    expect((await desk(account, { steps: "all" })).words).toContain("开城步骤：6 步都已完成")
  }
  for (const account of ["district", "manager"]) expect((await desk(account)).words).not.toContain("开城步骤")
})

test("a step is open again as soon as what it rests on is gone, and says what is missing and whose it is", async () => {
  const lost: [string, string[]][] = [
    [
      "update organisations set deleted_at = '2026-01-01' where length(place_code) = 9",
      ["还没有登记：街道主管部门。"],
    ],
    [
      "update members set ended_at = '2026-01-01' where role in ('manager', 'editor')",
      ["还没有能办理的人：街道主管部门、物业公司。"],
    ],
    ["update places set retired_from = '2020-01-01' where kind = 'community'", ["已完成 3 步，还有 3 步"]],
    ["delete from tenures", ["已完成 2 步，还有 4 步"]],
  ]
  for (const [sql, words] of lost) {
    await door.cell.rows(sql)
    await leaveEvent(door.cell)
    for (const account of ["operator", "city"])
      for (const word of words) expect((await desk(account)).words).toContain(word)
  }
  const operator = await desk("operator")
  for (const href of [paths.places(), paths.organisations(), paths.registry()])
    expect(operator.html).toContain(`href="${href}"`)
  expect((await desk("city")).words).toContain("由平台运营员完成。")
  expect((await desk("city")).html).toContain(`href="${paths.registry()}"`)
})
