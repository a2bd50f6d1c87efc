import { and, asc, eq, isNull, lt, not, type SQL, sql } from "drizzle-orm"
import { askings } from "../../schema/tables/askings.ts"
import { attempts, proofs, sessions } from "../../schema/tables/identity.ts"
import { invitations } from "../../schema/tables/invitations.ts"
import { mails } from "../../schema/tables/mails.ts"
import { messages } from "../../schema/tables/messages.ts"
import { publications } from "../../schema/tables/releases.ts"
import { factorResets, spentChallenges } from "../../schema/tables/second-factor.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { writes } from "../../schema/tables/writes.ts"
import { BATCH_ROWS, type Outdated } from "../domain/retention.ts"
import { beingCorrected } from "./corrections.ts"
import type { Database } from "./database.ts"
import {
  forgetOfSelection,
  isOfSelection,
  outdatedOfSelection,
  type SelectionKind,
} from "./selection-retention.ts"
import type { Unit } from "./unit.ts"

/** When an invitation ended: accepted, revoked, or expired. */
const endOfInvitation = sql<string>`min(${invitations.expiresAt},
  coalesce(${invitations.acceptedAt}, ${invitations.expiresAt}),
  coalesce(${invitations.revokedAt}, ${invitations.expiresAt}))`

const correcting = beingCorrected(sql`${submissions.quarter}`, submissions.estateId)

function draftRows(db: Database, before: string) {
  const never = and(eq(submissions.state, "draft"), isNull(submissions.firstSubmittedAt))
  return db
    .select({ id: submissions.id })
    .from(submissions)
    .innerJoin(publications, eq(publications.period, submissions.quarter))
    .where(and(never, lt(publications.publishedAt, before), not(correcting)))
    .orderBy(asc(submissions.id))
    .limit(BATCH_ROWS)
}

const correctingAsked = beingCorrected(sql`askings.quarter`, sql`askings.estate_id`)

/** What was asked of quarters that were released before an instant and are not being corrected. */
function askingRows(db: Database, before: string) {
  return db
    .select({ id: sql<string>`cast(${askings}.rowid as text)`.as("id") })
    .from(askings)
    .innerJoin(publications, eq(publications.period, askings.quarter))
    .where(and(lt(publications.publishedAt, before), not(correctingAsked)))
    .orderBy(asc(askings.at))
    .limit(BATCH_ROWS)
}

/** The oldest writes are the first rows of their table, so that nothing has to look through all of them. */
function writeRows(db: Database, before: string) {
  const oldest = db
    .select({ key: writes.key, at: writes.at })
    .from(writes)
    .orderBy(sql`rowid`)
    .limit(BATCH_ROWS)
    .as("oldest")
  return db.select({ id: oldest.key }).from(oldest).where(lt(oldest.at, before))
}

/** Ids of what ended before an instant (ISO), at most BATCH_ROWS of each kind. */
export function retentionReads(db: Database) {
  const find: Record<Outdated, (before: string) => PromiseLike<{ id: string }[]>> = {
    sessions: (before) =>
      db.select({ id: sessions.id }).from(sessions).where(lt(sessions.expiresAt, before)).limit(BATCH_ROWS),
    proofs: (before) =>
      db.select({ id: proofs.id }).from(proofs).where(lt(proofs.expiresAt, before)).limit(BATCH_ROWS),
    challenges: (before) =>
      db
        .select({ id: spentChallenges.hash })
        .from(spentChallenges)
        .where(lt(spentChallenges.expiresAt, before))
        .limit(BATCH_ROWS),
    factor_resets: (before) =>
      db
        .select({ id: factorResets.id })
        .from(factorResets)
        .where(lt(factorResets.expiresAt, before))
        .limit(BATCH_ROWS),
    attempts: (before) =>
      db
        .select({ id: attempts.subject })
        .from(attempts)
        .where(lt(attempts.startedAt, before))
        .limit(BATCH_ROWS),
    invitations: (before) =>
      db
        .select({ id: invitations.id })
        .from(invitations)
        .where(lt(endOfInvitation, before))
        .limit(BATCH_ROWS),
    drafts: (before) => draftRows(db, before),
    askings: (before) => askingRows(db, before),
    writes: (before) => writeRows(db, before),
    mails: (before) =>
      db.select({ id: mails.id }).from(mails).where(lt(mails.createdAt, before)).limit(BATCH_ROWS),
    messages: (before) =>
      db.select({ id: messages.id }).from(messages).where(lt(messages.at, before)).limit(BATCH_ROWS),
    ...outdatedOfSelection(db),
  }
  return {
    /** Ids of the rows of one kind that ended before `before`; one round trip. */
    async outdated(kind: Outdated, before: string): Promise<string[]> {
      return (await find[kind](before)).map(({ id }) => id)
    },
  }
}

