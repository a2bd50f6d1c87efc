import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../../schema/seed/demonstration/accounts.ts"
import { demonstrationCode } from "../../../scripts/start/demonstration-code.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { lettersOf, linkOf } from "../../support/letters.ts"

let door: FrontDoor
let nobody: Client
let approver: Client
let city: Client
let operator: Client
let keys = 0
const key = () => `reset-${++keys}-xxxxxxxx`
const owner = "added-place-510104-viewer"
const email = `${owner}@demo.shige.example`
const ask = `/members/${owner}/factor-reset`
const waitsFor = () => door.cell.rows("select * from factor_resets where state = 'open'")
const reason = "手机丢失，已当面核实"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30 })
  nobody = await door.as(null)
  ;[approver, city, operator] = await Promise.all([door.as("approver"), door.as("city"), door.as("operator")])
  await door.addMember("place-510104", "viewer")
})
afterAll(() => door.close())
beforeEach(async () => {
  for (const table of ["mails", "attempts", "factor_resets", "proofs"])
    await door.cell.rows(`delete from ${table}`)
  await door.cell.rows(
    `update credentials set totp_last_step = 0, totp_confirmed_at = ?, totp_secret =
       (select c.totp_secret from credentials c where c.totp_secret is not null limit 1) where user_id = ?`,
    [door.now.toISOString(), owner],
  )
})

const asks = (client = approver, path = ask, fields = {}) =>
  client.post(path, { key: key(), reason, ...fields })

async function decide(client: Client, what: "confirmation" | "stop", fields: Record<string, string> = {}) {
  const [row] = await door.cell.rows("select id from factor_resets order by rowid desc")
  const reset = String(row?.["id"])
  return client.post(`/factor-resets/${what}`, { key: key(), reset, confirmed: "yes", ...fields })
}

async function entered(): Promise<{ client: Client; location: string | null }> {
  const answer = await nobody.post("/sign-in", { email, password })
  return { client: door.withCookie(cookiesOf(answer)), location: answer.headers.get("location") }
}

async function signedIn(): Promise<Client> {
  const { client } = await entered()
  return door.withCookie(cookiesOf(await client.post("/sign-in/code", { code: demonstrationCode(door.now) })))
}

const stateOf = async () =>
  (await door.cell.rows("select state from factor_resets order by rowid desc"))[0]?.["state"]
const told = async () =>
  (await lettersOf(door)).filter(({ to }) => to === email).map(({ template }) => template)

describe("a lost second factor", () => {
  test("is reset by two: the head asks, the authority above confirms; the owner is told twice, sessions end", async () => {
    const session = await signedIn()
    const asked = await asks()
    expect(asked.headers.get("location")).toBe("/factor-resets?done=asked")
    expect(await told()).toEqual(["factor_reset"])
    const list = await (await city.get("/factor-resets")).text()
    expect(list).toContain(email)
    expect(list).toContain(reason)
    const confirmed = await decide(city, "confirmation")
    expect(confirmed.headers.get("location")).toBe("/factor-resets?done=confirmed")
    expect(await told()).toEqual(["factor_reset", "security"])
    expect((await session.get("/quarters")).headers.get("location")).toContain("/sign-in?to=")
    const { client, location } = await entered()
    expect(location).toBe("/desk")
    expect((await client.get("/quarters")).headers.get("location")).toContain("/account/second-factor")
    const codes = await door.cell.rows("select 1 from recovery_codes where user_id = ?", [owner])
    expect(codes).toEqual([])
    const events = await door.cell.rows(
      "select action, concerns_id, detail from audit_events where action like 'factor_reset%' order by seq desc limit 2",
    )
    expect(events.map((event) => [event["action"], event["concerns_id"]])).toEqual([
      ["factor_reset.confirm", "place-510104"],
      ["factor_reset.ask", "place-510104"],
    ])
    expect(JSON.stringify(events)).not.toContain(reason)
  })

  test("passkeys go as well", async () => {
    await door.cell.rows(
      `insert into passkeys (id, credential_id, user_id, host, name, public_key, counter, backup_eligible, backed_up, created_at)
       values ('p', 'c', ?, 'localhost', 'x', '', 0, 0, 0, '2026-01-01')`,
      [owner],
    )
    await asks()
    await decide(operator, "confirmation")
    expect(await door.cell.rows("select 1 from passkeys")).toEqual([])
  })

  test("costs three round trips to ask, and to confirm", async () => {
    expect((await door.costOf(() => asks())).roundTrips).toBe(3)
    const [row] = await waitsFor()
    const form = { key: key(), reset: String(row?.["id"]), confirmed: "yes" }
    expect((await door.costOf(() => city.post("/factor-resets/confirmation", form))).roundTrips).toBe(3)
    expect((await door.costOf(() => city.get("/factor-resets"))).roundTrips).toBe(2)
  })

  test("needs a reason, and the tick", async () => {
    for (const typed of ["", "   ", "字".repeat(301)]) {
      const refused = await asks(approver, ask, { reason: typed })
      expect(refused.status).toBe(422)
    }
    expect(await waitsFor()).toEqual([])
    await asks()
    const unticked = await decide(city, "confirmation", { confirmed: "" })
    expect(unticked.status).toBe(422)
    expect(await unticked.text()).toContain("请先核实并勾选")
    expect(await stateOf()).toBe("open")
  })
})

