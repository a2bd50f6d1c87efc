import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { limits } from "../../../worker/domain/identity/attempts.ts"
import { sealedLink } from "../../../worker/gateways/sealed-link.ts"
import { scryptsOf } from "../../support/counted-scrypt.ts"
import { type Client, type FrontDoor, openFrontDoor, origin, secret } from "../../support/front-door.ts"
import { inviteBy, letterBy, newKey, provenNewcomer } from "../../support/inviting.ts"
import { lettersOf, linkOf } from "../../support/letters.ts"

let door: FrontDoor
let manager: Client
let nobody: Client
const start = new Date("2026-10-12T02:00:00Z")
const known = "street@demo.shige.example"
const unknown = "nobody.yet@people.example"

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12, now: start })
  manager = await door.as("manager")
  nobody = await door.as(null)
})
beforeEach(async () => {
  door.now = start
  await door.cell.rows("delete from attempts")
})
afterAll(() => door.close())

const ask = (link: string, email: string, headers: Record<string, string> = {}) =>
  nobody.post(`${link}/letter`, { key: newKey(), email }, headers)

/** All that an answer tells, the typed e-mail taken out. */
async function told(answer: Response, email: string) {
  const headers = [...answer.headers].filter(([name]) => !/^(date|x-request-id)$/.test(name))
  const body = (await answer.text()).replaceAll(email, "E").replace(/name="key" value="[^"]+"/g, "KEY")
  return { status: answer.status, headers, body: body.replace(/[0-9a-f-]{36}/g, "ID") }
}

describe("whoever opens a link and types an e-mail", () => {
  test("gets the same answer at the same cost whether or not it has an account, also when it is refused", async () => {
    const { link } = await inviteBy(manager)
    const askedWith = async (email: string) => {
      const { response, roundTrips } = await door.costOf(() => ask(link, email))
      const scrypts = await scryptsOf(() =>
        nobody.post(link, { key: newKey(), name: "某人", email, password: "x" }),
      )
      expect(scrypts).toBe(0)
      const { location } = Object.fromEntries(response.headers)
      const next = await told(await nobody.get(location ?? ""), email)
      return { roundTrips, asked: await told(response, email), next }
    }
    const first = await askedWith(known)
    expect(first.asked.status).toBe(303)
    expect(first.next.body).toContain("请查收邮件")
    expect(first).toEqual(await askedWith(unknown))
    for (let more = 0; more < 2; more++) for (const email of [known, unknown]) await ask(link, email)
    const blocked = await told(await ask(link, known), known)
    expect(blocked.status).toBe(429)
    expect(blocked).toEqual(await told(await ask(link, unknown), unknown))
    const [counted] = await door.cell.rows(
      "select count(*) n from audit_events where action = 'invitation.ask_letter'",
    )
    expect(counted?.["n"]).toBe(6)
  })

  test("cannot test one with a made-up account either: name and password are refused before any e-mail is looked at", async () => {
    const { link } = await inviteBy(manager)
    const join = async (email: string) => {
      const fields = { key: newKey(), name: "某人", email, password: "seven green ginkgo leaves" }
      return told(await nobody.post(link, fields), email)
    }
    const first = await join(known)
    expect(first.status).toBe(422)
    expect(first).toEqual(await join(unknown))
    expect(await door.cell.rows("select 1 from users where email = ?", [unknown])).toEqual([])
  })

  test.each([
    "x",
    "",
    "mаnager@demo.shige.example",
    "ｍanager@demo.shige.example",
    `${"a".repeat(300)}@x.example`,
  ])("%j is no e-mail: said beside the field, what was typed stays, no letter goes", async (email) => {
    const { link } = await inviteBy(manager)
    const before = (await lettersOf(door)).length
    const answer = await ask(link, email)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain("这不是邮箱地址")
    expect(html).toContain(`value="${email.slice(0, 300)}"`)
    expect(await lettersOf(door)).toHaveLength(before)
  })

  test("may have ten letters sent by one link, twenty from one address, and the same form sent again sends one", async () => {
    const { link } = await inviteBy(manager)
    const statuses: number[] = []
    for (let at = 0; at < limits.joiningLink.tries + 1; at++)
      statuses.push((await ask(link, `many-${at}@people.example`)).status)
    expect(statuses).toEqual([...Array(limits.joiningLink.tries).fill(303), 429])
    await door.cell.rows("delete from attempts")
    const from = { "cf-connecting-ip": "203.0.113.9" }
    const links: string[] = []
    for (let at = 0; at < 3; at++) links.push((await inviteBy(manager)).link)
    statuses.length = 0
    for (let at = 0; at < limits.joiningAddress.tries + 1; at++)
      statuses.push((await ask(links[at % 3] ?? "", `from-${at}@people.example`, from)).status)
    expect(statuses).toEqual([...Array(limits.joiningAddress.tries).fill(303), 429])
    const elsewhere = { "cf-connecting-ip": "203.0.114.9" }
    expect((await ask(links[0] ?? "", "elsewhere@people.example", elsewhere)).status).toBe(303)
    await door.cell.rows("delete from attempts")
    const before = (await lettersOf(door)).length
    const form = { key: newKey(), email: "twice@people.example" }
    for (let at = 0; at < 2; at++) expect((await nobody.post(`${link}/letter`, form)).status).toBe(303)
    expect(await lettersOf(door)).toHaveLength(before + 1)
  })

  test("finds the link over or unknown as its page does, and no letter goes", async () => {
    const before = (await lettersOf(door)).length
    expect((await ask(`/invitations/${"A".repeat(43)}`, unknown)).status).toBe(404)
    const { link } = await inviteBy(manager)
    door.now = new Date(start.getTime() + 7 * 86_400_000)
    expect((await ask(link, unknown)).status).toBe(410)
    expect(await lettersOf(door)).toHaveLength(before)
  })
})

