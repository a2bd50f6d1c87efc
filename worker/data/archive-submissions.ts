import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm"
import { askings } from "../../schema/tables/askings.ts"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import type { MemberActor } from "../domain/actor.ts"
import { exportPages } from "../domain/leaving/export.ts"
import { isTold } from "../domain/submission/adjustments.ts"
import {
  besideRows,
  type evidenceRows,
  type exemptRows,
  type extendedRows,
  heldNow,
  type requestRows,
  type returnRows,
} from "./archive-beside.ts"
import type { Database } from "./database.ts"
import type { FindingRow, ValueRow } from "./dossier.ts"
import type { ReceiptRow } from "./receipts.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import { visible } from "./visible.ts"

type ArchivedValue = Pick<ValueRow, "provider" | "filing" | "key" | "value" | "reason">
type ArchivedReceipt = Pick<ReceiptRow, "id" | "filing" | "sentAt" | "dueDay" | "late">
type ArchivedFinding = Omit<FindingRow, "submissionId" | "memberId">

/** A submission with everything of it that an organisation may see. */
export interface ArchivedSubmission {
  submission: typeof submissions.$inferSelect
  estate: string
  company: string
  values: ArchivedValue[]
  findings: ArchivedFinding[]
  receipts: ArchivedReceipt[]
}

type Organisation = MemberActor["organisation"]

/** Estates with something filed or asked: by the company itself, or in the authority's place. */
function filedEstates(scope: Scope, organisation: Organisation, after: string): SQL {
  const own = (table: SQL) =>
    organisation.kind === "company" ? sql`and ${table}.organisation_id = ${organisation.id}` : sql``
  const place = organisation.kind === "company" ? undefined : scope.registered
  const held = organisation.kind === "company" ? sql`and ${heldNow(organisation, sql`${estates.id}`)}` : sql``
  const granted = sql`((exists (select 1 from extensions y where y.estate_id = ${estates.id})
    or exists (select 1 from exemptions z where z.estate_id = ${estates.id})) ${held})`
  const filed = sql`(exists (select 1 from submissions s where s.estate_id = ${estates.id} ${own(sql`s`)})
    or exists (select 1 from askings a where a.estate_id = ${estates.id} ${own(sql`a`)})
    or ${granted}
    or exists (select 1 from correction_requests c where c.estate_id = ${estates.id} ${own(sql`c`)})
    or exists (select 1 from evidence x where x.estate_id = ${estates.id} and x.organisation_id = ${organisation.id}))`
  return sql`(select ${estates.id} from ${estates} where ${and(gt(estates.slug, after), filed, place)}
    order by ${estates.slug} limit ${exportPages.submissionEstates})`
}

/** Values and findings come as one JSON text per submission: some 200 rows instead of 20,000. */
function submissionRows(db: Database, organisation: Organisation, page: SQL, own: SQL | undefined) {
  return db
    .select({
      submission: submissions,
      estate: estates.slug,
      company: organisations.name,
      values: sql<string>`(select json_group_array(json_array(v.provider, v.filing, v.key, v.value, v.reason))
        from "values" v where v.submission_id = ${submissions.id})`,
      findings: sql<string>`(select json_group_array(json_array(f.filing, f.level, f.key, f.decision,
        f.checked_value, f.reason_class, f.reason, f.at)) from findings f where f.submission_id = ${submissions.id})`,
      receipts: sql<string>`(select json_group_array(json_array(r.id, r.filing, r.sent_at, r.due_day, r.late))
        from receipts r where r.submission_id = ${submissions.id} and r.organisation_id = ${organisation.id})`,
    })
    .from(submissions)
    .innerJoin(estates, eq(estates.id, submissions.estateId))
    .innerJoin(organisations, eq(organisations.id, submissions.organisationId))
    .where(and(sql`${submissions.estateId} in ${page}`, own))
    .orderBy(asc(estates.slug), asc(submissions.quarter))
}

