import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationPassword as password } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import { limits } from "../../worker/domain/identity/attempts.ts"
import { scryptsOf } from "../support/counted-scrypt.ts"
import { type Client, cookiesOf, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { freshKey } from "../support/quarter-forms.ts"

let door: FrontDoor
let editor: Client
let manager: Client
let nobody: Client
const email = "editor@demo.shige.example"
const mobile = "13800138000"
const name = "王芳"

const save = (who: Client, fields: Record<string, string>) =>
  who.post(paths.signInIds(), { key: freshKey(), password, signInName: "", mobile: "", ...fields })
const attempt = (account: string, typed: string, client = nobody) =>
  client.post("/sign-in", { email: account, password: typed })

beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
  editor = await door.as("editor")
  manager = await door.as("manager")
  nobody = await door.as(null)
  expect((await save(editor, { signInName: " 王 芳", mobile: "+86 138 0013 8000" })).status).toBe(303)
})
afterAll(() => door.close())
beforeEach(() => door.cell.rows("delete from attempts"))

describe("a person signs in", () => {
  test.each([email, mobile, name, "１３８ 0013 8000", "+86-138-0013-8000", " 王 芳 "])(
    "by %s",
    async (typed) => {
      const answer = await attempt(typed, password)
      expect(answer.status).toBe(303)
      const own = await (await door.withCookie(cookiesOf(answer)).get(paths.account())).text()
      expect(own).toContain(email)
    },
  )

  test("by none of them any more once it is taken away", async () => {
    await save(manager, { signInName: "李雷", mobile: "13900139000" })
    expect((await attempt("李雷", password)).status).toBe(303)
    await save(manager, {})
    for (const gone of ["李雷", "13900139000"]) expect((await attempt(gone, password)).status).toBe(422)
  })
})

describe("whoever tries", () => {
  test("is told the same, at the same cost, of what has an account and of what has none", async () => {
    const seen: unknown[] = []
    for (const to of [email, mobile, name, "nobody@demo.shige.example", "13700137000", "李四", "王"]) {
      const answers: string[] = []
      for (let at = 0; at < 12; at++) {
        const before = door.cell.requests()
        let body = ""
        const scrypts = await scryptsOf(async () => {
          const answer = await attempt(to, "wrong")
          body = `${answer.status} ${(await answer.text()).replaceAll(`value="${to}"`, "")}`
        })
        // The first that is refused also tells the owner, or nobody.
        answers.push(`${scrypts} ${door.cell.requests() - before} ${body}`)
      }
      seen.push(answers)
      await door.cell.rows("delete from attempts")
    }
    for (const answers of seen) expect(answers).toEqual(seen[0])
    expect(String(seen[0])).toContain("有人同名时，请改用手机号或邮箱登录")
  })

  test("has ten tries at an account, however it is named", async () => {
    const statuses: number[] = []
    for (let at = 0; at < limits.account.tries + 2; at++)
      statuses.push((await attempt([email, mobile, name][at % 3] ?? "", "wrong")).status)
    expect(statuses).toEqual([...Array(limits.account.tries).fill(422), 429, 429])
    for (const to of [email, mobile, name]) expect((await attempt(to, password)).status).toBe(429)
  })

  test("locks nobody out of a browser that knows the account, by whichever name; there are ten tries there, too", async () => {
    const signed = cookiesOf(await attempt(name, password))
    const known = door.withCookie(/shige\.browser=[^;]+/.exec(signed)?.[0] ?? "")
    for (let at = 0; at < limits.account.tries + 1; at++) await attempt(mobile, "wrong")
    for (const to of [email, mobile, name]) {
      expect((await attempt(to, password)).status).toBe(429)
      expect((await attempt(to, password, known)).status).toBe(303)
    }
    const statuses: number[] = []
    for (let at = 0; at < limits.accountBrowser.tries + 1; at++)
      statuses.push((await attempt([email, mobile, name][at % 3] ?? "", "wrong", known)).status)
    expect(statuses).toEqual([...Array(limits.accountBrowser.tries).fill(422), 429])
  })
})

describe("a name and a number", () => {
  test.each([
    [{ signInName: "王芳" }, "这个登录名不能用"],
    [{ mobile }, "这个手机号不能用"],
    [{ signInName: "1号" }, "登录名只能用"],
    [{ mobile: "1380013800" }, "手机号的写法不对"],
  ])(
    "%o of somebody else, or that is none, is refused beside the field, and what was typed stays",
    async (fields, told) => {
      const answer = await save(manager, fields)
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(html).toContain(told)
      for (const typed of Object.values(fields)) expect(html).toContain(`value="${typed}"`)
      const [row] = await door.cell.rows(
        "select mobile, sign_in_name from users where email like 'manager@%'",
      )
      expect(row).toEqual({ mobile: null, sign_in_name: null })
    },
  )

  test("want the own password, and are looked for five times an hour", async () => {
    expect((await save(manager, { password: "wrong", signInName: "韩梅梅" })).status).toBe(422)
    await door.cell.rows("delete from attempts")
    const statuses: number[] = []
    for (let at = 0; at < limits.signInId.tries + 1; at++)
      statuses.push((await save(manager, { signInName: "王芳" })).status)
    expect(statuses).toEqual([...Array(limits.signInId.tries).fill(422), 429])
  })

  test("stand in the event as marks only, on nobody else's page, and the person is told", async () => {
    const [event] = await door.cell.rows("select * from audit_events where action = 'sign_in.change' limit 1")
    expect(JSON.stringify(event)).not.toMatch(/王芳|13800138000/)
    expect(String(event?.["after"])).toMatch(/"mobile":"mark:/)
    const messages = await door.cell.rows("select fields from messages where kind = 'security'")
    expect(JSON.stringify(messages)).toContain("sign_in_changed")
    for (const path of [paths.members(), paths.account()]) {
      const html = await (await manager.get(path)).text()
      expect(html).not.toContain(mobile)
    }
    expect(await (await editor.get(paths.account())).text()).toContain(mobile)
  })
})
