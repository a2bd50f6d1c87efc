import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { DAY, dayOf } from "../../../worker/domain/quarter.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { lettersOf } from "../../support/letters.ts"

let door: FrontDoor
let began: Date
const people = {} as Record<
  "approver" | "district" | "city" | "operator" | "viewer" | "otherDistrict",
  Client
>
const district = "place-510104"
const viewer = `added-${district}-viewer`
let keys = 0
const key = () => `deputy-${++keys}-xxxxxxxx`
const day = (after: number) => dayOf(began.getTime() + after * DAY)
const ids: Record<string, string> = {}

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30 })
  began = door.now
  await door.addMember(district, "viewer")
  for (const name of ["approver", "district", "city", "operator"] as const) people[name] = await door.as(name)
  people.viewer = await door.as(`${viewer}@demo.shige.example`)
  people.otherDistrict = await door.as(await door.addMember("place-510105", "approver"))
  for (const row of await door.cell.rows(
    "select m.id, u.email from members m join users u on u.id = m.user_id",
  ))
    ids[String(row["email"]).split("@")[0] ?? ""] = String(row["id"])
})
afterAll(() => door.close())
beforeEach(async () => {
  door.now = began
  for (const table of ["mails", "deputies"]) await door.cell.rows(`delete from ${table}`)
  await door.cell.rows("update members set ended_at = null where id = ?", [viewer])
})

const name = (by: Client, given: Record<string, string> = {}) =>
  by.post("/deputies", {
    ...{ key: key(), organisation: district, member: ids["district"] ?? "", deputy: viewer },
    ...{ fromDay: day(1), toDay: day(2), reason: "", ...given },
  })
const idOf = async () =>
  String((await door.cell.rows("select id from deputies order by rowid desc"))[0]?.["id"])
const decide = async (by: Client, what: "confirmation" | "end") =>
  by.post(`/deputies/${what}`, { key: key(), id: await idOf() })
const stateOf = async () => (await door.cell.rows("select state from deputies"))[0]?.["state"]
/** Whether the viewer may verify now: the queue's own act. */
const mayAct = async (client = people.viewer) =>
  (await client.post(`/verification/${door.openQuarter}/no-such-estate/verification`, {})).status !== 403
const told = async () => (await lettersOf(door)).map(({ to, template }) => `${to} ${template}`).toSorted()
const both = (template: string) => [
  `${viewer}@demo.shige.example ${template}`,
  `district@demo.shige.example ${template}`,
]

describe("an official on leave", () => {
  test("names a colleague for some days, who acts on them only and on record; both are told", async () => {
    const answer = await name(people.district)
    expect(answer.headers.get("location")).toBe("/deputies?done=standing")
    expect(await told()).toEqual(both("deputy_named").toSorted())
    const may: boolean[] = []
    for (const after of [0, 1, 2, 3]) {
      // The last minute before midnight in Shanghai of that day.
      door.now = new Date(Date.parse(`${day(after)}T15:59:00Z`))
      may.push(await mayAct())
    }
    expect(may).toEqual([false, true, true, false])
    door.now = new Date(began.getTime() + DAY)
    expect(await (await people.viewer.get("/desk")).text()).toContain("您正在代理")
    await people.viewer.post("/account/calendar", { key: key() })
    const [event] = await door.cell.rows("select detail from audit_events order by seq desc limit 1")
    expect(JSON.parse(String(event?.["detail"]))).toMatchObject({ deputyOf: ids["district"] })
  })

  test("is offered everybody but itself to stand in", async () => {
    const html = await (await people.district.get("/deputies")).text()
    const choice = (name: string) =>
      [
        ...(
          /<select[^>]*name="NAME"[\s\S]*?<\/select>/.exec(
            html.replace(`name="${name}"`, 'name="NAME"'),
          )?.[0] ?? ""
        ).matchAll(/value="([^"]+)"/g),
      ].map(([, value]) => value)
    expect(choice("member")).toEqual([ids["district"]])
    expect(choice("deputy")).not.toContain(ids["district"])
    expect(choice("deputy").length).toBeGreaterThan(0)
  })

  test("ends it at once, as the deputy does; both are told", async () => {
    for (const by of [people.district, people.viewer, people.approver, people.city, people.operator]) {
      await door.cell.rows("delete from deputies")
      await door.cell.rows("delete from mails")
      await name(people.district, { fromDay: day(0) })
      expect(await mayAct()).toBe(true)
      expect((await decide(by, "end")).headers.get("location")).toBe("/deputies?done=ended")
      expect(await mayAct()).toBe(false)
      expect((await told()).filter((one) => one.endsWith("deputy_ended"))).toEqual(
        both("deputy_ended").toSorted(),
      )
    }
    // Nobody from elsewhere sees it.
    await name(people.district)
    expect((await decide(people.otherDistrict, "end")).status).toBe(404)
    expect(await (await people.otherDistrict.get("/deputies")).text()).not.toContain("住院")
  })

  test("is refused days that are over, backwards or too long, and every second deputy of the same days", async () => {
    const refused: [Record<string, string>, string][] = [
      [{ fromDay: day(-1) }, "已经过去"],
      [{ toDay: day(0) }, "早于开始的日期"],
      [{ toDay: day(93) }, "最长 92 天"],
      [{ deputy: ids["district"] ?? "" }, "不能是本人"],
      [{ deputy: "nobody" }, "请选择由谁代理"],
    ]
    for (const [given, sentence] of refused) {
      const answer = await name(people.district, given)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(sentence)
    }
    expect((await name(people.district)).status).toBe(303)
    const again: [Client, Record<string, string>, string][] = [
      [people.district, {}, "已经有代理"],
      // The one who stands in names nobody for the days, not even as the head that another one makes it.
      [
        people.approver,
        { member: viewer, deputy: ids["approver"] ?? "", reason: "病" },
        "没有可以代理的权限",
      ],
      [people.approver, { member: ids["approver"] ?? "" }, "一次只能代理一位"],
      [people.approver, { member: ids["approver"] ?? "", deputy: ids["district"] ?? "" }, "自己也不在"],
    ]
    for (const [by, given, sentence] of again)
      expect(await (await name(by, given)).text()).toContain(sentence)
    // Other days are free.
    const later = { member: ids["approver"] ?? "", fromDay: day(3), toDay: day(4) }
    expect((await name(people.approver, later)).status).toBe(303)
  })
})

