import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { correctionRequests } from "../../schema/tables/correction-requests.ts"
import { estates } from "../../schema/tables/estates.ts"
import { evidence } from "../../schema/tables/evidence.ts"
import { exemptions } from "../../schema/tables/exemptions.ts"
import { extensions } from "../../schema/tables/extensions.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { returns, submissions } from "../../schema/tables/submissions.ts"
import type { MemberActor } from "../domain/actor.ts"
import type { Database } from "./database.ts"

type Organisation = MemberActor["organisation"]

/** What came back of a page of estates, with the words: of the company's own filings, to an authority of all in its place. */
export function returnRows(db: Database, organisation: Organisation, page: SQL) {
  const own = organisation.kind === "company" ? eq(submissions.organisationId, organisation.id) : undefined
  const { filing, level, reason, at } = returns
  return db
    .select({
      submission: returns.submissionId,
      estate: estates.slug,
      quarter: submissions.quarter,
      ...{ filing, level, reason, at },
    })
    .from(returns)
    .innerJoin(submissions, eq(submissions.id, returns.submissionId))
    .innerJoin(estates, eq(estates.id, submissions.estateId))
    .where(and(sql`${submissions.estateId} in ${page}`, own))
    .orderBy(asc(estates.slug), asc(submissions.quarter), asc(filing))
}

/** Requests for correction about a page of estates: the company's own, to the city all; nobody else sees any. */
export function requestRows(db: Database, organisation: Organisation, page: SQL) {
  const city = organisation.kind === "authority" && (organisation.placeCode ?? "").endsWith("00")
  const own = city ? undefined : eq(correctionRequests.organisationId, organisation.id)
  const { id, quarter, filedAt, reason, values, state, dueDay, reply, answeredAt } = correctionRequests
  return db
    .select({
      estate: estates.slug,
      company: organisations.name,
      evidence: correctionRequests.evidence,
      ...{ id, quarter, filedAt, reason, values, state, dueDay, reply, answeredAt },
    })
    .from(correctionRequests)
    .innerJoin(estates, eq(estates.id, correctionRequests.estateId))
    .innerJoin(organisations, eq(organisations.id, correctionRequests.organisationId))
    .where(and(sql`${correctionRequests.estateId} in ${page}`, own))
    .orderBy(asc(estates.slug), asc(quarter), asc(filedAt), asc(id))
}

/** What the organisation itself handed in as evidence about a page of estates: what each file is, not its content. */
export function evidenceRows(db: Database, organisation: Organisation, page: SQL) {
  const { id, quarter, indicator, provider, filing, name, note, side, pair, type, bytes } = evidence
  const { hash, originalHash, addedAt, removedAt, publishedAt } = evidence
  return db
    .select({
      estate: estates.slug,
      description: note,
      ...{ id, quarter, indicator, provider, filing, name, side, pair, type, bytes },
      ...{ hash, originalHash, addedAt, removedAt, publishedAt },
    })
    .from(evidence)
    .innerJoin(estates, eq(estates.id, evidence.estateId))
    .where(and(sql`${evidence.estateId} in ${page}`, eq(evidence.organisationId, organisation.id)))
    .orderBy(asc(estates.slug), asc(quarter), asc(addedAt), asc(id))
}

/** Condition on an estate (any expression of its id): the company holds it now. */
export const heldNow = (organisation: Organisation, estateId: SQL) =>
  sql`exists (select 1 from tenures t where t.estate_id = ${estateId}
    and t.organisation_id = ${organisation.id} and t.to_date is null)`

/** Exemptions (免报) of a page of estates, as extendedRows. */
export function exemptRows(db: Database, organisation: Organisation, page: SQL) {
  const { estateId, quarter, reason, at } = exemptions
  const held = heldNow(organisation, sql`${estateId}`)
  return db
    .select({ estate: estates.slug, ...{ quarter, reason, at }, grantedBy: organisations.name })
    .from(exemptions)
    .innerJoin(estates, eq(estates.id, estateId))
    .innerJoin(organisations, eq(organisations.id, exemptions.organisationId))
    .where(and(sql`${estateId} in ${page}`, organisation.kind === "company" ? held : undefined))
    .orderBy(asc(estates.slug), asc(quarter))
}

/** Later last days (延期) of a page of estates: of what the company holds now, to an authority of all in its place. */
export function extendedRows(db: Database, organisation: Organisation, page: SQL) {
  const held = heldNow(organisation, sql`${extensions.estateId}`)
  const { quarter, day, reason, at } = extensions
  return db
    .select({ estate: estates.slug, ...{ quarter, day, reason, at }, grantedBy: organisations.name })
    .from(extensions)
    .innerJoin(estates, eq(estates.id, extensions.estateId))
    .innerJoin(organisations, eq(organisations.id, extensions.organisationId))
    .where(and(sql`${extensions.estateId} in ${page}`, organisation.kind === "company" ? held : undefined))
    .orderBy(asc(estates.slug), asc(quarter))
}

/** All of them; statements of one batch. */
export const besideRows = (db: Database, organisation: Organisation, page: SQL) =>
  [
    returnRows(db, organisation, page),
    requestRows(db, organisation, page),
    evidenceRows(db, organisation, page),
    extendedRows(db, organisation, page),
    exemptRows(db, organisation, page),
  ] as const
