import { and, asc, count, desc, eq, isNull, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { assignments } from "../../schema/tables/judges.ts"
import { nominations, overrides } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmes } from "../../schema/tables/programmes.ts"
import { perPage } from "../domain/selection/nomination.ts"
import { attachmentsOf } from "./attachments.ts"
import type { Database } from "./database.ts"
import { listedReads } from "./listed-nominations.ts"
import { candidateReads } from "./nomination-candidates.ts"
import { nominationDeskReads } from "./nomination-desk.ts"
import { bandsQuery, nominationsSeen, publishedQuery, readBands, tenuresQuery } from "./nomination-parts.ts"
import { programmeRow, programmesOf, readProgramme } from "./programmes.ts"
import type { Scope } from "./scope.ts"
import { decidedListRow, readLists } from "./shortlists.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

/** A nomination with everything that its pages and acts look at. */
export type NominationSheet = NonNullable<Awaited<ReturnType<ReturnType<typeof nominationReads>["find"]>>>

/** A nomination with its JSON parsed. */
export function readNomination(row: typeof nominations.$inferSelect) {
  const { answers, redactedAnswers, figures, eligibility, ...rest } = row
  return {
    ...rest,
    answers: stored.nominationAnswers(answers),
    redactedAnswers: stored.redactedAnswers(redactedAnswers),
    figures: stored.nominationFigures(figures),
    eligibility: stored.nominationEligibility(eligibility),
  }
}

function sheetQueries(db: Database, scope: Scope, id: string) {
  const programmeId = sql`(select programme_id from nominations where id = ${id})`
  const estateId = sql`(select estate_id from nominations where id = ${id})`
  return [
    db
      .select({
        nomination: nominations,
        organisation: organisations.name,
        estate: {
          id: estates.id,
          slug: estates.slug,
          name: estates.name,
          demonstration: sql<boolean>`${estates.origin} = 'demonstration'`.mapWith(Boolean),
        },
        /** Who else has nominated the estate in the category, if anybody has. */
        other: sql<
          string | null
        >`(select o.name from nominations n join organisations o on o.id = n.organisation_id
          where n.programme_id = ${nominations.programmeId} and n.category = ${nominations.category}
            and n.estate_id = ${nominations.estateId} and n.state = 'submitted' and n.id <> ${nominations.id})`,
      })
      .from(nominations)
      .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
      .innerJoin(estates, eq(estates.id, nominations.estateId))
      .innerJoin(organisations, eq(organisations.id, nominations.organisationId))
      .where(and(eq(nominations.id, id), nominationsSeen(scope))),
    programmeRow(db, sql`${programmes.id} = ${programmeId}`),
    db.select().from(overrides).where(eq(overrides.nominationId, id)).orderBy(asc(overrides.askedAt)),
    attachmentsOf(db, id),
    tenuresQuery(db, sql`tenures.estate_id = ${estateId}`),
    publishedQuery(db),
    bandsQuery(db, programmeId),
    decidedListRow(db, programmeId),
  ] as const
}