describe("who may not", () => {
  test("confirm: whoever asked, heads of the same organisation, another district, a company, the owner", async () => {
    await asks()
    expect((await decide(approver, "confirmation")).status).toBe(404)
    const second = await door.as(await door.addMember("place-510105", "viewer"))
    expect((await decide(second, "confirmation")).status).toBe(403)
    await door.cell.rows("update members set role = 'approver' where id = 'added-place-510105-viewer'")
    expect((await decide(second, "confirmation")).status).toBe(404)
    expect((await decide(await door.as("manager"), "confirmation")).status).toBe(403)
    expect(await stateOf()).toBe("open")
    expect((await (await door.as("manager")).get("/factor-resets")).status).toBe(200)
    expect(await (await (await door.as("manager")).get("/factor-resets")).text()).not.toContain(email)
  })

  test("confirm what one asked oneself, as the operator", async () => {
    const path = "/organisations/place-510104/factor-reset"
    expect((await asks(operator, path, { email })).headers.get("location")).toBe("/factor-resets?done=asked")
    const refused = await decide(operator, "confirmation")
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain("要由另一个人确认")
    expect((await decide(city, "confirmation")).status).toBe(303)
  })

  test("ask: for oneself, for somebody else's member, for who has no second factor", async () => {
    const [own] = await door.cell.rows(
      "select m.id from members m join users u on u.id = m.user_id where u.email = 'approver@demo.shige.example'",
    )
    expect((await asks(approver, `/members/${own?.["id"]}/factor-reset`)).status).toBe(409)
    expect((await asks(city, ask)).status).toBe(404)
    expect((await asks(await door.as("district"), ask)).status).toBe(403)
    await door.cell.rows(
      "update credentials set totp_secret = null, totp_confirmed_at = null where user_id = ?",
      [owner],
    )
    const none = await asks()
    expect(none.status).toBe(409)
    expect(await none.text()).toContain("没有开启两步验证")
    const unknown = await asks(operator, "/organisations/place-510104/factor-reset", { email: "x@y.example" })
    expect(unknown.status).toBe(422)
    expect(await unknown.text()).toContain("没有使用这个邮箱的成员")
    expect(await waitsFor()).toEqual([])
  })
})

describe("at the same time", () => {
  test("two who ask, two who confirm: one each", async () => {
    const path = "/organisations/place-510104/factor-reset"
    const asked = await Promise.all([asks(), asks(operator, path, { email }), asks()])
    expect(asked.map(({ status }) => status).sort()).toEqual([303, 409, 409])
    expect(await waitsFor()).toHaveLength(1)
    await door.cell.rows(
      "update factor_resets set asked_by = (select id from members where role = 'approver' and organisation_id = 'place-510104')",
    )
    const decided = await Promise.all([decide(city, "confirmation"), decide(operator, "confirmation")])
    expect(decided.map(({ status }) => status).sort()).toEqual([303, expect.any(Number)])
    expect(decided.filter(({ status }) => status === 303)).toHaveLength(1)
    expect((await told()).filter((template) => template === "security")).toHaveLength(1)
  })

  test("the same form sent twice is one request, and one confirmation", async () => {
    const fields = { key: key(), reason }
    const asked = await Promise.all([1, 2].map(() => approver.post(ask, fields)))
    expect(asked.map(({ status }) => status)).toEqual([303, 303])
    const [row] = await waitsFor()
    const form = { key: key(), reset: String(row?.["id"]), confirmed: "yes" }
    for (let n = 0; n < 2; n++)
      expect((await city.post("/factor-resets/confirmation", form)).status).toBe(303)
    expect((await told()).filter((template) => template === "security")).toHaveLength(1)
  })

  test.each([
    [
      "whoever asked is removed",
      "update members set ended_at = ? where organisation_id = 'place-510104' and role = 'approver'",
    ],
    ["the owner leaves", "update members set ended_at = ? where id = 'added-place-510104-viewer'"],
  ])("when %s meanwhile it is worth nothing", async (_, sql) => {
    await asks()
    await door.cell.rows(sql, [door.now.toISOString()])
    const refused = await decide(city, "confirmation")
    await door.cell.rows("update members set ended_at = null")
    expect(refused.status).toBe(409)
    expect(await stateOf()).toBe("open")
    const [row] = await door.cell.rows("select totp_confirmed_at as at from credentials where user_id = ?", [
      owner,
    ])
    expect(row?.["at"]).not.toBeNull()
  })

  test("the owner who passes its second factor stops it, on record", async () => {
    await asks()
    await signedIn()
    expect(await stateOf()).toBe("stopped")
    const [event] = await door.cell.rows("select detail from audit_events where action = 'factor_reset.stop'")
    expect(event?.["detail"]).toBe('{"by":"passed"}')
    expect((await decide(city, "confirmation")).status).toBe(404)
  })

  test("after seven days nobody confirms it, and it may be asked for anew", async () => {
    await asks()
    const start = door.now
    door.now = new Date(start.getTime() + 7 * 86_400_000)
    expect((await decide(city, "confirmation")).status).toBe(404)
    expect((await asks()).status).toBe(303)
    door.now = start
    expect(
      (await door.cell.rows("select state from factor_resets order by rowid")).map(({ state }) => state),
    ).toEqual(["expired", "open"])
  })
})