test("a deputy names no deputy, not even of the approver whom it stands in for", async () => {
  await name(people.approver, { member: ids["approver"] ?? "", fromDay: day(0) })
  expect(await mayAct()).toBe(true)
  expect(
    (await name(people.viewer, { deputy: ids["district"] ?? "", member: ids["approver"] ?? "" })).status,
  ).toBe(403)
  expect((await name(people.district, { member: ids["district"] ?? "" })).status).toBe(422)
})

describe("somebody absent who cannot name it", () => {
  const absent = () => ({ member: ids["approver"] ?? "", fromDay: day(0), reason: "住院" })

  test("an approver: from above, with a reason, once a second person agrees who is none of the three", async () => {
    expect(await (await name(people.operator, { ...absent(), reason: " " })).text()).toContain("请写明原因")
    expect((await name(people.operator, absent())).headers.get("location")).toContain("done=asked")
    expect([await stateOf(), await mayAct(), await told()]).toEqual(["asked", false, []])
    expect((await decide(people.operator, "confirmation")).status).toBe(409)
    expect((await decide(people.viewer, "confirmation")).status).toBe(403)
    expect((await decide(people.approver, "confirmation")).status).toBe(409)
    expect((await decide(people.otherDistrict, "confirmation")).status).toBe(404)
    expect((await decide(people.city, "confirmation")).headers.get("location")).toBe(
      "/deputies?done=confirmed",
    )
    expect([await stateOf(), await mayAct()]).toEqual(["standing", true])
    const [event] = await door.cell.rows(
      "select action, concerns_id, detail from audit_events where action like 'deputy.%' order by seq desc limit 1",
    )
    expect(event).toMatchObject({ action: "deputy.confirm", concerns_id: district })
    const stored = await door.cell.rows("select detail from audit_events where action = 'deputy.name'")
    expect(JSON.stringify(stored)).not.toContain("住院")
  })

  test("a verifier: by the head, with a reason and without a second person; nobody else names it", async () => {
    const given = { fromDay: day(0), reason: "住院" }
    expect((await name(people.otherDistrict, given)).status).toBe(404)
    expect((await name(people.viewer, given)).status).toBe(403)
    const other = { ...given, member: ids["approver"] ?? "" }
    expect((await name(people.district, other)).status).toBe(403)
    expect((await name(people.approver, given)).headers.get("location")).toBe("/deputies?done=standing")
    expect(await mayAct()).toBe(true)
  })
})

test("who belongs to another organisation as well does not stand in, and stops as soon as it does", async () => {
  await name(people.district, { fromDay: day(0) })
  expect(await mayAct()).toBe(true)
  const [person] = await door.cell.rows("select user_id from members where id = ?", [viewer])
  await door.cell.rows(
    "insert into members (id, user_id, organisation_id, role, created_at) values ('both', ?, 'company-1', 'editor', '2999')",
    [String(person?.["user_id"])],
  )
  expect(await mayAct()).toBe(false)
  await door.cell.rows("delete from deputies")
  expect(await (await name(people.district)).text()).toContain("还属于其他机构")
  await door.cell.rows("delete from members where id = 'both'")
})

test("what it sent or decided on for another organisation it does not decide on as a deputy", async () => {
  await name(people.district, { fromDay: day(0) })
  const [row] = await door.cell.rows(
    `select s.id, e.slug, s.quarter from submissions s join estates e on e.id = s.estate_id
     where e.district_code = '510104' and s.state = 'street_verified' order by s.quarter desc limit 1`,
  )
  const page = `/verification/${row?.["quarter"]}/${row?.["slug"]}`
  const shown = async () => (await (await people.viewer.get(page)).text()).includes(`name="d:`)
  expect(await shown()).toBe(true)
  const [person] = await door.cell.rows("select user_id from members where id = ?", [viewer])
  await door.cell.rows(
    `insert into audit_events (id, at, actor_kind, actor_user_id, organisation_id, action, entity, entity_id, detail)
     values ('sent', '2026-01-01T00:00:00Z', 'member', ?, 'company-1', 'submission.submit', 'submission', ?, '{}')`,
    [String(person?.["user_id"]), String(row?.["id"])],
  )
  expect(await shown()).toBe(false)
})

test("leaving ends it, on either side", async () => {
  await name(people.district, { fromDay: day(0) })
  const removal = `/members/${viewer}/removal`
  const html = await (await people.approver.get(`/members/${viewer}`)).text()
  const revision = /name="revision" value="(\d+)"/.exec(html)?.[1] ?? ""
  const answer = await people.approver.post(removal, { key: key(), revision, confirmed: "yes" })
  expect(answer.status).toBe(303)
  expect(await stateOf()).toBe("ended")
})
