import { type SQL, sql } from "drizzle-orm"
import type { CityFacts, NeededParty } from "../domain/organisation/first-steps.ts"
import { waitingRequests } from "./correction-requests.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"

const authority = sql`o.kind = 'authority' and o.deleted_at is null`
const parties: Record<NeededParty, SQL> = {
  city: sql`${authority} and length(o.place_code) = 6 and o.place_code like '____00'`,
  district: sql`${authority} and length(o.place_code) = 6 and o.place_code not like '____00'`,
  street: sql`${authority} and length(o.place_code) = 9`,
  company: sql`o.kind = 'company' and o.deleted_at is null`,
}
/** Who may do its part: file, verify, close, open and release. */
const working: Record<NeededParty, SQL> = {
  city: sql`('approver')`,
  district: sql`('approver')`,
  street: sql`('approver', 'verifier')`,
  company: sql`('manager', 'editor')`,
}
const registered = (party: NeededParty) =>
  sql<number>`exists (select 1 from organisations o where ${parties[party]})`
const staffed = (party: NeededParty) =>
  sql<number>`exists (select 1 from organisations o join members m on m.organisation_id = o.id
    and m.ended_at is null and m.role in ${working[party]} where ${parties[party]})`

type PartyColumn = `${"registered" | "staffed"}_${NeededParty}`

/** One row that stops at the first hit of each question: it costs the same in a large city. */
function factsRow(db: Database, today: string) {
  return db.all<
    Record<"places" | "estates" | "quarter" | PartyColumn, number> & { edition: string | null }
  >(sql`select
    exists (select 1 from places where kind = 'community' and (retired_from is null or retired_from > ${today})) places,
    ${registered("city")} registered_city, ${registered("district")} registered_district,
    ${registered("street")} registered_street, ${registered("company")} registered_company,
    ${staffed("city")} staffed_city, ${staffed("district")} staffed_district,
    ${staffed("street")} staffed_street, ${staffed("company")} staffed_company,
    exists (select 1 from tenures) estates,
    (select id from editions order by activated_at desc, id desc limit 1) edition,
    exists (select 1 from quarters) quarter`)
}

/** How far a city has come, for those who bring it to its first quarter. */
export function firstStepReads(db: Database, scope: Scope) {
  return {
    /** What the city's and the operator's desk tell, with the requests for correction that wait; one round trip. */
    async found(
      today: string,
    ): Promise<{ facts: CityFacts; requests: { count: number; dueDay: string | null } }> {
      const [[row], [waiting]] = await db.batch([factsRow(db, today), waitingRequests(db, scope)])
      const has = (column: "places" | "estates" | "quarter" | PartyColumn) => Number(row?.[column] ?? 0) === 1
      const partiesOf = (of: "registered" | "staffed") => ({
        city: has(`${of}_city`),
        district: has(`${of}_district`),
        street: has(`${of}_street`),
        company: has(`${of}_company`),
      })
      return {
        facts: {
          places: has("places"),
          registered: partiesOf("registered"),
          staffed: partiesOf("staffed"),
          estates: has("estates"),
          edition: row?.edition ?? null,
          quarter: has("quarter"),
        },
        requests: { count: waiting?.n ?? 0, dueDay: waiting?.day ?? null },
      }
    },
  }
}
