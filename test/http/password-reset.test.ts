import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor, origin } from "../support/front-door.ts"
import { lettersOf, linkOf } from "../support/letters.ts"

let door: FrontDoor
let nobody: Client
const email = "editor@demo.shige.example"
const fresh = "seven ginkgo trees"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  nobody = await door.as(null)
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.cell.rows("delete from attempts")
  await door.cell.rows("delete from mails")
})

const signIn = (password: string, account = email) => nobody.post("/sign-in", { email: account, password })
const ask = (to = email, headers: Record<string, string> = {}) =>
  nobody.post("/password-reset", { email: to }, headers)
async function linkFor(to = email): Promise<string> {
  expect((await ask(to)).status).toBe(303)
  return linkOf(door, to, "reset")
}
async function restorePassword(): Promise<void> {
  const hash = "(select password_hash from credentials order by rowid limit 1)"
  await door.cell.rows(
    `update credentials set password_hash = ${hash} where user_id = (select id from users where email = ?)`,
    [email],
  )
}

describe("asking", () => {
  test("for a known e-mail sends one letter, whose link leads to this site", async () => {
    const answer = await ask(" Editor@Demo.Shige.Example ")
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/password-reset?sent=1"])
    const [letter, ...more] = await lettersOf(door)
    expect(more).toEqual([])
    expect(letter).toMatchObject({
      to: email,
      template: "reset",
      language: "zh",
      parameters: { minutes: "60" },
    })
    expect((letter?.parameters as { link: string } | undefined)?.link).toMatch(
      new RegExp(`^${origin}/password-reset/[A-Za-z0-9_-]{43}$`),
    )
  })

  test("an unknown e-mail, one without account and what is none get the same answer and no letter", async () => {
    const [row] = await door.cell.rows(
      "select email from users where id not in (select user_id from credentials)",
    )
    const page = async (to: string) => {
      const answer = await ask(to)
      return [answer.status, answer.headers.get("location"), await answer.text()]
    }
    const known = await page(email)
    await door.cell.rows("delete from mails")
    for (const to of [
      "nobody@demo.shige.example",
      String(row?.["email"]),
      "no address",
      "еditor@demo.shige.example",
    ])
      expect(await page(to)).toEqual(known)
    expect(await lettersOf(door)).toEqual([])
  })

  test("costs the same round trips and statements for both", async () => {
    const cost = async (to: string) => {
      const before = await door.cell.rows(
        "select (select count(*) from writes) + (select count(*) from audit_events) as n",
      )
      const { roundTrips } = await door.costOf(() => ask(to))
      const after = await door.cell.rows(
        "select (select count(*) from writes) + (select count(*) from audit_events) as n",
      )
      return [roundTrips - 1, Number(after[0]?.["n"]) - Number(before[0]?.["n"])]
    }
    const known = await cost(email)
    expect(await cost("nobody@demo.shige.example")).toEqual(known)
  })

  test.each([{}, { email: "" }, { email: `${"x".repeat(300)}@estate.example` }])(
    "%j is refused with the page",
    async (fields) => {
      const answer = await nobody.post("/password-reset", fields as Record<string, string>)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('name="email"')
    },
  )

  test("HTML in the e-mail is shown as text", async () => {
    for (let at = 0; at < 3; at++) await ask(`"><script>alert(1)</script>@x.example`)
    const html = await (await ask(`"><script>alert(1)</script>@x.example`)).text()
    expect(html).not.toContain("<script>alert")
    expect(html).toContain("&lt;script&gt;alert")
  })

  test("a fourth letter within the hour is refused with the time, for known and unknown alike", async () => {
    const pages = []
    for (const to of [email, "nobody@demo.shige.example"]) {
      const statuses = []
      for (let at = 0; at < 3; at++) statuses.push((await ask(to)).status)
      const fourth = await ask(to)
      pages.push((await fourth.text()).replaceAll(to, ""))
      expect([...statuses, fourth.status]).toEqual([303, 303, 303, 429])
    }
    expect(pages[0]).toBe(pages[1])
    expect(pages[0]).toContain("2026-10-12 11:00")
    expect(await lettersOf(door)).toHaveLength(3)
  })

  test("one address asks for twenty letters an hour, whatever the e-mails", async () => {
    const from = { "cf-connecting-ip": "203.0.113.7" }
    const statuses = []
    for (let at = 0; at < 21; at++) statuses.push((await ask(`nobody-${at}@x.example`, from)).status)
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(303))
    expect(statuses[20]).toBe(429)
    expect((await ask("other@x.example", { "cf-connecting-ip": "203.0.113.8" })).status).toBe(303)
  })
})

