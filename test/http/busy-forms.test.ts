import { afterAll, beforeAll, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { inviteBy, provenNewcomer } from "../support/inviting.ts"
import { linkOf } from "../support/letters.ts"
import { fieldValue, type Shown, shown } from "../support/quarter-forms.ts"
import { quickPasswords } from "../support/quick-passwords.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 5 })
})
afterAll(() => door.close())

const busy = "现在登录的人太多，没有处理您的请求"

/** Does something while as many passwords are being worked on as may be, each followed by the next at once. */
async function whileBusy<T>(act: () => Promise<T>): Promise<T> {
  let ended = false
  const fillers = Array.from({ length: 12 }, async () => {
    while (!ended) await quickPasswords.hash("somebody else's password")
  })
  try {
    return await act()
  } finally {
    ended = true
    await Promise.all(fillers)
  }
}

async function refused(path: string, fields: Record<string, string>): Promise<Shown> {
  const answer = await whileBusy(async () => (await door.as(null)).post(path, fields))
  expect(answer.headers.get("retry-after")).toBe("5")
  const page = await shown(answer)
  expect(page.status).toBe(503)
  expect(page.words).toContain(busy)
  expect(page.html).not.toContain("seven ginkgo trees")
  return page
}

test("the form for a new password comes back, with its choice, and works afterwards", async () => {
  const email = "editor@demo.shige.example"
  const nobody = await door.as(null)
  expect((await nobody.post("/password-reset", { email })).status).toBe(303)
  const link = await linkOf(door, email, "reset")
  const at = new Date(door.now.getTime() + 86_400_000).toISOString()
  await door.cell.rows(
    `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at)
     select 'own', organisation_id, id, '自己的程序', 'abcdefgh', 'x', '[]', ?, ? from members where id = 'company-1-editor'`,
    [door.now.toISOString(), at],
  )
  const fields = { password: "seven ginkgo trees", endKeys: "yes" }
  const page = await refused(link, fields)
  expect(page.words).toContain("自己的程序")
  expect(page.html).toMatch(/name="endKeys" value="yes" checked/)
  expect((await nobody.post(link, fields)).status).toBe(303)
})

test("the form of an invitation comes back with name and e-mail, and works afterwards", async () => {
  const { link } = await inviteBy(await door.as("manager"), { role: "viewer" })
  const nobody = await door.as(null)
  const email = "busy@example.org"
  const changes = { name: "忙时来的人", email, password: "seven ginkgo trees" }
  const fields = { name: "", ...(await provenNewcomer(door, link, changes)) }
  const page = await refused(link, fields)
  expect(fieldValue(page, "name")).toBe(fields.name)
  expect(fieldValue(page, "email")).toBe(email)
  expect((await nobody.post(link, { ...fields, key: fieldValue(page, "key") ?? "" })).status).toBe(303)
})
