import { and, asc, count, eq, inArray, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { scorecards } from "../../schema/tables/releases.ts"
import { searchWords } from "../domain/registry/spelling.ts"
import { perPage } from "../domain/selection/nomination.ts"
import type { Database } from "./database.ts"
import { keptCounts } from "./kept-counts.ts"
import {
  bandsQuery,
  basisRelease,
  nominable,
  programmeOfSlug,
  publishedQuery,
  readBands,
  standing,
  tenuresQuery,
} from "./nomination-parts.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"

export interface CandidateFilter {
  /** Words of names; all estates when empty. */
  q: string
  /** The present day, Asia/Shanghai. */
  today: string
  /** From 1. */
  page: number
}

function programmeQuery(db: Database, scope: Scope, slug: string) {
  return programmeRow(db, and(programmesOf(scope.actor), eq(programmes.slug, slug)))
}

function searched(q: string) {
  return and(...searchWords(q).map((word) => sql`instr(${estates.searchText}, ${word}) > 0`))
}

function among(scope: Scope, slug: string, { q, today }: CandidateFilter) {
  return and(
    eq(scorecards.releaseId, basisRelease(programmeOfSlug(slug))),
    nominable(scope, today),
    standing(today),
    searched(q),
  )
}

/**
 * The estates of the basis release that the actor may nominate, a page of them, by rank: in the order of an index, so
 * that a page of a large city looks at its own rows. Within a release the position goes by slug.
 */
function pageQuery(db: Database, scope: Scope, slug: string, filter: CandidateFilter) {
  return db
    .select({ id: estates.id, slug: estates.slug, name: estates.name })
    .from(scorecards)
    .innerJoin(estates, eq(estates.id, scorecards.estateId))
    .where(among(scope, slug, filter))
    .orderBy(sql`${scorecards.rank} asc nulls last`, asc(scorecards.position))
    .limit(perPage.candidates)
    .offset((filter.page - 1) * perPage.candidates)
}

/** How many there are on all pages. */
function countOf(db: Database, scope: Scope, slug: string, filter: CandidateFilter) {
  const all = db
    .select({ n: count().as("n") })
    .from(scorecards)
    .innerJoin(estates, eq(estates.id, scorecards.estateId))
    .where(among(scope, slug, filter))
  return keptCounts(db, all, ["n"])
}

/** Who may be nominated in a programme. */
export function candidateReads(db: Database, scope: Scope) {
  return {
    /** A page of those who can be nominated, with what stands already; one round trip. Null without the programme. */
    async candidates(slug: string, filter: CandidateFilter) {
      const page = () => pageQuery(db, scope, slug, filter).as("page")
      const ids = () => db.select({ id: page().id }).from(page())
      const counted = countOf(db, scope, slug, filter)
      const [programme, rows, all, held, standingOnes, published, bands] = await db.batch([
        programmeQuery(db, scope, slug),
        pageQuery(db, scope, slug, filter),
        counted.statement,
        tenuresQuery(db, sql`tenures.estate_id in ${ids()}`),
        db
          .select({
            id: nominations.id,
            estateId: nominations.estateId,
            category: nominations.category,
            state: nominations.state,
            organisationId: nominations.organisationId,
            organisation: organisations.name,
          })
          .from(nominations)
          .innerJoin(organisations, eq(organisations.id, nominations.organisationId))
          .where(
            and(
              eq(nominations.programmeId, programmeOfSlug(slug)),
              inArray(nominations.estateId, ids()),
              inArray(nominations.state, ["draft", "submitted"]),
            ),
          ),
        publishedQuery(db),
        bandsQuery(db, programmeOfSlug(slug)),
      ])
      const found = readProgramme(programme[0])
      if (!found) return null
      return {
        programme: found,
        rows: rows.map((row) => ({
          ...row,
          tenures: held.filter(({ estateId }) => estateId === row.id),
          nominations: standingOnes.filter(({ estateId }) => estateId === row.id),
        })),
        total: Number(counted.read(all)[0]?.[0] ?? 0),
        published,
        bands: readBands(bands),
      }
    },

    /** What decides whether an estate may be nominated in a category; one round trip. */
    async toNominate(slug: string, estateSlug: string, category: string, today: string) {
      const estate = eq(estates.slug, estateSlug)
      const programmeId = programmeOfSlug(slug)
      const [programme, found, active] = await db.batch([
        programmeQuery(db, scope, slug),
        db
          .select({
            id: estates.id,
            slug: estates.slug,
            origin: estates.origin,
            retired: sql<boolean>`not ${standing(today)}`.mapWith(Boolean),
            inBasis: sql<boolean>`exists (select 1 from scorecards s
              where s.estate_id = ${estates.id} and s.release_id = ${basisRelease(programmeId)})`.mapWith(
              Boolean,
            ),
          })
          .from(estates)
          .where(and(estate, nominable(scope, today))),
        db
          .select({
            id: nominations.id,
            state: nominations.state,
            organisationId: nominations.organisationId,
            organisation: organisations.name,
          })
          .from(nominations)
          .innerJoin(organisations, eq(organisations.id, nominations.organisationId))
          .innerJoin(estates, eq(estates.id, nominations.estateId))
          .where(
            and(
              estate,
              eq(nominations.programmeId, programmeId),
              eq(nominations.category, category),
              inArray(nominations.state, ["draft", "submitted"]),
            ),
          ),
      ])
      return { programme: readProgramme(programme[0]), estate: found[0] ?? null, standing: active }
    },
  }
}
