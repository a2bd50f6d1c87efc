import { afterAll, beforeAll, expect, test } from "vitest"
import { deleteDueOrganisations } from "../../../worker/usecases/leaving/delete-organisation.ts"
import { system } from "../../support/cell.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../../support/front-door.ts"

const day = 86_400_000
const street = "place-510104018"
let door: FrontDoor
let operator: Client
let name: string
let key = 0

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12 })
  operator = await door.as("operator")
  name = String((await rows("select name from organisations where id = ?", [street]))[0]?.["name"])
})
afterAll(() => door.close())

const rows = (sql: string, args: (string | number)[] = []) => door.cell.rows(sql, args)
const post = (path: string, fields: Record<string, string>) =>
  operator.post(path, { key: `operator-${++key}`, ...fields })
const ask = (named: string) => post("/organisation/deletion", { name: named })
const takeBack = (organisationId: string) => post("/organisation/deletion/withdrawal", { organisationId })

test("only authorities, by the name as registered; two of one name are told apart first", async () => {
  for (const other of ["示例·岷禾物业", "平台运营（演示）", name.slice(1), ""]) {
    const answer = await ask(other)
    expect([other, answer.status]).toEqual([other, 422])
    expect(await answer.text()).toContain("没有这个名称的主管部门、街道或社区机构")
  }
  await rows("update organisations set name = ? where id = 'place-510105'", [name])
  const answer = await ask(name)
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining("不止一个机构")])
  await rows("update organisations set name = '青羊区' where id = 'place-510105'")
  expect(await rows("select id from organisations where deletion_requested_at is not null")).toEqual([])
})

test("the operator asks in the place of an authority and takes back; companies do that themselves", async () => {
  expect((await ask(name)).status).toBe(303)
  const page = await (await operator.get("/organisation/deletion")).text()
  expect(page).toContain(name)
  expect(page).toContain("撤回注销申请")
  const [event] = await rows("select * from audit_events where action = 'organisation.deletion_asked'")
  expect(event).toMatchObject({ organisation_id: "platform", concerns_id: street, entity_id: street })
  const desk = await (await door.as("street")).get("/desk")
  expect([desk.status, await desk.text()]).toEqual([200, expect.stringContaining("请尽快联系平台运营员撤回")])
  const head = await door.as(await door.addMember(street, "approver"))
  const own = await (await head.get("/organisation/deletion")).text()
  expect(own).toContain("不能自己注销：请联系平台运营员办理")
  expect(own).not.toContain('<input type="hidden" name="organisationId"')
  expect((await head.post("/organisation/deletion/withdrawal", { key: "head-take-back" })).status).toBe(403)

  await rows(
    "update organisations set deletion_requested_at = '2026-10-01T00:00:00.000Z' where id = 'company-2'",
  )
  for (const foreign of ["company-2", "no-such"])
    expect([foreign, (await takeBack(foreign)).status]).toEqual([foreign, 404])
  expect((await takeBack(street)).headers.get("location")).toBe("/organisation/deletion?done=taken_back")
  expect(await rows("select id from organisations where deletion_requested_at is not null")).toEqual([
    { id: "company-2" },
  ])
})

test("after its deletion a place can have an authority again, and the findings of the old one stay", async () => {
  const findings = await rows("select count(*) n from findings where level = 'street'")
  const asked = door.now
  expect((await ask(name)).status).toBe(303)
  door.now = new Date(asked.getTime() + 30 * day)
  door.cell.now = door.now
  expect(await deleteDueOrganisations(door.cell.contextFor(system))).toBe(2)
  expect(
    await rows("select id from members where organisation_id = ? and ended_at is null", [street]),
  ).toEqual([])
  expect(await rows("select count(*) n from findings where level = 'street'")).toEqual(findings)
  const fields = { kind: "authority", name, place: "510104018", uscc: "" }
  for (const id of [`${street}-2`, null]) {
    const answer = await post("/organisations", fields)
    expect(answer.status).toBe(id ? 303 : 422)
  }
  const standing = await rows(
    "select id, name from organisations where place_code = '510104018' and deleted_at is null",
  )
  expect(standing).toEqual([{ id: `${street}-2`, name }])
})
