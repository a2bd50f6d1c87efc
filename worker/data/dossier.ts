import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm"
import type { BatchResponse } from "drizzle-orm/batch"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { exemptions } from "../../schema/tables/exemptions.ts"
import { extensions } from "../../schema/tables/extensions.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { publications, releases, scorecards } from "../../schema/tables/releases.ts"
import { findings, returns, submissionParts, submissions, values } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { users } from "../../schema/tables/users.ts"
import type { Level } from "../domain/place.ts"
import { lastDay, shiftQuarter } from "../domain/quarter.ts"
import type { ManagedPeriod } from "../domain/registry/tenures.ts"
import type { Peers } from "../domain/release/peers.ts"
import type { AuthorityFinding, TypedValue } from "../domain/submission/compose.ts"
import type { DueFacts } from "../domain/submission/lateness.ts"
import { askingRows, type FoundAsking } from "./askings.ts"
import { openCorrectionsOf, releasedBefore } from "./corrections.ts"
import type { Database } from "./database.ts"
import { type Exemption, exempter, exemptionColumns, exemptionOf } from "./exemptions.ts"
import { type Extension, extensionOf } from "./extensions.ts"
import type { Scope } from "./scope.ts"

export type SubmissionRow = typeof submissions.$inferSelect
export type PartRow = typeof submissionParts.$inferSelect
export type ValueRow = typeof values.$inferSelect
export type FindingRow = typeof findings.$inferSelect
export type ReturnRow = typeof returns.$inferSelect

/** How many quarters before it a dossier holds: as far as checks of an edition look back (`previous` in it). */
const QUARTERS_BACK = 4

/** A quarter before the one of a dossier. */
export interface EarlierQuarter {
  quarter: string
  submission: SubmissionRow | null
  /** What the newest release of it says: nothing of this estate, or its figures, and whether everybody may see them. */
  release: { scored: boolean; public: boolean } | null
  /**
   * While it is being corrected: what its newest release was made of; `unkept` where nobody kept it, since it was opened
   * before that was done.
   */
  released: { values: TypedValue[]; findings: AuthorityFinding[] } | "unkept" | null
}

/** A decision as it was saved, and by whom: a person is named to its own organisation only, others by theirs. */
export interface SavedFinding extends FindingRow {
  person: string | null
  organisation: string | null
}

/** What platform values look back at: see PlatformFacts. */
export interface History {
  window: string[]
  verifiedQuarters: string[]
  servedSince: string | null
}

/** What estates of a release have by size and age, and under which edition. */
export interface ReleasedPeers {
  period: string
  editionId: string
  figures: Peers
}

/** Everything about one estate in one quarter and those before. */
export interface Dossier {
  quarter: {
    quarter: string
    editionId: string
    deadlineDay: string
    openedAt: string
    /** Too few answers are refused at the sending (数据不足). */
    refusesFew: boolean
  }
  /** A release of the quarter runs or is public: nothing of it changes any more, but what is being corrected. */
  released: boolean
  /** The open correction (更正) of this estate and quarter: it may be worked on again. */
  correction: { id: string; reason: string; openedAt: string } | null
  /** A release of the quarter runs right now: it is frozen, whatever is being corrected. */
  releasing: boolean
  closed: boolean
  estate: typeof estates.$inferSelect & { placeNames: string[] }
  /** Who managed the estate within the quarter, in order of time, when more than one did. */
  managers: ManagedPeriod[]
  company: { id: string; name: string } | null
  /** What the company's deadline follows from. */
  due: DueFacts
  /** 延期: what an authority has granted this estate for this quarter. */
  extension: Extension | null
  /** 免报: that an authority has exempted this estate from this quarter. */
  exemption: Exemption | null
  /** 更正申请: of the actor's own company, as long as it waits. */
  request: { id: string; filedAt: string } | null
  submission: SubmissionRow | null
  /** The quarters directly before, the latest first. */
  earlier: EarlierQuarter[]
  parts: PartRow[]
  /** Of all these submissions, as the findings; what the actor may not see is left out. */
  values: ValueRow[]
  findings: SavedFinding[]
  /** What was sent back of these submissions, the oldest first; as the findings. */
  returns: ReturnRow[]
  history: History
  /** Levels of this estate's place that have members here, who type their own part. */
  staffed: Level[]
  /** The organisations of these levels. */
  authorities: { level: Level; id: string }[]
  peers: ReleasedPeers | null
  /** The public release of the quarter itself, with the same; null before it is published. */
  published: { manifestHash: string; peers: ReleasedPeers | null } | null
  /** What a company has asked of places, the oldest first; a company sees its own. */
  askings: FoundAsking[]
}

const district = alias(places, "district")
const street = alias(places, "street")
const finest = alias(places, "finest")
const grantor = alias(organisations, "grantor")

function tenureOn(day: string): SQL | undefined {
  return and(
    eq(tenures.estateId, estates.id),
    lte(tenures.fromDate, day),
    or(isNull(tenures.toDate), gte(tenures.toDate, day)),
  )
}

function findingRows(db: Database, ofSubmissions: SQLWrapper) {
  return db
    .select({
      finding: findings,
      organisationId: members.organisationId,
      organisation: organisations.name,
      person: sql<string | null>`case when ${users.salt} is not null then ${users.name} end`,
    })
    .from(findings)
    .leftJoin(members, eq(members.id, findings.memberId))
    .leftJoin(users, eq(users.id, members.userId))
    .leftJoin(organisations, eq(organisations.id, members.organisationId))
    .where(sql`${findings.submissionId} in ${ofSubmissions}`)
}

