import { type SQL, sql } from "drizzle-orm"

/**
 * Since when a person has a second factor: of its authenticator, or of its first passkey when it has none; null when it
 * has neither. `userId` names its table (`users.id`): inside, a bare column would be another one.
 */
export function factorSince(userId: SQL): SQL<string | null> {
  return sql<string | null>`coalesce(
    (select c.totp_confirmed_at from credentials c where c.user_id = ${userId}),
    (select min(p.created_at) from passkeys p where p.user_id = ${userId}))`
}
