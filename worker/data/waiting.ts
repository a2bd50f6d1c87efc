import { type SQL, sql } from "drizzle-orm"
import { submissions } from "../../schema/tables/submissions.ts"

/** The day in Asia/Shanghai of an instant. */
export const dayOfInstant = (instant: SQL) => sql`date(${instant}, '+8 hours')`

/** Since when an estate is with the authority whose turn it is; null when it is nobody's. `of` is where it stands. */
export function waitsSince(of: SQL): SQL {
  const { submittedAt, streetVerifiedAt } = submissions
  return sql`case ${of} when 'submitted' then ${dayOfInstant(sql`${submittedAt}`)}
    when 'street_verified' then ${dayOfInstant(sql`${streetVerifiedAt}`)} end`
}
