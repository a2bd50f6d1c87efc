import { eq, sql } from "drizzle-orm"
import { organisations } from "../../schema/tables/organisations.ts"
import { users } from "../../schema/tables/users.ts"
import type { Language } from "../domain/mail/letter.ts"
import { type LetterSettings, readSettings } from "../domain/mail/settings.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

/** How a person gets its letters, with what its organisation says for who has set nothing. */
export interface OwnLetters {
  language: Language | null
  own: LetterSettings
  organisation: LetterSettings
  /** What is stored, as it was seen. */
  version: string
}

/** How an organisation's members get letters. */
export interface OrganisationLetters {
  letters: LetterSettings
  /** What is stored, as it was seen: another form of the organisation has nothing to do with it. */
  version: string
}

/** The settings of whoever acts, and of the organisation that it acts for. */
export function letterSettingReads(db: Database, { actor }: Scope) {
  const [userId, organisationId] =
    actor.kind === "member" && !actor.key ? [actor.userId, actor.organisation.id] : ["", ""]
  return {
    async own(): Promise<OwnLetters | null> {
      const [row] = await db
        .select({ language: users.language, own: users.letters, organisation: organisations.letters })
        .from(users)
        .innerJoin(organisations, eq(organisations.id, organisationId))
        .where(eq(users.id, userId))
      if (!row) return null
      return {
        language: row.language,
        own: readSettings(row.own),
        organisation: readSettings(row.organisation),
        version: `${row.language ?? ""} ${row.own}`,
      }
    },
    async organisation(): Promise<OrganisationLetters | null> {
      const [row] = await db
        .select({ letters: organisations.letters })
        .from(organisations)
        .where(eq(organisations.id, organisationId))
      return row ? { letters: readSettings(row.letters), version: row.letters } : null
    },
  }
}

/** Settings as they are written: only over what was seen. */
export function letterSettingStore({ db, add, guard }: Unit) {
  return {
    setOwn(
      userId: string,
      version: string,
      set: { language: Language | null; letters: LetterSettings },
    ): void {
      guard(
        sql`(select coalesce(language, '') || ' ' || letters from users where id = ${userId}) = ${version}`,
      )
      const fields = { language: set.language, letters: JSON.stringify(set.letters) }
      add(db.update(users).set(fields).where(eq(users.id, userId)))
    },
    setOrganisation(id: string, version: string, letters: LetterSettings): void {
      guard(sql`(select letters from organisations where id = ${id}) = ${version}`)
      const fields = { letters: JSON.stringify(letters) }
      add(db.update(organisations).set(fields).where(eq(organisations.id, id)))
    },
  }
}