/** The estate of a slug, as dossierQueries takes it. */
export const estateNamed = (slug: string): SQL => sql`(select id from estates where slug = ${slug})`

/**
 * The statements of the dossiers of some estates, a select of ids in parentheses; run as one batch and given to toDossier
 * or toDossiers in this order.
 */
export function dossierQueries(db: Database, scope: Scope, among: SQL, quarter: string) {
  const asked = db
    .select({ id: submissions.id })
    .from(submissions)
    .where(
      and(
        sql`${submissions.estateId} in ${among}`,
        inArray(submissions.quarter, [quarter, ...quartersBefore(quarter)]),
      ),
    )
  return [
    db
      .select()
      .from(quarters)
      .where(inArray(quarters.quarter, [quarter, ...quartersBefore(quarter)])),
    db
      .select({
        estate: estates,
        company: organisations,
        district: district.name,
        street: street.name,
        finest,
        tenureRecordedAt: tenures.recordedAt,
        extension: { day: extensions.day, reason: extensions.reason, at: extensions.at },
        grantor: grantor.name,
        ...exemptionColumns,
        asked: sql<
          string | null
        >`(select json_array(c.id, c.filed_at, c.organisation_id) from correction_requests c
          where c.estate_id = ${estates.id} and c.quarter = ${quarter} and c.state = 'asked')`,
      })
      .from(estates)
      .innerJoin(district, eq(district.code, estates.districtCode))
      .innerJoin(finest, eq(finest.code, estates.placeCode))
      .leftJoin(street, eq(street.code, estates.streetCode))
      .leftJoin(tenures, tenureOn(lastDay(quarter)))
      .leftJoin(organisations, eq(organisations.id, tenures.organisationId))
      .leftJoin(extensions, extensionOf(quarter))
      .leftJoin(grantor, eq(grantor.id, extensions.organisationId))
      .leftJoin(exemptions, exemptionOf(quarter))
      .leftJoin(exempter, eq(exempter.id, exemptions.organisationId))
      .where(and(sql`${estates.id} in ${among}`, scope.estatesIn(quarter)))
      .orderBy(asc(estates.slug)),
    db.select().from(submissions).where(inArray(submissions.id, asked)),
    db.select().from(submissionParts).where(inArray(submissionParts.submissionId, asked)),
    db.select().from(values).where(inArray(values.submissionId, asked)),
    findingRows(db, asked),
    db
      .select({ estateId: estates.id })
      .from(closings)
      .innerJoin(estates, eq(estates.districtCode, closings.placeCode))
      .where(and(eq(closings.quarter, quarter), sql`${estates.id} in ${among}`)),
    db
      .selectDistinct({
        estateId: estates.id,
        placeCode: organisations.placeCode,
        id: organisations.id,
      })
      .from(organisations)
      .innerJoin(members, and(eq(members.organisationId, organisations.id), isNull(members.endedAt)))
      .innerJoin(
        estates,
        sql`${organisations.placeCode} in (${estates.placeCode}, ${estates.streetCode}, ${estates.districtCode})`,
      )
      .where(and(sql`${estates.id} in ${among}`, eq(organisations.kind, "authority"))),
    db.select({ state: releases.state }).from(releases).where(eq(releases.period, quarter)),
    db
      .select({
        period: publications.period,
        editionId: releases.editionId,
        manifestHash: releases.manifestHash,
        peers: releases.peers,
      })
      .from(publications)
      .innerJoin(releases, eq(releases.id, publications.releaseId))
      .where(eq(publications.period, quarter)),
    db
      .select({
        estateId: tenures.estateId,
        company: organisations.name,
        organisationId: tenures.organisationId,
        fromDate: tenures.fromDate,
        toDate: tenures.toDate,
      })
      .from(tenures)
      .innerJoin(organisations, eq(organisations.id, tenures.organisationId))
      .where(and(sql`${tenures.estateId} in ${among}`, lte(tenures.fromDate, lastDay(quarter)))),
    openCorrectionsOf(db, among, quarter),
    db
      .select({
        id: releases.id,
        quarter: releases.period,
        state: releases.state,
        estateId: scorecards.estateId,
        outcome: scorecards.outcome,
      })
      .from(releases)
      .leftJoin(
        scorecards,
        and(eq(scorecards.releaseId, releases.id), sql`${scorecards.estateId} in ${among}`),
      )
      .where(and(inArray(releases.period, quartersBefore(quarter)), ne(releases.state, "running")))
      .orderBy(asc(releases.number)),
    askingRows(db, among, quarter),
    releasedBefore(db, among, quartersBefore(quarter)),
    db
      .select({ period: releases.period, editionId: releases.editionId, peers: releases.peers })
      .from(publications)
      .innerJoin(releases, eq(releases.id, publications.releaseId))
      .where(and(lt(publications.period, quarter), sql`${publications.period} like '____Q_'`))
      .orderBy(desc(publications.period))
      .limit(1),
    db.select().from(returns).where(inArray(returns.submissionId, asked)).orderBy(asc(returns.filing)),
  ] as const
}

/** The quarters before one that its dossiers hold, the latest first. */
export function quartersBefore(quarter: string): string[] {
  return Array.from({ length: QUARTERS_BACK }, (_, at) => shiftQuarter(quarter, -1 - at))
}

export type DossierRows = BatchResponse<ReturnType<typeof dossierQueries>>
