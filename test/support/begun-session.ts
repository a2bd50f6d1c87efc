import { randomUUID } from "node:crypto"
import { generateSignedCookie } from "hono/cookie"
import { newToken, tokenHash } from "../../worker/gateways/token.ts"
import type { TestCell } from "./cell.ts"

/** How long a session of a test lasts: longer than a test moves its clock. */
const DAYS = 97

/**
 * Begins a session as a sign-in leaves it, with the second factor of who has one, and answers its cookie. The page, the
 * password and the code have tests of their own; here they would cost a quarter of a second for each account of each file.
 * Throws when nobody has this e-mail.
 */
export async function beginSession(
  rows: TestCell["rows"],
  { email, secret, now }: { email: string; secret: string; now: Date },
): Promise<string> {
  const token = newToken()
  const at = now.toISOString()
  const until = new Date(now.getTime() + DAYS * 86_400_000).toISOString()
  const begun = await rows(
    `insert into sessions (id, token_hash, user_id, created_at, expires_at, second_factor_at)
     select ?, ?, u.id, ?, ?, iif(c.totp_confirmed_at is null, null, ?)
     from users u join credentials c on c.user_id = u.id where u.email = ? returning id`,
    [randomUUID(), tokenHash(token), at, until, at, email],
  )
  if (begun.length !== 1) throw new Error(`there is no account ${email}`)
  return (await generateSignedCookie("shige.session", token, secret)).split(";")[0] ?? ""
}