/** What was asked about a page of estates: by the company itself, to an authority everything in its place. */
function askingRows(db: Database, organisation: Organisation, page: SQL) {
  const own = organisation.kind === "company" ? eq(askings.organisationId, organisation.id) : undefined
  const { quarter, provider, day, at, keys } = askings
  return db
    .select({ estate: estates.slug, quarter, company: organisations.name, provider, day, at, keys })
    .from(askings)
    .innerJoin(estates, eq(estates.id, askings.estateId))
    .innerJoin(organisations, eq(organisations.id, askings.organisationId))
    .where(and(sql`${askings.estateId} in ${page}`, own))
    .orderBy(asc(estates.slug), asc(quarter), asc(at), asc(provider))
}

type Row = Awaited<ReturnType<typeof submissionRows>>[number]

function valuesOf(row: Row): ArchivedValue[] {
  return stored.archivedValues(row.values).map(([provider, filing, key, value, reason]) => ({
    provider,
    filing,
    key,
    value,
    reason,
  }))
}

function findingsOf(row: Row): ArchivedFinding[] {
  return stored
    .archivedFindings(row.findings)
    .map(([filing, level, key, decision, checkedValue, reasonClass, reason, at]) => ({
      filing,
      level,
      key,
      decision,
      checkedValue,
      reasonClass,
      reason,
      at,
    }))
}

function receiptsOf(row: Row): ArchivedReceipt[] {
  return stored
    .archivedReceipts(row.receipts)
    .map(([id, filing, sentAt, dueDay, late]) => ({ id, filing, sentAt, dueDay, late: late === 1 }))
}

/** A company reads what it typed itself, and findings as soon as it is told them. */
function companySees(submission: Row["submission"]) {
  return {
    value: (value: ArchivedValue) => value.provider === "company",
    finding: (finding: ArchivedFinding) => isTold(submission, finding),
  }
}

function authoritySees(scope: Scope, submission: Row["submission"]) {
  return {
    value: (value: ArchivedValue) => visible(scope, submission, value),
    finding: ({ filing }: ArchivedFinding) => visible(scope, submission, { provider: "company", filing }),
  }
}

function archived(scope: Scope, { kind }: Organisation, row: Row): ArchivedSubmission {
  const { submission, estate, company } = row
  const sees = kind === "company" ? companySees(submission) : authoritySees(scope, submission)
  const order = (value: { filing: number; key: string }) =>
    `${String(value.filing).padStart(4, "0")} ${value.key}`
  const byOrder = <T extends { filing: number; key: string }>(a: T, b: T) => (order(a) < order(b) ? -1 : 1)
  return {
    submission,
    estate,
    company,
    values: valuesOf(row).filter(sees.value).sort(byOrder),
    findings: findingsOf(row).filter(sees.finding).sort(byOrder),
    receipts: receiptsOf(row).sort((a, b) => a.filing - b.filing),
  }
}

/** Everything filed and asked for a page of estates, and the slug of the last one; one round trip. */
export async function submissionPage(
  db: Database,
  scope: Scope,
  organisation: Organisation,
  after: string,
): Promise<{
  submissions: ArchivedSubmission[]
  askings: Awaited<ReturnType<typeof askingRows>>
  returns: Awaited<ReturnType<typeof returnRows>>
  requests: Awaited<ReturnType<typeof requestRows>>
  evidence: Awaited<ReturnType<typeof evidenceRows>>
  extended: Awaited<ReturnType<typeof extendedRows>>
  exempt: Awaited<ReturnType<typeof exemptRows>>
  next: string | null
}> {
  const page = filedEstates(scope, organisation, after)
  const own = organisation.kind === "company" ? eq(submissions.organisationId, organisation.id) : undefined
  const [found, rows, asked, returned, requests, files, extended, exempt] = await db.batch([
    db
      .select({ slug: estates.slug })
      .from(estates)
      .where(sql`${estates.id} in ${page}`)
      .orderBy(asc(estates.slug)),
    submissionRows(db, organisation, page, own),
    askingRows(db, organisation, page),
    ...besideRows(db, organisation, page),
  ])
  const full = found.length === exportPages.submissionEstates
  return {
    submissions: rows.map((row) => archived(scope, organisation, row)),
    askings: asked,
    returns: returned,
    requests,
    evidence: files,
    extended,
    exempt,
    next: full ? (found.at(-1)?.slug ?? null) : null,
  }
}
