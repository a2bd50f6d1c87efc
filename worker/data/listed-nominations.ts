import { and, eq, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import type { Database } from "./database.ts"
import { nominationsSeen } from "./nomination-parts.ts"
import { noticeRows } from "./notice-rows.ts"
import { programmeRow, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { listRows, readLists } from "./shortlists.ts"

/** Nominations with the lists that they may stand on. */
export function listedReads(db: Database, scope: Scope) {
  return {
    /**
     * One nomination with its programme's lists and notices, which nobody who nominates is shown; null when it is not
     * the actor's to see. One round trip.
     */
    async listed(id: string) {
      const ofProgramme = sql`${programmes.id} = (select programme_id from nominations where id = ${id})`
      const [found, rows, lists, noticed] = await db.batch([
        db
          .select({ nomination: nominations })
          .from(nominations)
          .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
          .innerJoin(estates, eq(estates.id, nominations.estateId))
          .where(and(eq(nominations.id, id), nominationsSeen(scope))),
        programmeRow(db, ofProgramme),
        listRows(db, ofProgramme),
        noticeRows(db, ofProgramme),
      ])
      const [own] = found
      const programme = readProgramme(rows[0])
      if (!own || !programme) return null
      const { organisationId, state, revision } = own.nomination
      return {
        nomination: { id, organisationId, state, revision },
        course: { programme, lists: readLists(lists), notices: noticed.map(({ notice }) => notice) },
      }
    },
  }
}
