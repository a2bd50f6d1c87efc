import { randomBytes } from "node:crypto"
import type { Client } from "@libsql/client"
import { readEmail } from "../../worker/domain/identity/email.ts"
import type { Place } from "../../worker/domain/place.ts"
import { openClient } from "../database-client.ts"
import { createFirstOperator } from "../first-operator.ts"
import { migrate } from "../migrate.ts"
import { seedBase } from "../seeding/seed-city.ts"

export interface CityDatabase {
  url: string
  authToken?: string
  code: string
  name: string
  /** The city's own place and those in it. */
  places: Place[]
  operator?: { email: string; name: string }
}

export interface PreparedCity {
  migrations: number
  /** How many places were not there before. */
  places: number
  /** The password of an operator that was made now; null when it was there. */
  password: string | null
}

async function first(
  client: Client,
  sql: string,
  args: string[] = [],
): Promise<Record<string, unknown> | undefined> {
  const { rows } = await client.execute({ sql, args })
  return rows[0]
}

/** Throws a sentence when the database is another city's, or calls this one otherwise. */
async function refuseAnother(client: Client, { code, name }: CityDatabase): Promise<void> {
  if (!(await first(client, "select 1 from sqlite_master where type = 'table' and name = 'places'"))) return
  const city = await first(client, "select code, name from places where kind = 'city'")
  if (!city) return
  if (city["code"] !== code)
    throw new Error(
      `--url: this is the database of ${city["name"]} (${city["code"]}), not of ${name} (${code}).`,
    )
  if (city["name"] !== name)
    throw new Error(`--name: the database calls the city ${city["name"]}, not ${name}.`)
}

/** Makes the first operator; null when that very person runs the cell already. */
async function makeOperator(
  client: Client,
  { code, operator }: CityDatabase,
  now: Date,
): Promise<string | null> {
  if (!operator) return null
  const known = await first(
    client,
    `select 1 from members m join users u on u.id = m.user_id
     where m.role = 'operator' and m.ended_at is null and u.email = ?`,
    [readEmail(operator.email) ?? ""],
  )
  if (known) return null
  const password = randomBytes(15).toString("base64url")
  await createFirstOperator(client, { ...operator, city: code, password }, now)
  return password
}

/**
 * Brings a database to where its city can begin: tables, the city's places, the edition, the first operator. Running it
 * again changes nothing. Throws a sentence when it is another city's database or somebody else runs it.
 */
export async function prepareCity(city: CityDatabase, now: Date): Promise<PreparedCity> {
  const { url, authToken, places } = city
  const client = openClient({ url, authToken })
  const count = async () => Number((await first(client, "select count(*) as n from places"))?.["n"])
  try {
    await refuseAnother(client, city)
    const migrations = (await migrate(url, authToken)).length
    const before = await count()
    await seedBase(client, now, places)
    const added = (await count()) - before
    return { migrations, places: added, password: await makeOperator(client, city, now) }
  } finally {
    client.close()
  }
}
