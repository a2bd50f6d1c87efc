import { randomUUID } from "node:crypto"
import type { Client } from "@libsql/client/http"
import type { Role } from "../../worker/domain/actor.ts"
import { keyText } from "../../worker/domain/api-key.ts"
import { scopes as allScopes, type Scope } from "../../worker/domain/key-scope.ts"
import { keyHash, newToken } from "../../worker/gateways/token.ts"

/** A key of an organisation's member of this role, made in the database; the member too when there is none. */
export async function storeKey(
  client: Client,
  organisationId: string,
  options: { role: Role; scopes?: readonly Scope[]; now?: Date; expiresAt?: string; cell?: string },
): Promise<{ key: string; keyId: string; memberId: string }> {
  const { role, scopes = allScopes, now = new Date(), cell = "510100" } = options
  const at = now.toISOString()
  const expiresAt = options.expiresAt ?? new Date(now.getTime() + 90 * 86_400_000).toISOString()
  const find = "select id from members where organisation_id = ? and role = ? and ended_at is null limit 1"
  let [member] = (await client.execute({ sql: find, args: [organisationId, role] })).rows
  if (!member) {
    const id = `program-${organisationId}-${role}`
    const email = `${id}@demo.shige.example`
    const time = now.getTime()
    await client.batch(
      [
        {
          sql: "insert into users (id, name, email, salt, created_at, updated_at) values (?, ?, ?, 'salt', ?, ?)",
          args: [id, id, email, time, time],
        },
        {
          sql: "insert into members (id, user_id, organisation_id, role, created_at) values (?, ?, ?, ?, ?)",
          args: [id, id, organisationId, role, at],
        },
      ],
      "write",
    )
    ;[member] = (await client.execute({ sql: find, args: [organisationId, role] })).rows
  }
  const memberId = String(member?.["id"])
  const keyId = randomUUID()
  const prefix = newToken().slice(0, 8)
  const key = keyText(prefix, newToken())
  await client.execute({
    sql: `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at)
          values (?, ?, ?, 'program', ?, ?, ?, ?, ?)`,
    args: [
      keyId,
      organisationId,
      memberId,
      prefix,
      keyHash(cell, key),
      JSON.stringify(scopes),
      at,
      expiresAt,
    ],
  })
  return { key, keyId, memberId }
}
