import { createClient } from "@libsql/client/http"
import { newToken, tokenHash } from "../../worker/gateways/token.ts"

/** Stores a link as a letter to a member would carry it, good for a day; answers its token. */
export async function storeLink(
  libsqlUrl: string,
  purpose: "reset" | "email" | "factor",
  memberId: string,
): Promise<string> {
  const client = createClient({ url: libsqlUrl })
  const token = newToken()
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  try {
    await client.execute({
      sql: `insert into proofs (id, purpose, user_id, created_at, expires_at)
            select ?, ?, user_id, ?, ? from members where id = ?`,
      args: [tokenHash(token), purpose, at(0), at(1), memberId],
    })
  } finally {
    client.close()
  }
  return token
}
