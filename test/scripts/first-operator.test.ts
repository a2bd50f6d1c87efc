import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createFirstOperator } from "../../scripts/first-operator.ts"
import { type LibsqlServer, startLibsqlServer } from "../../scripts/libsql-server.ts"
import { migrate } from "../../scripts/migrate.ts"
import { seedBase } from "../../scripts/seed.ts"
import { verifyPassword } from "../../worker/gateways/password.ts"

let server: LibsqlServer
const now = new Date("2026-11-20T02:00:00Z")
const operator = { email: " Chief@City.example ", name: "审批员", city: "510100", password: "twelve-or-more" }

beforeAll(async () => {
  server = await startLibsqlServer({ file: join(mkdtempSync(join(tmpdir(), "shige-first-")), "cell.db") })
  await migrate(server.url)
})
afterAll(() => server.close())

const client = () => createClient({ url: server.url })

test("without the city's places it is refused with a sentence", async () => {
  await expect(createFirstOperator(client(), operator, now)).rejects.toThrow("npm run seed -- --base-only")
})

test("what was typed is checked before anything is written", async () => {
  await seedBase(client(), now)
  const bad = [{ email: "nobody" }, { name: " " }, { password: "short" }]
  for (const change of bad)
    await expect(createFirstOperator(client(), { ...operator, ...change }, now)).rejects.toThrow(/\.$/)
  const { rows } = await client().execute("select count(*) as n from users")
  expect(rows[0]?.["n"]).toBe(0)
})

test("two at once make one operator, who is the city's approver and can sign in", async () => {
  const attempts = ["a@city.example", "b@city.example"].map((email) =>
    createFirstOperator(client(), { ...operator, email }, now).then(
      () => "made",
      (error: Error) => error.message,
    ),
  )
  expect((await Promise.all(attempts)).sort()).toEqual([expect.stringContaining("once only"), "made"])
  const { rows } = await client().execute(
    `select m.role, o.kind, o.place_code, o.demonstration, a.password, a.provider_id from users u
     join members m on m.user_id = u.id join organisations o on o.id = m.organisation_id
     join accounts a on a.user_id = u.id`,
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    role: "approver",
    kind: "authority",
    place_code: "510100",
    demonstration: 0,
    provider_id: "credential",
  })
  expect(await verifyPassword(String(rows[0]?.["password"]), operator.password)).toBe(true)
  const events = await client().execute("select action from audit_events")
  expect(events.rows.map((row) => row["action"])).toEqual(["member.first_operator"])
})
