import { afterAll, beforeAll, expect, test } from "vitest"
import { formsOf } from "../../scripts/bench/forms.ts"
import { paths } from "../../web/paths.ts"
import { checkClerks, type Hands } from "../../worker/domain/organisation/clerks.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor
let manager: Client
beforeAll(async () => {
  door = await openFrontDoor({ estates: 60 })
  manager = await door.as("manager")
})
afterAll(() => door.close())

const clerk = (id: string, limited = true, role: "editor" | "manager" = "editor") => ({
  ...{ id, name: `王${id}`, email: `${id}@test.example`, signInName: `wang${id}`, mobile: null },
  ...{ role, limited, revision: 1 },
})
const estates = ["a", "b", "c"].map((slug) => ({ id: `id-${slug}`, slug, name: `小区${slug}` }))
const hands: Hands = {
  kind: "company",
  clerks: [clerk("1"), clerk("2"), clerk("3", false), clerk("4", false, "manager")],
  estates,
  given: new Set(["1/id-a", "1/id-b", "2/id-c"]),
}
const check = (...rows: [string, string][]) =>
  checkClerks(
    rows.map(([estate, clerks], at) => ({ line: at + 2, cells: { estate, clerks } })),
    hands,
  )
const changes = (...rows: [string, string][]) =>
  check(...rows).rows.map(({ clerk: { id }, give, take, count }) => [id, give, take, count])

test("an estate of the file has exactly the clerks that stand there, others stay", () => {
  expect(changes(["a", "wang2"])).toEqual([
    ["1", [], ["id-a"], 1],
    ["2", ["id-a"], [], 2],
  ])
  expect(changes(["c", "王1、wang2"])).toEqual([["1", ["id-c"], [], 3]])
  expect(changes(["b", ""])).toEqual([["1", [], ["id-b"], 1]])
  expect(changes(["a", "1@TEST.example"])).toEqual([])
})

test("who had all, or has none afterwards, is told of; what is wrong is named by its row", () => {
  expect(check(["c", "wang3"]).notes).toEqual([
    { rule: "clerk_without", line: null, column: null, with: { name: "王2" } },
    { rule: "clerk_limited", line: null, column: null, with: { name: "王3", n: 1 } },
  ])
  const found = check(["x", "wang1"], ["", "wang1"], ["a", "nobody，wang4"])
  expect(found.faults.map(({ rule, line, column }) => [rule, line, column])).toEqual([
    ["estate_not_own", 2, "estate"],
    ["estate_code_missing", 3, "estate"],
    ["clerk_unknown", 4, "clerks"],
    ["clerk_sees_all", 4, "clerks"],
  ])
  expect(found.rows).toEqual([])
})

test("the template holds the present division, and a changed one is confirmed once", async () => {
  const template = async () => await (await manager.get(paths.importTemplate("clerks", "csv"))).text()
  const [head, ...lines] = (await template()).trim().split("\r\n")
  expect(head).toBe("小区编号*,小区,负责人*")
  const [organisation] = await door.cell.rows(
    "select m.organisation_id id from members m join users u on u.id = m.user_id where u.email like 'manager@%'",
  )
  const id = String(organisation?.["id"])
  for (const at of Array.from({ length: 4 }, (_, one) => one))
    await door.cell.rows(
      `insert into users (id, name, email, sign_in_name, salt, created_at, updated_at)
       values (?1, ?1, ?1 || '@c.example', ?1, ?1, 0, 0)`,
      [`clerk${at}`],
    )
  await door.cell.rows(
    `insert into members (id, user_id, organisation_id, role, limited, created_at)
     select 'm-' || id, id, ?, 'editor', 1, '2024-01-02' from users where id like 'clerk%'`,
    [id],
  )
  const csv = `小区编号,负责人\n${lines.map((line, at) => `${line.split(",")[0]},clerk${at % 4}`).join("\n")}\n`
  const body = new FormData()
  body.set("file", new File([csv], "分工.csv"))
  const shown = await manager.send(paths.import("clerks"), { method: "POST", body })
  const confirm = formsOf(await shown.text()).find(({ action }) => action.endsWith("/confirmation"))
  const done = await manager.post(confirm?.action ?? "", confirm?.fields ?? [])
  expect(done.headers.get("location")).toBe(paths.import("clerks", { done: 4 }))
  const after = (await template()).trim().split("\r\n").slice(1)
  expect(after.map((line) => line.split(",").at(-1))).toEqual(lines.map((_, at) => `clerk${at % 4}`))
  const again = new FormData()
  again.set("file", new File([csv], "分工.csv"))
  const same = await manager.send(paths.import("clerks"), { method: "POST", body: again })
  expect([same.status, (await same.text()).includes("与现在的一样")]).toEqual([422, true])
  expect((await (await door.as("district")).get(paths.import("clerks"))).status).toBe(403)
})
