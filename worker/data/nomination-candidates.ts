import { and, asc, count, eq, inArray, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { scorecards } from "../../schema/tables/releases.ts"
import { searchWords } from "../domain/registry/spelling.ts"
import { perPage } from "../domain/selection/nomination.ts"
import type { Database } from "./database.ts"
import { keptCounts, keptPage } from "./kept-counts.ts"
import {
  bandsQuery,
  basisRelease,
  nominable,
  programmeOfSlug,
  publishedQuery,
  readBands,
  standing,
} from "./nomination-parts.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

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

/** An estate's tenures as figures look at them, and its nominations in a programme that stand, as JSON. */
const tenuresOf = sql<string>`(select json_group_array(json_object('fromDate', from_date, 'toDate', to_date))
  from tenures where tenures.estate_id = ${estates.id})`
const nominationsOf = (slug: string) =>
  sql<string>`(select json_group_array(json_object('id', n.id, 'category', n.category, 'state', n.state,
    'organisationId', n.organisation_id, 'organisation', o.name))
  from nominations n join organisations o on o.id = n.organisation_id where n.estate_id = ${estates.id}
    and n.programme_id = ${programmeOfSlug(slug)} and n.state in ('draft', 'submitted'))`

/**
 * The estates of the basis release that the actor may nominate, a page of them, by rank. Who may nominate any reads them
 * in the order of an index, and looks at the rows of a page only; who has some estates begins with these. Within a
 * release the position goes by slug.
 */
function pageQuery(db: Database, scope: Scope, slug: string, filter: CandidateFilter) {
  const { actor } = scope
  const any = actor.kind === "member" && (actor.organisation.kind === "organiser" || actor.level === "city")
  const selected = db.select({ id: estates.id })
  const own = eq(scorecards.estateId, estates.id)
  const order = [sql`${scorecards.rank} asc nulls last`, asc(scorecards.position)]
  // A cross join is SQLite's word for an order of tables that it keeps.
  const onPage = (
    any ? selected.from(scorecards).innerJoin(estates, own) : selected.from(estates).crossJoin(scorecards)
  )
    .where(and(own, among(scope, slug, filter)))
    .orderBy(...order)
    .limit(perPage.candidates)
    .offset((filter.page - 1) * perPage.candidates)
  const shown = keptPage(db, onPage)
  const rows = db
    .select({
      id: estates.id,
      slug: estates.slug,
      name: estates.name,
      tenures: tenuresOf,
      nominations: nominationsOf(slug),
    })
    .from(estates)
    .crossJoin(scorecards)
    .where(
      and(
        inArray(estates.id, shown.among),
        own,
        eq(scorecards.releaseId, basisRelease(programmeOfSlug(slug))),
      ),
    )
    .orderBy(...order)
  return { rows, shown }
}

function readCandidate(row: Awaited<ReturnType<typeof pageQuery>["rows"]>[number]) {
  const held = stored.tenuresHeld(row.tenures).sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1))
  return {
    slug: row.slug,
    name: row.name,
    tenures: held,
    nominations: stored.standingNominations(row.nominations),
  }
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
      const counted = countOf(db, scope, slug, filter)
      const asked = pageQuery(db, scope, slug, filter)
      const [programme, version, rows, all, published, bands] = await db.batch([
        programmeQuery(db, scope, slug),
        asked.shown.version,
        asked.rows,
        counted.statement,
        publishedQuery(db),
        bandsQuery(db, programmeOfSlug(slug)),
      ])
      asked.shown.keep(version, rows)
      const found = readProgramme(programme[0])
      if (!found) return null
      return {
        programme: found,
        rows: rows.map(readCandidate),
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
