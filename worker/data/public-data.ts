import { and, asc, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { editions } from "../../schema/tables/editions.ts"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { pressRecords } from "../../schema/tables/press-records.ts"
import { quarters } from "../../schema/tables/quarters.ts"
import { publications, releases } from "../../schema/tables/releases.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { periodOf } from "../domain/release/preliminary.ts"
import type { Edition } from "../domain/scoring/edition.ts"
import type { Database } from "./database.ts"
import { editionReads } from "./editions.ts"
import { publicAwards } from "./public-awards.ts"
import { pictureMark, publicPictures } from "./public-pictures.ts"
import { programmeMark, publicProgrammes } from "./public-programmes.ts"
import { stored } from "./stored.ts"

const district = alias(places, "district")
const street = alias(places, "street")
const finest = alias(places, "finest")

/** The releases that the public pointers name; a release that is not final is never public. */
function publicationRows(db: Database) {
  return db
    .select({
      id: releases.id,
      period: publications.period,
      number: releases.number,
      editionId: releases.editionId,
      editionTitle: sql<string>`json_extract(${editions.document}, '$.title')`,
      publishedAt: publications.publishedAt,
      manifestHash: releases.manifestHash,
    })
    .from(publications)
    .innerJoin(releases, eq(releases.id, publications.releaseId))
    .innerJoin(editions, eq(editions.id, releases.editionId))
    .where(eq(releases.state, "final"))
}

/** Final releases that a later one of their period has corrected: still readable, each by its number. */
function supersededRows(db: Database) {
  return db
    .select({
      id: releases.id,
      period: releases.period,
      number: releases.number,
      editionId: releases.editionId,
      editionTitle: sql<string>`json_extract(${editions.document}, '$.title')`,
      publishedAt: releases.finishedAt,
      manifestHash: releases.manifestHash,
    })
    .from(releases)
    .innerJoin(editions, eq(editions.id, releases.editionId))
    .leftJoin(publications, eq(publications.releaseId, releases.id))
    .where(and(eq(releases.state, "final"), isNull(publications.releaseId)))
    .orderBy(asc(releases.period), asc(releases.number))
}

/** By slug, newest year first. The plus keeps SQLite from walking every estate in slug order to find these few. */
function pressRows(db: Database) {
  return db
    .select({
      slug: estates.slug,
      name: estates.name,
      district: estates.districtCode,
      districtName: district.name,
      streetName: street.name,
      finestName: finest.name,
      year: pressRecords.year,
      document: pressRecords.document,
    })
    .from(pressRecords)
    .innerJoin(estates, eq(estates.id, pressRecords.estateId))
    .innerJoin(district, eq(district.code, estates.districtCode))
    .innerJoin(finest, eq(finest.code, estates.placeCode))
    .leftJoin(street, eq(street.code, estates.streetCode))
    .orderBy(sql`+${estates.slug}`, desc(pressRecords.year))
}

/** Changes when a tenure begins, ends or is moved; it spares reading all of them when nothing has. */
function tenureMark(db: Database) {
  return db
    .select({
      mark: sql<string>`count(*) || ' ' || coalesce(max(rowid), 0) || ' ' || total(julianday(from_date)) || ' ' ||
        total(julianday(to_date)) || ' ' || count(to_date)`,
    })
    .from(tenures)
}

/** Estates that were called otherwise before: few, and found by their old names too. */
function formerRows(db: Database) {
  return db
    .select({ slug: estates.slug, names: estates.formerNames })
    .from(estates)
    .where(ne(estates.formerNames, "[]"))
    .orderBy(asc(estates.slug))
}

function read(rows: Awaited<ReturnType<typeof pressRows>>) {
  return rows.map(({ districtName, streetName, finestName, year, document, ...estate }) => {
    const names = [districtName, streetName, finestName].filter((name) => name !== null)
    return {
      ...estate,
      placeNames: [...new Set(names)],
      year: Number(year),
      document: stored.pressDocument(document),
    }
  })
}

/** The latest quarter that is being checked before its release: nothing of it is known but until when. */
function checkingRows(db: Database) {
  return db
    .select({ period: releases.period, windowDay: releases.windowDay })
    .from(releases)
    .where(
      and(
        eq(releases.state, "preliminary"),
        sql`not exists (select 1 from publications p where p.period = rtrim(${releases.period}, 'P'))`,
      ),
    )
    .orderBy(desc(releases.period), desc(releases.number))
    .limit(1)
}

/** What anybody may see of a cell's database: published rows and press records, no submission and no account. */
export function publicData(db: Database) {
  return {
    ...publicProgrammes(db),
    ...publicAwards(db),
    ...publicPictures(db),

    /** Everything small, one round trip. Each mark tells whether what it stands for must be read again. */
    async rows() {
      const [
        published,
        superseded,
        press,
        districts,
        open,
        companies,
        marks,
        programmeMarks,
        former,
        checking,
        pictureMarks,
      ] = await db.batch([
        publicationRows(db),
        supersededRows(db),
        pressRows(db),
        db
          .select({ code: places.code, name: places.name })
          .from(places)
          .where(inArray(places.kind, ["county", "functional_zone"]))
          .orderBy(asc(places.code)),
        db
          .select({ quarter: quarters.quarter, deadlineDay: quarters.deadlineDay })
          .from(quarters)
          .leftJoin(releases, eq(releases.period, quarters.quarter))
          .where(isNull(releases.id))
          .orderBy(desc(quarters.quarter))
          .limit(1),
        db
          .select({ id: organisations.id, name: organisations.name })
          .from(organisations)
          .where(eq(organisations.kind, "company"))
          .orderBy(asc(organisations.id)),
        tenureMark(db),
        programmeMark(db),
        formerRows(db),
        checkingRows(db),
        pictureMark(db),
      ])
      return {
        publications: published.flatMap(({ manifestHash, editionTitle, ...release }) =>
          manifestHash === null
            ? []
            : [{ ...release, manifestHash, editionTitle: stored.editionTitle(editionTitle) }],
        ),
        superseded: superseded.flatMap(({ manifestHash, publishedAt, editionTitle, ...release }) =>
          manifestHash === null || publishedAt === null
            ? []
            : [
                {
                  ...release,
                  manifestHash,
                  publishedAt,
                  editionTitle: stored.editionTitle(editionTitle),
                },
              ],
        ),
        press: read(press),
        districts,
        open: open[0] ?? null,
        checking:
          checking.map(({ period, windowDay }) => ({
            quarter: periodOf(period),
            until: windowDay,
          }))[0] ?? null,
        companies,
        tenureMark: marks[0]?.mark ?? "",
        programmeMark: programmeMarks[0]?.mark ?? "",
        pictureMark: pictureMarks[0]?.mark ?? "",
        former: former.map(({ slug, names }) => ({ slug, names: stored.formerNames(names) })),
      }
    },

    /** Which company has managed which estate since when, oldest first; one round trip. */
    async tenures(): Promise<{ slug: string; company: string; fromDate: string }[]> {
      return db
        .select({ slug: estates.slug, company: organisations.name, fromDate: tenures.fromDate })
        .from(tenures)
        .innerJoin(estates, eq(estates.id, tenures.estateId))
        .innerJoin(organisations, eq(organisations.id, tenures.organisationId))
        .where(and(ne(estates.origin, "press"), eq(organisations.kind, "company")))
        .orderBy(asc(estates.slug), asc(tenures.fromDate))
    },

    /** An edition in full; 0 round trips once the isolate has seen it. */
    edition: (id: string): Promise<Edition> => editionReads(db).get(id),

    /** The document of an edition as stored (canonical JSON); 0 round trips once the isolate has seen it. */
    editionDocument: (id: string): Promise<string> => editionReads(db).document(id),
  }
}

export type PublicData = ReturnType<typeof publicData>
export type PublicRows = Awaited<ReturnType<PublicData["rows"]>>
