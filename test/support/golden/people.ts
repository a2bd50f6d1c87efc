import type { InStatement } from "@libsql/client"
import { generateSignedCookie } from "hono/cookie"
import { newToken, tokenHash } from "../../../worker/gateways/token.ts"
import { organisationOf, rolesOf, strangers } from "../denial-people.ts"
import { secret } from "../front-door.ts"

/** Somebody whom the golden table knows: every kind, level and role once, and others of the same rights elsewhere. */
export interface Known {
  name: string
  organisation: string
  role: string
  id: string
  token: string
  cookie: string
}

async function known(name: string, organisation: string, role: string): Promise<Known> {
  const token = newToken()
  const cookie = (await generateSignedCookie("shige.session", token, secret)).split(";")[0] ?? ""
  return { name, organisation, role, id: `golden-${organisation}-${role}`, token, cookie }
}

/** Everybody of the table, each with the cookie of the session that `standing` begins. */
export function everybodyKnown(): Promise<Known[]> {
  const kinds = Object.keys(organisationOf) as (keyof typeof organisationOf)[]
  const own = kinds.flatMap((kind) =>
    rolesOf[kind].map((role) => known(`${kind} ${role}`, organisationOf[kind], role)),
  )
  const foreign = Object.entries(strangers).map(([name, [organisation, role]]) =>
    known(`${name}${name.includes("'") ? "" : ` (${role})`}`, organisation, role),
  )
  const organiser = rolesOf.organiser.map((role) => known(`another organiser's ${role}`, "organiser-2", role))
  return Promise.all([...own, ...foreign, ...organiser])
}

/** What makes them members and lets them in, all with a second factor passed. */
export function standing(people: readonly Known[], now: Date): InStatement[] {
  const at = now.toISOString()
  const until = new Date(now.getTime() + 86_400_000).toISOString()
  const organiser = `insert or ignore into organisations (id, kind, name, created_at)
    values ('organiser-2', 'organiser', '另一个主办方', ?)`
  return [
    { sql: organiser, args: [at] },
    ...people.flatMap(({ id, token, organisation, role }) => [
      {
        sql: "insert into users (id, name, email, salt, created_at, updated_at) values (?1, ?1, ?1 || '@golden.example', ?1, ?2, ?2)",
        args: [id, now.getTime()],
      },
      {
        sql: `insert into credentials (user_id, password_hash, totp_secret, totp_confirmed_at, updated_at)
          select ?, password_hash, totp_secret, totp_confirmed_at, ? from credentials where totp_confirmed_at is not null limit 1`,
        args: [id, at],
      },
      {
        sql: "insert into members (id, user_id, organisation_id, role, created_at) values (?1, ?1, ?, ?, ?)",
        args: [id, organisation, role, at],
      },
      {
        sql: `insert into sessions (id, token_hash, user_id, created_at, expires_at, second_factor_at)
          values (?1, ?2, ?1, ?3, ?4, ?3)`,
        args: [id, tokenHash(token), at, until],
      },
    ]),
  ]
}
