import { randomBytes, randomUUID } from "node:crypto"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import type { Client } from "@libsql/client"
import { personalMark } from "../worker/domain/audit/personal-mark.ts"
import { readEmail } from "../worker/domain/identity/email.ts"
import { passwords } from "../worker/gateways/password.ts"
import { answerHelp } from "./call.ts"
import { openClient } from "./database-client.ts"

/** The organisation that runs the cell. */
const platform = { id: "platform", name: "平台运营" }

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

/** What the rows of the platform and its operator are made of. */
interface Rows {
  user: string
  name: string
  email: string
  salt: string
  hash: string
  at: string
  milliseconds: number
}

/** The batch: the first statement makes a user only while there is none, each other one only beside that user. */
function statements({ user, name, email, salt, hash, at, milliseconds }: Rows) {
  const after = { name: personalMark(salt, name), email: personalMark(salt, email), role: "operator" }
  return [
    {
      sql: `insert into users (id, name, email, email_verified, salt, created_at, updated_at)
            select ?, ?, ?, 1, ?, ?, ? where not exists (select 1 from users)`,
      args: [user, name, email, salt, milliseconds, milliseconds],
    },
    {
      sql: `insert into organisations (id, kind, name, demonstration, created_at)
            select ?, 'platform', ?, 0, ? from users where id = ?`,
      args: [platform.id, platform.name, at, user],
    },
    {
      sql: `insert into credentials (user_id, password_hash, updated_at) select id, ?, ? from users where id = ?`,
      args: [hash, at, user],
    },
    {
      sql: `insert into members (id, user_id, organisation_id, role, created_at)
            select ?, id, ?, 'operator', ? from users where id = ?`,
      args: [randomUUID(), platform.id, at, user],
    },
    {
      sql: `insert into audit_events (id, at, actor_kind, actor_name, organisation_id, action, entity, entity_id, detail, after)
            select ?, ?, 'system', 'first-operator', ?, 'member.first_operator', 'user', id, '{}', ?
            from users where id = ?`,
      args: [randomUUID(), at, platform.id, JSON.stringify(after), user],
    },
  ]
}

/**
 * Makes the platform's organisation with its first operator in a migrated database that holds the city's places and no
 * user yet; organisation, person, membership and audit event are one batch. Throws with a sentence when anything is not
 * as it must be.
 */
export async function createFirstOperator(client: Client, operator: FirstOperator, now: Date): Promise<void> {
  const { city, password } = operator
  const name = operator.name.trim()
  const email = readEmail(operator.email)
  if (!email) refuse("email")
  if (name === "") refuse("name")
  if (password.length < 12) refuse("password")
  const places = await client.execute({ sql: "select 1 from places where code = ?", args: [city] })
  if (places.rows.length === 0) refuse("place")
  const [made] = await client.batch(
    statements({
      user: randomUUID(),
      name,
      email,
      salt: randomUUID(),
      hash: await passwords.hash(password),
      at: now.toISOString(),
      milliseconds: now.getTime(),
    }),
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
Makes the platform's first operator, once. Without --password-stdin a password is made and printed once.`

async function main(): Promise<void> {
  answerHelp(usage)
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
  const client = openClient({ url, authToken: values["auth-token"] ?? process.env["LIBSQL_AUTH_TOKEN"] })
  try {
    await createFirstOperator(client, { email, name, city, password }, new Date())
  } finally {
    client.close()
  }
  console.log(`made ${email}, operator of the platform in ${city}`)
  if (!given) console.log(`password (shown this once): ${password}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