describe("the letter", () => {
  test("of an unknown e-mail leads to name and password; of a known one to the sign-in, and then one press joins", async () => {
    const { link } = await inviteBy(manager)
    const opened = await letterBy(door, link, unknown)
    const page = await (await nobody.get(opened.pathname + opened.search)).text()
    expect(page).toContain(`value="${unknown}"`)
    expect(page).toContain('name="password"')
    await ask(link, known)
    const other = await linkOf(door, known, "joining_known")
    const shown = await (await nobody.get(other)).text()
    expect(shown).toContain(`${known} 已有账号`)
    expect(shown).toContain(`/sign-in?to=${encodeURIComponent(link)}`)
    expect(shown).not.toContain('name="password"')
    const proof = new URL(other, origin).searchParams.get("proof") ?? ""
    const refused = await nobody.post(link, {
      key: newKey(),
      name: "某人",
      password: "seven green ginkgo leaves",
      proof,
    })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(`${known} 已有账号`)
    const street = await door.as("street")
    expect(await (await street.get(other)).text()).toContain("加入 示例·岷禾物业")
  })

  test("of an e-mail that got an account meanwhile leads to the sign-in, too", async () => {
    const [one, two] = [await inviteBy(manager), await inviteBy(manager)]
    const email = "two.letters@people.example"
    const second = await letterBy(door, two.link, email)
    expect((await nobody.post(one.link, await provenNewcomer(door, one.link, { email }))).status).toBe(303)
    expect(await (await nobody.get(second.pathname + second.search)).text()).toContain(`${email} 已有账号`)
  })

  test("is good once, for its own invitation, for 24 hours, and only as it was sealed", async () => {
    const { link } = await inviteBy(manager)
    const { link: another } = await inviteBy(manager)
    const fields = await provenNewcomer(door, link)
    const again = () => ({ ...fields, key: newKey() })
    const seal = sealedLink(secret, "joining", "510100")
    const [row] = await door.cell.rows("select id from invitations order by rowid desc limit 1")
    const good = await seal.seal(JSON.stringify([row?.["id"], unknown, start.getTime() + 1000]))
    const elsewhere = await sealedLink(secret, "joining", "510700").seal((await seal.open(good)) ?? "")
    for (const [path, proof] of [
      [another, fields["proof"] ?? ""],
      [link, `${(fields["proof"] ?? "").slice(0, -2)}AA`],
      [link, "x"],
      [another, elsewhere],
      [another, ""],
    ] as const) {
      const refused = await nobody.post(path, { ...again(), proof })
      expect(refused.status, proof).toBe(422)
      expect(await refused.text()).toContain("请再寄一封信")
    }
    door.now = new Date(start.getTime() + 24 * 3_600_000)
    expect((await nobody.post(link, again())).status).toBe(422)
    const over = await nobody.get(`${link}?proof=${encodeURIComponent(fields["proof"] ?? "")}`)
    expect(over.status).toBe(200)
    expect(await over.text()).toContain("请再寄一封信")
    door.now = new Date(start.getTime() + 24 * 3_600_000 - 1)
    expect((await nobody.post(link, again())).status).toBe(303)
    expect((await nobody.post(link, again())).status).toBe(410)
  })

  test("speaks the language of the page that it was asked from", async () => {
    const { link } = await inviteBy(manager)
    const email = "english@people.example"
    await ask(link, email, { cookie: "shige.language=en" })
    const letter = (await lettersOf(door)).findLast(({ to }) => to === email)
    expect(letter).toMatchObject({ template: "joining", language: "en" })
  })
})