const tables: Record<Exclude<Outdated, "drafts" | "askings" | SelectionKind>, { table: SQL; key: SQL }> = {
  sessions: { table: sql`sessions`, key: sql`id` },
  proofs: { table: sql`proofs`, key: sql`id` },
  challenges: { table: sql`spent_challenges`, key: sql`hash` },
  factor_resets: { table: sql`factor_resets`, key: sql`id` },
  attempts: { table: sql`attempts`, key: sql`subject` },
  invitations: { table: sql`invitations`, key: sql`id` },
  writes: { table: sql`writes`, key: sql`key` },
  mails: { table: sql`mails`, key: sql`id` },
  messages: { table: sql`messages`, key: sql`id` },
}

/** Removes what retention found; refused when one of the rows has gone or has begun anew meanwhile. */
export function retentionStore(unit: Unit) {
  const { db, add, guard } = unit
  const listed = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`

  function removeDrafts(ids: readonly string[]): void {
    const unsent = sql`state = 'draft' and first_submitted_at is null and id in ${listed(ids)}
      and not ${correcting}`
    guard(sql`(select count(*) from submissions where ${unsent}) = ${ids.length}`)
    // Their files go by a job of their own, which looks for files that were taken away.
    add(
      db.run(sql`update evidence set removed_at = added_at where removed_at is null and exists
        (select 1 from submissions where estate_id = evidence.estate_id and quarter = evidence.quarter
          and id in ${listed(ids)})`),
    )
    for (const table of [sql`"values"`, sql`submission_parts`, sql`findings`])
      add(db.run(sql`delete from ${table} where submission_id in ${listed(ids)}`))
    add(db.run(sql`delete from submissions where id in ${listed(ids)}`))
  }

  /** They have no id of their own, so what is removed must still be of a quarter that was released by then. */
  function removeAskings(ids: readonly string[], before: string): void {
    const released = sql`quarter in (select period from publications where published_at < ${before})`
    const over = sql`rowid in ${listed(ids)} and ${released} and not ${correctingAsked}`
    guard(sql`(select count(*) from askings where ${over}) = ${ids.length}`)
    add(db.run(sql`delete from askings where ${over}`))
  }

  function removeRows(kind: keyof typeof tables, ids: readonly string[], before: string): void {
    const { table, key } = tables[kind]
    const still = kind === "attempts" ? sql` and started_at < ${before}` : sql``
    guard(sql`(select count(*) from ${table} where ${key} in ${listed(ids)}${still}) = ${ids.length}`)
    add(db.run(sql`delete from ${table} where ${key} in ${listed(ids)}`))
  }

  return {
    remove(kind: Outdated, ids: readonly string[], before: string): void {
      if (kind === "drafts") removeDrafts(ids)
      else if (kind === "askings") removeAskings(ids, before)
      else if (isOfSelection(kind)) forgetOfSelection(unit, kind, ids)
      else removeRows(kind, ids, before)
    },
  }
}
