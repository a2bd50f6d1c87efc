import { and, asc, count, eq, gt, isNotNull, ne, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { apiKeys } from "../../schema/tables/api-keys.ts"
import { auditEvents } from "../../schema/tables/audit-events.ts"
import { estates } from "../../schema/tables/estates.ts"
import { invitations } from "../../schema/tables/invitations.ts"
import { memberEstates, members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { publications, releases, scorecards } from "../../schema/tables/releases.ts"
import { factorResets } from "../../schema/tables/second-factor.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { users } from "../../schema/tables/users.ts"
import { DomainError } from "../domain/errors.ts"
import { exportPages } from "../domain/leaving/export.ts"
import { countNominations, selectionRows } from "./archive-selection.ts"
import { submissionPage } from "./archive-submissions.ts"
import { archivedCorrections } from "./archived-corrections.ts"
import type { Database } from "./database.ts"
import { factorSince } from "./factor-since.ts"
import { readNomination } from "./nominations.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

/** The quarter on whose last day a company must hold an estate to have its scorecard: of a year, the last one. */
const quarterOfPeriod = (period: string) => (period.length === 4 ? `${period}Q4` : period)

/** What an organisation knows itself by: its people, and who else may come in. No token, no hash, no secret. */
function peopleRows(db: Database, id: string) {
  const ownKey = eq(apiKeys.organisationId, id)
  return [
    db.select().from(organisations).where(eq(organisations.id, id)),
    db
      .select({
        member: members,
        name: users.name,
        email: users.email,
        signInName: users.signInName,
        mobile: users.mobile,
        secondFactorSince: factorSince(sql`users.id`),
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.organisationId, id), isNotNull(users.salt)))
      .orderBy(asc(members.createdAt), asc(members.id)),
    db
      .select({ memberId: memberEstates.memberId, slug: estates.slug })
      .from(memberEstates)
      .innerJoin(members, and(eq(members.id, memberEstates.memberId), eq(members.organisationId, id)))
      .innerJoin(estates, eq(estates.id, memberEstates.estateId))
      .orderBy(asc(estates.slug)),
    db
      .select()
      .from(invitations)
      .where(eq(invitations.organisationId, id))
      .orderBy(asc(invitations.createdAt), asc(invitations.id)),
    db.select().from(apiKeys).where(ownKey).orderBy(asc(apiKeys.createdAt), asc(apiKeys.id)),
    db
      .select()
      .from(factorResets)
      .where(eq(factorResets.organisationId, id))
      .orderBy(asc(factorResets.askedAt), asc(factorResets.id)),
  ] as const
}

/** A page of the estates in scope by their slugs, as the start of a query. */
function estatePage({ registered }: Scope, after: string): SQL {
  const { id, slug, origin } = estates
  return sql`(select ${id} from ${estates} where ${and(ne(origin, "press"), gt(slug, after), registered)}
    order by ${slug} limit ${exportPages.estates})`
}

const manager = alias(organisations, "manager")

/** Estates of a page, and who managed them when; a company learns of its own tenures only. */
function estateRows(db: Database, scope: Scope, after: string, organisation: { id: string; kind: string }) {
  const page = estatePage(scope, after)
  const own = organisation.kind === "company" ? eq(tenures.organisationId, organisation.id) : undefined
  return [
    db.select().from(estates).where(sql`${estates.id} in ${page}`).orderBy(asc(estates.slug)),
    db
      .select({
        estate: estates.slug,
        company: manager.name,
        fromDate: tenures.fromDate,
        toDate: tenures.toDate,
      })
      .from(tenures)
      .innerJoin(estates, eq(estates.id, tenures.estateId))
      .innerJoin(manager, eq(manager.id, tenures.organisationId))
      .where(and(sql`${estates.id} in ${page}`, own))
      .orderBy(asc(estates.slug), asc(tenures.fromDate)),
  ] as const
}

function quarterRows(db: Database, { registered }: Scope) {
  return [
    db
      .select({ quarter: quarters, publishedAt: publications.publishedAt })
      .from(quarters)
      .leftJoin(publications, eq(publications.period, quarters.quarter))
      .orderBy(asc(quarters.quarter)),
    db
      .select({ quarter: closings.quarter, placeCode: closings.placeCode, closedAt: closings.closedAt })
      .from(closings)
      .where(
        sql`${closings.placeCode} in (select ${estates.districtCode} from ${estates} where ${registered})`,
      )
      .orderBy(asc(closings.quarter), asc(closings.placeCode)),
    archivedCorrections(db, registered),
  ] as const
}

/** How much there is, for the number of steps: estates, published releases, audit events. */
export function archiveCounts(db: Database, { actor, registered }: Scope) {
  const id = actor.kind === "member" ? actor.organisation.id : ""
  const mine = or(eq(auditEvents.organisationId, id), eq(auditEvents.concernsId, id))
  return [
    db
      .select({ n: count() })
      .from(estates)
      .where(and(ne(estates.origin, "press"), registered)),
    db.select({ n: count() }).from(publications),
    db.select({ n: count() }).from(auditEvents).where(mine),
    countNominations(db, id),
  ] as const
}

/** What an organisation takes along when it exports everything: read page by page, within its own scope. */
export function archiveReads(db: Database, scope: Scope) {
  const own = () => {
    if (scope.actor.kind !== "member") throw new DomainError("not_found", "not_found")
    return scope.actor.organisation
  }
  return {
    async people() {
      const [organisation, people, given, invited, keys, resets] = await db.batch(peopleRows(db, own().id))
      if (!organisation[0]) throw new DomainError("not_found", "not_found")
      const { factorRoles, ...rest } = organisation[0]
      return {
        organisation: { ...rest, factorRoles: stored.factorRoles(factorRoles) },
        people,
        given,
        invited,
        keys: keys.map((key) => ({ ...key, scopes: stored.keyScopes(key.scopes) })),
        resets,
      }
    },

    /** Estates after a slug, with their tenures; one round trip. */
    async estates(after: string) {
      const [found, held] = await db.batch(estateRows(db, scope, after, own()))
      const read = found.map((estate) => ({ ...estate, formerNames: stored.formerNames(estate.formerNames) }))
      return { estates: read, tenures: held }
    },

    async quarters() {
      own()
      const [found, closed, corrected] = await db.batch(quarterRows(db, scope))
      return {
        quarters: found.map(({ quarter, publishedAt }) => ({ ...quarter, publishedAt })),
        closings: closed,
        corrections: corrected,
      }
    },

    /** Everything filed for the estates after a slug, as the organisation may see it; one round trip. */
    submissions: (after: string) => submissionPage(db, scope, own(), after),

    /** Programmes and nominations that are the organisation's own, after a nomination; one round trip. */
    async selection(after: string) {
      const { id, kind } = own()
      const [found, running, given] = await db.batch(selectionRows(db, { id, kind }, after))
      const read = found.map(({ nomination, ...row }) => ({ ...row, nomination: readNomination(nomination) }))
      return { nominations: read, programmes: running, awards: given }
    },

    /** The releases that the public sees, oldest first. */
    async published() {
      own()
      return db
        .select({
          period: publications.period,
          releaseId: publications.releaseId,
          manifestHash: releases.manifestHash,
        })
        .from(publications)
        .innerJoin(releases, eq(releases.id, publications.releaseId))
        .where(and(eq(releases.state, "final"), isNotNull(releases.manifestHash)))
        .orderBy(asc(publications.period))
    },

    /** Where the scope's estates stand in a release, after a position. */
    async cards(release: { period: string; releaseId: string }, after: number) {
      own()
      return db
        .select({ slug: estates.slug, position: scorecards.position })
        .from(scorecards)
        .innerJoin(estates, eq(estates.id, scorecards.estateId))
        .where(
          and(
            eq(scorecards.releaseId, release.releaseId),
            gt(scorecards.position, after),
            scope.estatesIn(quarterOfPeriod(release.period)),
          ),
        )
        .orderBy(asc(scorecards.position))
        .limit(exportPages.scorecards)
    },
  }
}
