import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { type DeskShow, perPage } from "../domain/selection/nomination.ts"
import type { Database } from "./database.ts"
import { nominationsSeen, programmeOfSlug } from "./nomination-parts.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

const asked = sql`exists (select 1 from overrides o where o.nomination_id = ${nominations.id} and o.decided_at is null)`
const submitted = eq(nominations.state, "submitted")

const none: Record<DeskShow, number> = {
  all: 0,
  unscreened: 0,
  eligible: 0,
  ineligible: 0,
  overridden: 0,
  asked: 0,
  withdrawn: 0,
}

function shown(show: DeskShow): SQL | undefined {
  if (show === "all") return undefined
  if (show === "withdrawn") return eq(nominations.state, "withdrawn")
  if (show === "asked") return and(submitted, asked)
  if (show === "unscreened") return and(submitted, isNull(nominations.screening))
  return and(submitted, eq(nominations.screening, show))
}

/** Nominations as the organiser of their programme sees them. */
export function nominationDeskReads(db: Database, scope: Scope) {
  const programmeQuery = (slug: string) =>
    programmeRow(db, and(programmesOf(scope.actor), eq(programmes.slug, slug)))
  const ofProgramme = (slug: string) =>
    and(
      eq(nominations.programmeId, programmeOfSlug(slug)),
      isNotNull(nominations.submittedAt),
      nominationsSeen(scope),
    )
  return {
    /** A page of what was submitted to a programme, and how many there are of each kind; one round trip. */
    async desk(slug: string, { show, category, page }: { show: DeskShow; category: string; page: number }) {
      const count = (condition: SQL | undefined) =>
        sql<number>`coalesce(sum(case when ${condition ?? sql`1 = 1`} then 1 else 0 end), 0)`
      const ofCategory = category === "" ? undefined : eq(nominations.category, category)
      const order = [asc(nominations.category), desc(nominations.submittedAt), asc(nominations.id)]
      const onPage = db
        .select({ id: nominations.id })
        .from(nominations)
        .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
        .where(and(ofProgramme(slug), shown(show), ofCategory))
        .orderBy(...order)
        .limit(perPage.desk)
        .offset((page - 1) * perPage.desk)
      const [programme, rows, counts, drafts] = await db.batch([
        programmeQuery(slug),
        db
          .select({
            id: nominations.id,
            category: nominations.category,
            state: nominations.state,
            screening: nominations.screening,
            submittedAt: nominations.submittedAt,
            estate: estates.name,
            demonstration: sql<boolean>`${estates.origin} = 'demonstration'`.mapWith(Boolean),
            organisation: organisations.name,
            asked: sql<boolean>`${asked}`.mapWith(Boolean),
            redacted: sql<boolean>`${nominations.redactedAnswers} is not null`.mapWith(Boolean),
          })
          .from(nominations)
          .innerJoin(estates, eq(estates.id, nominations.estateId))
          .innerJoin(organisations, eq(organisations.id, nominations.organisationId))
          .where(inArray(nominations.id, onPage))
          .orderBy(...order),
        db
          .select({
            all: count(undefined),
            unscreened: count(shown("unscreened")),
            eligible: count(shown("eligible")),
            ineligible: count(shown("ineligible")),
            overridden: count(shown("overridden")),
            asked: count(shown("asked")),
            withdrawn: count(shown("withdrawn")),
            total: count(and(shown(show), ofCategory)),
          })
          .from(nominations)
          .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
          .where(ofProgramme(slug)),
        db
          .select({ drafts: sql<number>`count(*)` })
          .from(nominations)
          .where(and(eq(nominations.programmeId, programmeOfSlug(slug)), eq(nominations.state, "draft"))),
      ])
      const found = readProgramme(programme[0])
      if (!found) return null
      const { total, ...ofKind } = counts[0] ?? { ...none, total: 0 }
      return { programme: found, rows, total, counts: ofKind, drafts: drafts[0]?.drafts ?? 0 }
    },

    /** Everything that screening looks at: what was submitted, with its frozen figures; one round trip. */
    async toScreen(slug: string) {
      const [programme, rows] = await db.batch([
        programmeQuery(slug),
        db
          .select({
            id: nominations.id,
            screening: nominations.screening,
            figures: nominations.figures,
            figuresHash: nominations.figuresHash,
          })
          .from(nominations)
          .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
          .where(and(ofProgramme(slug), submitted))
          .orderBy(asc(nominations.id)),
      ])
      const found = readProgramme(programme[0])
      if (!found) return null
      const frozen = rows.flatMap(({ figures, figuresHash, ...row }) =>
        figures === null || figuresHash === null
          ? []
          : [{ ...row, figuresHash, figures: stored.nominationFigures(figures) }],
      )
      return { programme: found, nominations: frozen }
    },
  }
}
