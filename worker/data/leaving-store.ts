import { and, eq, isNull, type SQL, sql } from "drizzle-orm"
import { organisations } from "../../schema/tables/organisations.ts"
import { forgottenName } from "../domain/leaving/deletion.ts"
import { draftsOf, peopleOf } from "./leaving.ts"
import type { Unit } from "./unit.ts"

/** An organisation at the moment of its deletion. */
export interface Deletion {
  organisationId: string
  requestedAt: string
  at: Date
  /** The last day of its tenures. */
  day: string
  /** People who go with it, as they were counted. */
  gone: number
}

/** People who go: what they sign in with, their names and addresses, the salts of their marks. */
function forgetPeople({ organisationId, at }: Deletion): SQL[] {
  const people = sql`(${peopleOf(organisationId)})`
  const ofPeople = [
    "messages",
    "sessions",
    "proofs",
    "recovery_codes",
    "passkeys",
    "factor_resets",
    "calendar_feeds",
    "credentials",
  ].map((table) => sql`delete from ${sql.identifier(table)} where user_id in ${people}`)
  return [
    ...ofPeople,
    sql`update invitations set email = null, salt = '' where accepted_by in ${people}`,
    sql`update users set name = ${forgottenName}, email = 'deleted-' || id || '@invalid', email_verified = 0,
      salt = null, letters = '{}', language = null, sign_in_name = null, mobile = null, updated_at = ${at.getTime()} where id in ${people}`,
  ]
}

/** What its members had there: seats, estates given to them, keys, invitations, sessions in its name. */
function endMemberships({ organisationId, at }: Deletion): SQL[] {
  const time = at.toISOString()
  const seats = sql`(select id from members where organisation_id = ${organisationId})`
  return [
    sql`delete from factor_resets where organisation_id = ${organisationId}`,
    sql`update sessions set member_id = null where member_id in ${seats}`,
    sql`delete from messages where organisation_id = ${organisationId}`,
    sql`delete from member_estates where member_id in ${seats}`,
    sql`update api_keys set name = '', revoked_at = min(coalesce(revoked_at, ${time}), ${time})
      where organisation_id = ${organisationId}`,
    sql`update invitations set email = null, salt = '',
      revoked_at = case when accepted_at is null then coalesce(revoked_at, ${time}) else revoked_at end
      where organisation_id = ${organisationId}`,
    sql`update members set ended_at = ${time}, revision = revision + 1
      where organisation_id = ${organisationId} and ended_at is null`,
  ]
}

/** What it typed and never submitted. What a community or street typed of the same estate stays for its successor. */
function removeDrafts({ organisationId, at }: Deletion): SQL[] {
  const drafts = sql`(${draftsOf(organisationId)})`
  const own = sql`provider = 'company' and submission_id in ${drafts}`
  return [
    // Files that went along with nothing; their bytes go by a job of their own.
    sql`update evidence set removed_at = ${at.toISOString()} where organisation_id = ${organisationId}
      and removed_at is null and provider = 'company' and not exists (select 1 from submissions sent
        where sent.estate_id = evidence.estate_id and sent.quarter = evidence.quarter
          and sent.organisation_id = evidence.organisation_id and sent.filing >= evidence.filing)`,
    sql`delete from "values" where ${own}`,
    sql`delete from submission_parts where ${own}`,
    sql`delete from submissions where id in ${drafts}
      and not exists (select 1 from submission_parts p where p.submission_id = submissions.id)
      and not exists (select 1 from "values" v where v.submission_id = submissions.id)
      and not exists (select 1 from findings f where f.submission_id = submissions.id)`,
  ]
}

/** What it never submitted to a programme, and what its own programmes know of people; what was decided stays. */
function forgetSelection({ organisationId, at }: Deletion): SQL[] {
  const drafts = sql`(select id from nominations where organisation_id = ${organisationId} and state = 'draft')`
  const own = sql`(select id from programmes where organisation_id = ${organisationId})`
  return [
    // Their files go by a job of their own, which looks for files that belong to nobody.
    sql`update attachments set nomination_id = null, removed_at = coalesce(removed_at, ${at.toISOString()})
      where nomination_id in ${drafts}`,
    sql`delete from nominations where id in ${drafts}`,
    sql`update judges set identity_mark = null where programme_id in ${own}`,
    sql`delete from interests where judge_id in (select id from judges where programme_id in ${own})`,
    sql`update objections set contact = null where programme_id in ${own}`,
  ]
}

/** Its estates are managed by nobody from the day after. */
function endTenures({ organisationId, day }: Deletion): SQL[] {
  return [
    sql`delete from tenures where organisation_id = ${organisationId} and from_date > ${day}`,
    sql`update tenures set to_date = ${day}, revision = revision + 1
      where organisation_id = ${organisationId} and (to_date is null or to_date > ${day})`,
  ]
}

/** What may be written of organisations that leave. */
export function leavingStore({ db, add, guard }: Unit) {
  const stands = (organisationId: string, condition: SQL) =>
    guard(sql`exists (select 1 from organisations where id = ${organisationId} and deleted_at is null
      and ${condition})`)
  return {
    /** Sets the day; refused when it is set already. */
    ask(organisationId: string, at: Date): void {
      stands(organisationId, sql`deletion_requested_at is null`)
      const asked = and(eq(organisations.id, organisationId), isNull(organisations.deletionRequestedAt))
      add(db.update(organisations).set({ deletionRequestedAt: at.toISOString() }).where(asked))
    },

    /** Takes it back; refused when it was not asked for at that moment. */
    takeBack(organisationId: string, requestedAt: string): void {
      stands(organisationId, sql`deletion_requested_at = ${requestedAt}`)
      add(
        db
          .update(organisations)
          .set({ deletionRequestedAt: null })
          .where(eq(organisations.id, organisationId)),
      )
    },

    /** Everything that goes, at once; refused when it was taken back or when other people would go than counted. */
    erase(deletion: Deletion): void {
      const { organisationId, requestedAt, at, gone } = deletion
      stands(organisationId, sql`deletion_requested_at = ${requestedAt}`)
      guard(sql`(select count(*) from (${peopleOf(organisationId)})) = ${gone}`)
      const statements = [
        ...forgetPeople(deletion),
        ...endMemberships(deletion),
        ...removeDrafts(deletion),
        ...forgetSelection(deletion),
        ...endTenures(deletion),
        // Cron takes the archives away; whoever makes one finds its row gone from under it.
        sql`update exports set expires_at = ${at.toISOString()},
          state = case state when 'running' then 'failed' else state end where organisation_id = ${organisationId}`,
        sql`update organisations set uscc = null, deleted_at = ${at.toISOString()}, revision = revision + 1
          where id = ${organisationId}`,
      ]
      for (const statement of statements) add(db.run(statement))
    },
  }
}
