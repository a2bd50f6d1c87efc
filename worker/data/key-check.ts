import { eq, sql } from "drizzle-orm"
import { QueryBuilder } from "drizzle-orm/sqlite-core"
import { apiKeys } from "../../schema/tables/api-keys.ts"
import { credentials } from "../../schema/tables/identity.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import { KeyChanged } from "../domain/key-changed.ts"
import type { Lead } from "./leading-client.ts"

/**
 * Everything that who acts through a key rests on, as one text: where it is the same, so are the actor, what the key is
 * good for and whether it works; only its end passes by itself.
 */
export const keyMark = sql<string>`json_array(${apiKeys.id}, ${apiKeys.name}, ${apiKeys.prefix}, ${apiKeys.scopes},
  ${apiKeys.expiresAt}, ${apiKeys.revokedAt}, ${members.id}, ${members.role}, ${members.limited}, ${members.endedAt},
  ${users.id}, ${users.name}, ${credentials.totpConfirmedAt}, ${organisations.id}, ${organisations.kind},
  ${organisations.name}, ${organisations.placeCode}, ${organisations.factorRoles},
  ${organisations.deletionRequestedAt}, ${organisations.deletedAt})`

/** Made once: the text of a statement that every request of a program carries. */
const asked = new QueryBuilder()
  .select({ mark: keyMark, start: apiKeys.windowStart, count: apiKeys.windowCount })
  .from(apiKeys)
  .innerJoin(members, eq(members.id, apiKeys.memberId))
  .innerJoin(users, eq(users.id, members.userId))
  .innerJoin(organisations, eq(organisations.id, apiKeys.organisationId))
  .leftJoin(credentials, eq(credentials.userId, users.id))
  .where(eq(apiKeys.hash, ""))
  .toSQL().sql

/** What still has to be asked of a key that is known. */
export interface KeyCheck extends Lead {
  /** `asked` until the database has answered. */
  state(): "asked" | "holds" | "changed"
}

/** Asks whether a key still is what its mark says. */
export function keyCheck(
  hash: string,
  mark: string,
  told: { holds(windowStart: unknown, windowCount: unknown): void; changed(): void },
): KeyCheck {
  let state: ReturnType<KeyCheck["state"]> = "asked"
  return {
    statement: { sql: asked, args: [hash] },
    take(answer) {
      const row = answer?.rows[0]
      if (row?.[0] === mark) {
        state = "holds"
        told.holds(row[1], row[2])
        return
      }
      state = "changed"
      told.changed()
      throw new KeyChanged()
    },
    state: () => state,
  }
}
