import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createFirstOperator } from "../../scripts/first-operator.ts"
import { type LibsqlServer, startLibsqlServer } from "../../scripts/libsql-server.ts"
import { migrate } from "../../scripts/migrate.ts"
import { seedBase } from "../../scripts/seeding/seed-city.ts"
import { personalMark } from "../../worker/domain/audit/personal-mark.ts"
import { passwords } from "../../worker/gateways/password.ts"

let server: LibsqlServer
const now = new Date("2026-11-20T02:00:00Z")
const operator = {
  email: " Chief@City.example ",
  name: " 首位运营员 ",
  city: "510100",
  password: "twelve-or-more",
}

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
  const bad = [{ email: "nobody" }, { email: "сhief@city.example" }, { name: " " }, { password: "short" }]
  for (const change of bad)
    await expect(createFirstOperator(client(), { ...operator, ...change }, now)).rejects.toThrow(/\.$/)
  const { rows } = await client().execute("select count(*) as n from users")
  expect(rows[0]?.["n"]).toBe(0)
})

test("two at once make one operator, who runs the platform and can sign in", async () => {
  const attempts = ["A@City.example", "b@city.example"].map((email) =>
    createFirstOperator(client(), { ...operator, email }, now).then(
      () => "made",
      (error: Error) => error.message,
    ),
  )
  expect((await Promise.all(attempts)).sort()).toEqual([expect.stringContaining("once only"), "made"])
  const { rows } = await client().execute(
    `select m.role, o.id, o.kind, o.name as organisation, o.place_code, o.demonstration, c.password_hash, u.name, u.email,
       u.salt from users u join members m on m.user_id = u.id join organisations o on o.id = m.organisation_id
     join credentials c on c.user_id = u.id`,
  )
  expect(rows).toHaveLength(1)
  const [row] = rows
  expect(row).toMatchObject({
    role: "operator",
    id: "platform",
    kind: "platform",
    organisation: "平台运营",
    place_code: null,
    demonstration: 0,
    name: "首位运营员",
    email: expect.stringMatching(/^[ab]@city.example$/),
  })
  expect(await passwords.verify(String(row?.["password_hash"]), operator.password)).toBe(true)
  const events = await client().execute(
    "select action, actor_kind, actor_name, organisation_id, after from audit_events",
  )
  expect(events.rows).toHaveLength(1)
  expect(events.rows[0]).toMatchObject({
    action: "member.first_operator",
    actor_kind: "system",
    actor_name: "first-operator",
    organisation_id: "platform",
  })
  expect(JSON.parse(String(events.rows[0]?.["after"]))).toEqual({
    name: personalMark(String(row?.["salt"]), "首位运营员"),
    email: personalMark(String(row?.["salt"]), String(row?.["email"])),
    role: "operator",
  })
})
