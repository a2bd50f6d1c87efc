import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Client, type FrontDoor, openFrontDoor, origin } from "../../support/front-door.ts"
import { linkIn, newKey, press, takeBy } from "../../support/inviting.ts"

let door: FrontDoor
let operator: Client
let nobody: Client
const baidu = "91110000802100433B"
const tencent = "91440300708461136T"

beforeAll(async () => {
  // Over the network two requests read before either writes.
  door = await openFrontDoor({ estates: 12, root: "workers" })
  operator = await door.as("operator")
  nobody = await door.as(null)
})
afterAll(() => door.close())

const row = async (sql: string, args: (string | number)[] = []) => (await door.cell.rows(sql, args))[0] ?? {}
const register = (fields: Record<string, string>) =>
  operator.post("/organisations", { key: newKey(), ...fields })
const count = async () => (await row("select count(*) as n from organisations"))["n"]
const idOf = (answer: Response) =>
  /\/organisations\/([\w-]+)/.exec(answer.headers.get("location") ?? "")?.[1] ?? ""

describe("registering", () => {
  test("a company with its code, found in the list by name, code and kind", async () => {
    const answer = await register({
      kind: "company",
      name: " 示例  百川物业 ",
      uscc: "9111 0000 8021 00433b",
    })
    expect(answer.status).toBe(303)
    const id = idOf(answer)
    expect(await row("select * from organisations where id = ?", [id])).toMatchObject({
      kind: "company",
      name: "示例 百川物业",
      uscc: baidu,
      place_code: null,
      demonstration: 0,
      revision: 1,
    })
    for (const query of ["q=百川", `q=${baidu.slice(4)}`, "q=百川&kind=company"]) {
      const html = await (await operator.get(`/organisations?${encodeURI(query)}`)).text()
      expect(html, query).toContain(`/organisations/${id}`)
      expect(html).toContain("还没有负责人")
    }
    const none = await (
      await operator.get(`/organisations?q=${encodeURIComponent("百川")}&kind=authority`)
    ).text()
    expect(none).toContain("没有符合条件的机构")
    const event = await row(
      "select * from audit_events where action = 'organisation.register' order by seq desc limit 1",
    )
    expect(event).toMatchObject({ organisation_id: "platform", concerns_id: id, entity_id: id })
    expect(JSON.parse(String(event["after"]))).toMatchObject({ name: "示例 百川物业", uscc: baidu })
  })

  test.each([
    [{ kind: "company", name: "某某物业", uscc: baidu }, "这个代码已由“示例 百川物业”使用"],
    [{ kind: "organiser", name: "某某主办", uscc: baidu }, "这个代码已由“示例 百川物业”使用"],
    [{ kind: "company", name: "某某物业", uscc: "91110000802100433C" }, "不是有效的统一社会信用代码"],
    [{ kind: "company", name: "某某物业", uscc: "" }, "请填写统一社会信用代码"],
    [{ kind: "company", name: "", uscc: tencent }, "请填写名称"],
    [{ kind: "company", name: "名".repeat(81), uscc: tencent }, "太长"],
    [{ kind: "company", name: "物业\u200b公司", uscc: tencent }, "看不见的字符"],
    [{ kind: "platform", name: "另一个平台", uscc: tencent }, "请选择机构类型"],
    [{ kind: "", name: "没有类型", uscc: tencent }, "请选择机构类型"],
    [{ kind: "authority", name: "住建局", place: "" }, "没有这个行政区划"],
    [{ kind: "authority", name: "住建局", place: "999999" }, "没有这个行政区划"],
    [{ kind: "authority", name: "住建局", place: "510104" }, "已有主管部门"],
  ])("%j is refused beside its field and nothing is written", async (fields, words) => {
    const before = await count()
    const answer = await register(fields)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(words)
    expect(await count()).toBe(before)
  })

  test("an authority with its place, once for each place, never in a retired one", async () => {
    const free = await row(
      "select code, name from places p where kind = 'community' and not exists (select 1 from organisations o where o.place_code = p.code) limit 1",
    )
    const [code, name] = [String(free["code"]), String(free["name"])]
    const search = await (
      await operator.get(`/organisations/new?kind=authority&q=${encodeURIComponent(name)}`)
    ).text()
    expect(search).toContain(`place=${code}`)
    await door.cell.rows("update places set retired_from = '2026-10-12' where code = ?", [code])
    const gone = await (
      await operator.get(`/organisations/new?kind=authority&q=${encodeURIComponent(name)}`)
    ).text()
    expect(gone).not.toContain(`place=${code}`)
    const retired = await register({ kind: "authority", name: `${name}居委会`, place: code })
    expect(await retired.text()).toContain("已停用")
    await door.cell.rows("update places set retired_from = '2026-10-13' where code = ?", [code])
    const both = await Promise.all([
      register({ kind: "authority", name: `${name}居委会`, place: code }),
      register({ kind: "authority", name: `${name}另一个`, place: code }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await row("select count(*) as n from organisations where place_code = ?", [code])).toEqual({
      n: 1,
    })
    await door.cell.rows("update places set retired_from = null where code = ?", [code])
  })

  test("a place with an authority is shown with it and is no choice", async () => {
    const html = await (await operator.get("/organisations/new?kind=authority&q=510104")).text()
    expect(html).toContain("已登记：锦江区物业主管部门（演示）")
    expect(html).not.toContain("place=510104&")
  })

  test("HTML in a name is shown as text", async () => {
    const answer = await register({ kind: "organiser", name: `<script>alert("x")</script>`, uscc: tencent })
    const html = await (await operator.get(answer.headers.get("location") ?? "")).text()
    expect(html).not.toContain("<script>alert")
    expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;")
  })
})

describe("changing", () => {
  test("name and code by revision; the event tells the changed fields only", async () => {
    const id = String((await row("select id from organisations where uscc = ?", [baidu]))["id"])
    const page = `/organisations/${id}`
    const answer = await press(operator, page, page, { name: "示例 百川物业服务" })
    expect(answer.headers.get("location")).toBe(`${page}?done=edited`)
    const event = await row(
      "select before, after from audit_events where action = 'organisation.edit' order by seq desc limit 1",
    )
    expect([event["before"], event["after"]].map((text) => JSON.parse(String(text)))).toEqual([
      { name: "示例 百川物业" },
      { name: "示例 百川物业服务" },
    ])
    const stale = await operator.post(page, { key: newKey(), revision: "1", name: "别的", uscc: baidu })
    expect(stale.status).toBe(409)
    const taken = await press(operator, page, page, { uscc: tencent })
    expect(taken.status).toBe(422)
    expect(await taken.text()).toContain("这个代码已由")
    expect((await press(operator, page, page, { uscc: baidu })).status, "its own code").toBe(303)
  })

  test("an organisation that is not there is 404", async () => {
    expect((await operator.get("/organisations/nowhere")).status).toBe(404)
    expect((await operator.post("/organisations/nowhere", { key: newKey(), revision: "1" })).status).toBe(404)
    expect(
      (await operator.post("/organisations/nowhere/invitations", { key: newKey(), role: "manager" })).status,
    ).toBe(404)
  })
})

describe("the first head", () => {
  test("is invited by the operator, joins, and runs the members", async () => {
    const id = String((await row("select id from organisations where uscc = ?", [baidu]))["id"])
    const page = `/organisations/${id}`
    const answer = await press(operator, page, "/invitations")
    const sent = answer.headers.get("location") ?? ""
    const link = linkIn(await (await operator.get(sent)).text())
    expect(await (await operator.get("/organisations?q=百川")).text()).toContain("已邀请负责人")
    const shown = await (await nobody.get(link)).text()
    expect(shown).toContain("平台运营（演示） 邀请您加入 示例 百川物业服务")
    expect(shown).not.toContain("演示平台运营员")
    const head = { cookie: await takeBy(door, link, { name: "钱经理", email: "qian@baichuan.example" }) }
    const members = await (await nobody.get("/members", head)).text()
    expect(members).toContain("qian@baichuan.example")
    expect(members).toContain("平台运营（演示）")
    const seen = await (await operator.get(page)).text()
    expect(seen).toContain("qian@baichuan.example")
    const events = await door.cell.rows(
      "select action from audit_events where concerns_id = ? or organisation_id = ?",
      [id, id],
    )
    expect(events.map((event) => event["action"])).toEqual(
      expect.arrayContaining(["organisation.register", "invitation.create", "invitation.accept"]),
    )
  })

  test("only heads are the operator's business: no other role, no other invitation", async () => {
    for (const role of ["editor", "viewer", "approver", ""]) {
      const answer = await operator.post("/organisations/company-1/invitations", { key: newKey(), role })
      expect(answer.status).toBe(422)
    }
    const manager = await door.as("manager")
    const made = await manager.post("/members/invitations", { key: newKey(), role: "editor" })
    const id = made.headers.get("location")?.split(/[/?]/)[3] ?? ""
    expect((await operator.get(`/organisations/company-1/invitations/${id}`)).status).toBe(404)
    expect((await operator.get(`/organisations/company-2/invitations/${id}`)).status).toBe(404)
    expect(
      (await operator.post(`/organisations/company-1/invitations/${id}/revocation`, { key: newKey() }))
        .status,
    ).toBe(404)
    expect(await (await operator.get("/organisations/company-1")).text()).not.toContain(id)
  })

  test("the platform invites its operators on its own members page", async () => {
    const own = await (await operator.get("/organisations/platform")).text()
    expect(own).not.toContain("/organisations/platform/invitations")
    const made = await operator.post("/members/invitations", { key: newKey(), role: "operator" })
    expect(made.status).toBe(303)
    expect(new URL(made.headers.get("location") ?? "", origin).pathname).toMatch(/^\/members\/invitations\//)
  })
})
