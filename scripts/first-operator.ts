import { randomBytes, randomUUID } from "node:crypto"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { type Client, createClient } from "@libsql/client"
import { hashPassword } from "../worker/gateways/password.ts"

export interface FirstOperator {
  email: string
  name: string
  /** City code of the cell, for example 510100. */
  city: string
  /** At least 12 characters. */
  password: string
}

const refusals = {
  email: "--email must be an e-mail address.",
  name: "--name must say who it is.",
  password: "The password needs at least 12 characters.",
  place: "This database does not hold the city: run npm run migrate and npm run seed -- --base-only first.",
  users: "This database has users already: the first operator can be made once only.",
}

function refuse(reason: keyof typeof refusals): never {
  throw new Error(refusals[reason])
}

/**
 * Makes the city's authority with one approver in a migrated database that holds the places and no user yet; organisation,
 * person, membership and audit event are one batch. Throws with a sentence when anything is not as it must be.
 */
export async function createFirstOperator(client: Client, operator: FirstOperator, now: Date): Promise<void> {
  const { name, city, password } = operator
  const email = operator.email.trim().toLowerCase()
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) refuse("email")
  if (name.trim() === "") refuse("name")
  if (password.length < 12) refuse("password")
  const places = await client.execute({ sql: "select name from places where code = ?", args: [city] })
  const place = places.rows[0]?.["name"]
  if (typeof place !== "string") refuse("place")
  const hash = await hashPassword(password)
  const user = randomUUID()
  const organisation = `place-${city}`
  const at = now.toISOString()
  const milliseconds = now.getTime()
  const [made] = await client.batch(
    [
      {
        sql: `insert into users (id, name, email, email_verified, created_at, updated_at)
              select ?, ?, ?, 1, ?, ? where not exists (select 1 from users)`,
        args: [user, name.trim(), email, milliseconds, milliseconds],
      },
      {
        sql: `insert into organisations (id, kind, name, place_code, demonstration, created_at)
              select ?, 'authority', ?, ?, 0, ? where exists (select 1 from users where id = ?)`,
        args: [organisation, place, city, at, user],
      },
      {
        sql: `insert into accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
              select ?, id, 'credential', id, ?, ?, ? from users where id = ?`,
        args: [randomUUID(), hash, milliseconds, milliseconds, user],
      },
      {
        sql: `insert into members (id, user_id, organisation_id, role, created_at)
              select ?, id, ?, 'approver', ? from users where id = ?`,
        args: [randomUUID(), organisation, at, user],
      },
      {
        sql: `insert into audit_events (id, at, organisation_id, action, entity, entity_id, detail)
              select ?, ?, ?, 'member.first_operator', 'user', id, '{}' from users where id = ?`,
        args: [randomUUID(), at, organisation, user],
      },
    ],
    "write",
  )
  if (made?.rowsAffected !== 1) refuse("users")
}

async function passwordFromInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString("utf8").split(/\r?\n/)[0] ?? ""
}

const usage = `npm run first-operator -- --url URL [--auth-token TOKEN] --email E --name N [--city 510100] [--password-stdin]
Makes the city's first approver, once. Without --password-stdin a password is made and printed once.`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      url: { type: "string" },
      "auth-token": { type: "string" },
      email: { type: "string" },
      name: { type: "string" },
      city: { type: "string", default: "510100" },
      "password-stdin": { type: "boolean", default: false },
    },
  })
  const url = values.url ?? process.env["LIBSQL_URL"]
  const { email, name, city } = values
  if (url === undefined || email === undefined || name === undefined) throw new Error(usage)
  const given = values["password-stdin"]
  const password = given ? await passwordFromInput() : randomBytes(15).toString("base64url")
  const client = createClient({ url, authToken: values["auth-token"] ?? process.env["LIBSQL_AUTH_TOKEN"] })
  try {
    await createFirstOperator(client, { email, name, city, password }, new Date())
  } finally {
    client.close()
  }
  console.log(`made ${email}, approver of ${city}`)
  if (!given) console.log(`password (shown this once): ${password}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