describe("the link", () => {
  test("opened by a scanner of mails is not used up, and shows whose it is", async () => {
    const link = await linkFor()
    for (let at = 0; at < 3; at++) {
      const answer = await nobody.get(link)
      expect(answer.status).toBe(200)
      expect(answer.headers.get("cache-control")).toBe("no-store")
      expect(answer.headers.get("referrer-policy")).toBe("same-origin")
      expect(await answer.text()).toContain(email)
    }
    expect((await nobody.send(link, { method: "HEAD" })).status).toBe(200)
    const answer = await nobody.post(link, { password: fresh })
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/sign-in?done=password"])
    expect((await signIn(fresh)).status).toBe(303)
    expect((await signIn(demonstrationPassword)).status).toBe(422)
    await restorePassword()
  })

  test("works once, also when it is sent twice at the same time", async () => {
    const link = await linkFor()
    const answers = await Promise.all([1, 2, 3].map(() => nobody.post(link, { password: fresh })))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses.filter((status) => status === 303).length).toBeGreaterThanOrEqual(1)
    expect((await nobody.post(link, { password: "another ginkgo tree" })).status).toBe(410)
    expect((await nobody.get(link)).status).toBe(410)
    expect((await signIn("another ginkgo tree")).status).toBe(422)
    const events = await door.cell.rows("select count(*) as n from writes where action = 'password.reset'")
    expect(events[0]?.["n"]).toBe(2)
    await restorePassword()
  })

  test("is over after an hour, to the second", async () => {
    const link = await linkFor()
    const start = door.now
    door.now = new Date(start.getTime() + 3_600_000 - 1000)
    expect((await nobody.get(link)).status).toBe(200)
    door.now = new Date(start.getTime() + 3_600_000)
    expect((await nobody.get(link)).status).toBe(410)
    expect((await nobody.post(link, { password: fresh })).status).toBe(410)
    door.now = start
  })

  test.each(["x", "A".repeat(43), "%00", "..%2f..%2fsign-in", "' or 1=1 --", "x".repeat(3000)])(
    "%s is none of ours",
    async (token) => {
      const path = `/password-reset/${encodeURIComponent(token)}`
      expect((await nobody.get(path)).status).toBe(410)
      expect((await nobody.post(path, { password: fresh })).status).toBe(410)
    },
  )

  test("is stored as a hash: who reads the database cannot use it", async () => {
    const token = (await linkFor()).split("/").at(-1) ?? ""
    const stored = JSON.stringify([
      await door.cell.rows("select * from proofs"),
      await door.cell.rows("select * from mails"),
      await door.cell.rows("select * from writes"),
      await door.cell.rows("select * from audit_events"),
    ])
    expect(stored).not.toContain(token)
    const [proof] = await door.cell.rows("select id from proofs order by rowid desc limit 1")
    expect((await nobody.get(`/password-reset/${proof?.["id"]}`)).status).toBe(410)
    expect((await nobody.get(`/email-verification/${token}`)).status).toBe(410)
  })

  test("is never written to the log, even when the request fails", async () => {
    const lines: string[] = []
    const spies = (["log", "error", "warn", "info", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...words) => void lines.push(words.join(" "))),
    )
    const link = await linkFor()
    await door.cell.rows("alter table proofs rename to proofs_gone")
    const broken = await nobody.get(link)
    await door.cell.rows("alter table proofs_gone rename to proofs")
    for (const spy of spies) spy.mockRestore()
    expect(broken.status).toBe(500)
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.join("\n")).not.toContain(link.split("/").at(-1))
  })

  test("of an earlier letter ends with the reset, and with a change of the password", async () => {
    const first = await linkFor()
    const second = await linkFor()
    expect((await nobody.get(first)).status).toBe(200)
    await nobody.post(second, { password: fresh })
    expect((await nobody.get(first)).status).toBe(410)
    await restorePassword()
  })
})

describe("the new password", () => {
  test.each([
    ["too short", "至少 12 个字符"],
    ["123456789012", "太常见"],
    ["editor@demo.shige.example", "姓名和邮箱"],
    ["x".repeat(201), "最多 200"],
    ["", "至少 12 个字符"],
  ])("%s is refused with its sentence, and the link stays good", async (password, words) => {
    const link = await linkFor()
    const answer = await nobody.post(link, { password })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(words)
    expect(html).not.toMatch(/<input[^>]*name="password"[^>]*value=/)
    expect((await nobody.get(link)).status).toBe(200)
    expect((await signIn(demonstrationPassword)).status).toBe(303)
  })

  test("ends all sessions, lifts the block of wrong passwords, confirms the e-mail, tells the person; keys stay", async () => {
    const cookie = cookiesOf(await signIn(demonstrationPassword))
    const other = cookiesOf(await signIn(demonstrationPassword))
    const [member] = await door.cell.rows(
      "select m.id, m.organisation_id from members m join users u on u.id = m.user_id where u.email = ?",
      [email],
    )
    await door.cell.rows(
      `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at)
       values ('key-1', ?, ?, '测试', 'shg_x', 'hash', '[]', '2026-10-01', '2027-10-01')`,
      [String(member?.["organisation_id"]), String(member?.["id"])],
    )
    for (let at = 0; at < 11; at++) await signIn("wrong password")
    expect((await signIn(demonstrationPassword)).status).toBe(429)
    await door.cell.rows("update users set email_verified = 0 where email = ?", [email])
    const answer = await nobody.post(await linkFor(), { password: fresh }, { cookie })
    expect(answer.headers.getSetCookie().join()).toMatch(/shige\.session=;.*Max-Age=0/i)
    for (const one of [cookie, other]) expect((await nobody.get("/desk", { cookie: one })).status).toBe(303)
    expect((await signIn(fresh)).status).toBe(303)
    const told = (await lettersOf(door)).filter(({ to }) => to === email).map((letter) => letter.parameters)
    expect(told).toContainEqual(expect.objectContaining({ what: "password_changed" }))
    const [user] = await door.cell.rows("select email_verified from users where email = ?", [email])
    expect(user?.["email_verified"]).toBe(1)
    expect(await door.cell.rows("select revoked_at from api_keys where id = 'key-1'")).toEqual([
      { revoked_at: null },
    ])
    const page = await (await nobody.get("/sign-in?done=password")).text()
    expect(page).toContain("API 密钥没有变动")
    await restorePassword()
  })

  test("from another site is refused and uses nothing up", async () => {
    const link = await linkFor()
    const answer = await nobody.post(link, { password: fresh }, { origin: "https://evil.example" })
    expect(answer.status).toBe(403)
    expect((await nobody.get(link)).status).toBe(200)
  })
})
