import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../../schema/seed/demonstration/accounts.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openProgram } from "../../support/program.ts"

let door: FrontDoor
let nobody: Client
let manager: Client
let keys = 0
const own = "/organisation/second-factor"
const key = () => `policy-${++keys}-xxxxxxxx`
const editor = "editor@demo.shige.example"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
  manager = await door.as("manager")
})
afterAll(() => door.close())

async function revisionOf(id: string): Promise<string> {
  const [row] = await door.cell.rows("select revision from organisations where id = ?", [id])
  return String(row?.["revision"])
}

async function require(roles: readonly string[], client = manager, path = own, id = "company-1") {
  const ticked = Object.fromEntries(roles.map((role) => [`role:${role}`, "1"]))
  return client.post(path, { key: key(), revision: await revisionOf(id), ...ticked })
}

/** Where signing in with the password alone leads, and where the session then may go. */
async function entering(email: string) {
  const answer = await nobody.post("/sign-in", { email, password })
  const client = door.withCookie(cookiesOf(answer))
  return { client, desk: (await client.get("/filing")).headers.get("location") }
}

describe("what the platform asks for whatever an organisation says", () => {
  test.each([
    ["place-510104", "verifier"],
    ["place-510104", "viewer"],
    ["place-510100", "approver"],
    ["organiser-1", "chair"],
    ["organiser-1", "secretary"],
    ["organiser-1", "judge"],
    ["platform", "operator"],
  ] as const)("in %s a %s is led to set one up before anything else", async (organisation, role) => {
    const email = await door.addMember(organisation, role)
    await door.cell.rows(
      `update credentials set totp_secret = null, totp_confirmed_at = null
       where user_id = (select id from users where email = ?)`,
      [email],
    )
    const { client, desk } = await entering(email)
    expect(desk).toBe("/account/second-factor?to=%2Ffiling")
    expect((await client.post("/members/invitations", { key: key() })).status).toBe(403)
    expect((await client.post("/account/second-factor/removal", { key: key(), password })).status).toBe(403)
  })

  test.each(["manager", "editor", "viewer"] as const)(
    "a company's %s may do without, and is offered one",
    async (role) => {
      const email = await door.addMember("company-2", role)
      const { client, desk } = await entering(email)
      expect(desk).toBeNull()
      expect((await client.get("/account")).status).toBe(200)
    },
  )

  test("nothing that is sent makes it less: not its own roles, not somebody else's, not unknown ones", async () => {
    const approver = await door.as("approver")
    const page = await (await approver.get(own)).text()
    expect(page.match(/type="checkbox"[^>]*disabled/g)).toHaveLength(3)
    const before = await revisionOf("place-510104")
    for (const roles of [[], ["approver"], ["manager", "operator", "__proto__"]])
      expect((await require(roles, approver, own, "place-510104")).status).toBe(303)
    expect(await revisionOf("place-510104")).toBe(before)
    expect((await entering("district@demo.shige.example")).desk).toContain("/sign-in/code")
  })

  test("the desk of whoever may do without offers one", async () => {
    expect(await (await manager.get("/desk")).text()).toContain("建议开启两步验证")
    expect(await (await (await door.as("approver")).get("/desk")).text()).not.toContain("建议开启两步验证")
  })
})

describe("what a company asks for besides", () => {
  test("holds at once, also for who is signed in, by role; taken back it holds no more", async () => {
    const client = await door.as("editor")
    expect((await client.get("/filing")).status).toBe(200)
    expect((await require(["editor"])).headers.get("location")).toBe(`${own}?done=1`)
    expect((await client.get("/filing")).headers.get("location")).toBe("/account/second-factor?to=%2Ffiling")
    expect((await entering(editor)).desk).toBe("/account/second-factor?to=%2Ffiling")
    expect((await manager.get("/filing")).status).toBe(200)
    const page = await (await manager.get(own)).text()
    expect(page).toMatch(/name="role:editor"[^>]*checked/)
    expect(page).toContain("1 人，1 人还没有开启")
    expect((await require([])).status).toBe(303)
    expect((await client.get("/filing")).status).toBe(200)
  })

  test("leaves what was done on record, to be read by the company", async () => {
    await require(["viewer", "editor"])
    const rows = await door.cell.rows(
      `select before, after, concerns_id from audit_events where action = 'organisation.require_second_factor'
       order by seq desc limit 1`,
    )
    expect(rows).toEqual([
      { before: '{"factorRoles":""}', after: '{"factorRoles":"editor viewer"}', concerns_id: "company-1" },
    ])
    await require([])
  })

  test("is refused to whoever saw something older, with what holds now and what was ticked", async () => {
    const revision = await revisionOf("company-1")
    await require(["manager"])
    const late = await manager.post(own, { key: key(), revision, "role:viewer": "1" })
    // The manager's own role needs one now: nothing opens before.
    expect(late.status).toBe(403)
    await door.cell.rows("update organisations set factor_roles = '[]' where id = 'company-1'")
    const again = await manager.post(own, { key: key(), revision, "role:viewer": "1" })
    expect(again.status).toBe(409)
    const html = await again.text()
    expect(html).toContain("别人已经改了这项要求")
    expect(html).toMatch(/name="role:viewer"[^>]*checked/)
  })

  test("sent twice is written once", async () => {
    const fields = { key: key(), revision: await revisionOf("company-1"), "role:viewer": "1" }
    const answers = await Promise.all([1, 2, 3].map(() => manager.post(own, fields)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    await require([])
  })

  test("the operator may set it for a company, and nobody for another one", async () => {
    const operator = await door.as("operator")
    const path = "/organisations/company-2/second-factor"
    expect((await require(["manager"], operator, path, "company-2")).status).toBe(303)
    expect((await require(["editor"], manager, path, "company-2")).status).toBe(403)
    const [row] = await door.cell.rows("select factor_roles from organisations where id = 'company-2'")
    expect(row?.["factor_roles"]).toBe('["manager"]')
  })
})

describe("somebody who belongs to two organisations", () => {
  test("is asked for a second factor by the one that needs it, and may go back to the other", async () => {
    const email = await door.addMember("company-3", "editor")
    const at = door.now.toISOString()
    await door.cell.rows(
      `insert into members (id, user_id, organisation_id, role, created_at)
       select 'second-seat', id, 'place-510104', 'viewer', ? from users where email = ?`,
      [at, email],
    )
    const { client, desk } = await entering(email)
    expect(desk).toBeNull()
    const switchTo = (member: string) => client.post("/account/organisation", { key: key(), member })
    expect((await switchTo("second-seat")).status).toBe(303)
    expect((await client.get("/quarters")).headers.get("location")).toBe(
      "/account/second-factor?to=%2Fquarters",
    )
    expect((await client.post("/account/password", { key: key() })).status).toBe(403)
    expect((await client.get("/account/organisation")).status).toBe(200)
    expect((await switchTo("added-company-3-editor")).status).toBe(303)
    expect((await client.get("/filing")).status).toBe(200)
  })
})

test("a key of a role that needs a second factor from now on works as before", async () => {
  const program = await openProgram(door, "manager")
  await require(["manager"])
  expect((await manager.get("/filing")).headers.get("location")).toContain("/account/second-factor")
  expect((await program.get("/key")).status).toBe(200)
  expect((await program.get(`/submissions?quarter=${door.openQuarter}`)).status).toBe(200)
})