describe("the owner stops it", () => {
  test("by the letter, whose link changes nothing when it is only opened", async () => {
    await asks()
    const link = await linkOf(door, email, "factor_reset")
    expect((await nobody.get(link)).status).toBe(200)
    expect(await stateOf()).toBe("open")
    const stopped = await nobody.post(link, {})
    expect(await stopped.text()).toContain("已停止")
    expect(await stateOf()).toBe("stopped")
    expect((await nobody.post(link, {})).status).toBe(410)
    expect((await decide(city, "confirmation")).status).toBe(404)
  })

  test("in a session that was signed in before, from the account's page", async () => {
    const session = await signedIn()
    await asks()
    expect(await (await session.get("/account")).text()).toContain("有人申请重置您的两步验证")
    const answer = await session.post("/account/factor-reset/stop", { key: key() })
    expect(answer.headers.get("location")).toBe("/account?done=stopped")
    expect(await stateOf()).toBe("stopped")
    expect((await session.post("/account/factor-reset/stop", { key: key() })).status).toBe(409)
  })

  test("and so may the head, and whoever may confirm", async () => {
    for (const client of [approver, city, operator]) {
      await asks()
      expect((await decide(client, "stop")).headers.get("location")).toBe("/factor-resets?done=stopped")
      expect(await stateOf()).toBe("stopped")
    }
  })
})

test("a head sees its own request behind 250 older ones elsewhere, and the city those of authorities alone", async () => {
  await door.cell.rows(
    `insert into users (id, name, email, salt, created_at, updated_at)
     with recursive n(i) as (select 1 union all select i + 1 from n where i < 250)
     select 'many-' || i, 'many', 'many-' || i || '@company.example', 's' || i, 0, 0 from n`,
  )
  await door.cell.rows(
    `insert into members (id, user_id, organisation_id, role, created_at)
     select id, id, 'company-1', 'viewer', '2026-01-01' from users where id like 'many-%'`,
  )
  await door.cell.rows(
    `insert into factor_resets (id, user_id, member_id, organisation_id, asked_by, asked_at, expires_at, reason, state)
     select 'reset-' || id, id, id, 'company-1', (select id from members where organisation_id = 'company-1' and role = 'manager'),
       '2026-10-11T00:00:00.000Z', '2026-10-18T00:00:00.000Z', 'an older one', 'open' from users where id like 'many-%'`,
  )
  await asks()
  for (const client of [approver, city]) {
    const list = await (await client.get("/factor-resets")).text()
    expect(list).toContain(email)
    expect(list).not.toContain("many-")
  }
  const manager = await (await (await door.as("manager")).get("/factor-resets")).text()
  expect(manager).toContain("many-1@company.example")
  // Nobody but the operator stands above a company.
  expect(manager).toContain("等待平台运营员确认")
  expect(manager).not.toContain("上级主管部门的审批人或平台运营员确认，请")
  expect(manager).not.toContain(email)
  const one = { key: key(), reset: "reset-many-1", confirmed: "yes" }
  expect((await approver.post("/factor-resets/stop", one)).status).toBe(404)
})