/** Nominations within the actor's scope. */
export function nominationReads(db: Database, scope: Scope) {
  return {
    ...candidateReads(db, scope),
    ...nominationDeskReads(db, scope),
    ...listedReads(db, scope),

    /** What the actor's own organisation has nominated, the newest first, and what can be nominated for now; one round trip. */
    async own(organisationId: string, page: number) {
      const mine = and(eq(nominations.organisationId, organisationId), nominationsSeen(scope))
      const [rows, open, [all]] = await db.batch([
        db
          .select({
            id: nominations.id,
            category: nominations.category,
            state: nominations.state,
            screening: nominations.screening,
            updatedAt: nominations.updatedAt,
            estate: estates.name,
            demonstration: sql<boolean>`${estates.origin} = 'demonstration'`.mapWith(Boolean),
            programme: programmes.title,
            phase: programmes.phase,
            stoppedAt: programmes.stoppedAt,
          })
          .from(nominations)
          .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
          .innerJoin(estates, eq(estates.id, nominations.estateId))
          .where(mine)
          .orderBy(desc(nominations.updatedAt), desc(nominations.id))
          .limit(perPage.own)
          .offset((page - 1) * perPage.own),
        programmeRow(
          db,
          and(programmesOf(scope.actor), eq(programmes.phase, "open"), isNull(programmes.stoppedAt)),
        ),
        db
          .select({ n: count() })
          .from(nominations)
          .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
          .innerJoin(estates, eq(estates.id, nominations.estateId))
          .where(mine),
      ])
      const total = all?.n ?? 0
      const programmesOpen = open.flatMap((row) => readProgramme(row) ?? [])
      return { rows, open: programmesOpen, total, page, pages: Math.ceil(total / perPage.own) }
    },

    /** One nomination; null when it is not the actor's to see. One round trip. */
    async find(id: string) {
      const [found, programme, asked, files, held, published, bands, lists] = await db.batch(
        sheetQueries(db, scope, id),
      )
      const own = found[0]
      const ofProgramme = readProgramme(programme[0])
      if (!own || !ofProgramme) return null
      return {
        nomination: readNomination(own.nomination),
        organisation: own.organisation,
        estate: own.estate,
        other: own.other,
        programme: ofProgramme,
        overrides: asked,
        attachments: files,
        tenures: held,
        published,
        bands: readBands(bands),
        /** The newest list once the programme is decided; null before. */
        decidedList: readLists(lists)[0]?.document ?? null,
      }
    },
  }
}

type Row = typeof nominations.$inferInsert

/** Nominations as they are written. */
export function nominationStore({ db, add, guard, rival }: Unit) {
  return {
    create(row: Row): void {
      rival(sql`(select id from nominations where programme_id = ${row.programmeId} and category = ${row.category}
        and estate_id = ${row.estateId} and organisation_id = ${row.organisationId} and state = 'draft')`)
      add(db.insert(nominations).values(row))
    },

    /** Changes a nomination as it was seen; the batch holds only while nobody changed it meanwhile. */
    change({ id, revision }: { id: string; revision: number }, set: Partial<Row>): void {
      guard(sql`(select revision from nominations where id = ${id}) = ${revision}`)
      add(
        db
          .update(nominations)
          .set({ ...set, revision: revision + 1 })
          .where(eq(nominations.id, id)),
      )
    },

    /** The judges of a nomination that is withdrawn are free again. */
    endAssignments(nominationId: string, endedAt: string): void {
      add(
        db
          .update(assignments)
          .set({ endedAt, endReason: "withdrawn" })
          .where(and(eq(assignments.nominationId, nominationId), sql`ended_at is null`)),
      )
    },

    /** What screening found of many nominations, as one statement; those that were withdrawn meanwhile are left. */
    screen(found: readonly { id: string; screening: Row["screening"]; eligibility: string }[]): void {
      const data = JSON.stringify(found.map(({ id, screening, eligibility }) => [id, screening, eligibility]))
      add(
        db.run(sql`update nominations set screening = f.value ->> 1, eligibility = f.value ->> 2
          from json_each(${data}) f where nominations.id = f.value ->> 0 and nominations.state = 'submitted'`),
      )
    },

    /** Asks that a nomination be let in against the rules; the batch holds only while nobody has asked. */
    askOverride(row: typeof overrides.$inferInsert): void {
      guard(sql`not exists (select 1 from overrides
        where nomination_id = ${row.nominationId} and decided_at is null)`)
      guard(sql`(select state = 'submitted' and screening = 'ineligible' from nominations
        where id = ${row.nominationId})`)
      add(db.insert(overrides).values(row))
    },

    /** Decides what was asked; the batch holds only while nobody has decided. */
    decideOverride(id: string, set: { decidedBy: string; decidedAt: string; confirmed: boolean }): void {
      guard(sql`(select decided_at is null and asked_by <> ${set.decidedBy} from overrides where id = ${id})`)
      add(db.update(overrides).set(set).where(eq(overrides.id, id)))
    },
  }
}
