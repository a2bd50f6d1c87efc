import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { evidence } from "../../schema/tables/evidence.ts"
import { publications } from "../../schema/tables/releases.ts"
import type { PublicPicture } from "../domain/evidence/public-picture.ts"
import type { Database } from "./database.ts"

/** What an authority shows of a quarter that has been released, and has not been taken away. */
const shown = (db: Database) =>
  and(
    isNotNull(evidence.publicName),
    isNull(evidence.removedAt),
    inArray(evidence.quarter, db.select({ period: publications.period }).from(publications)),
  )

/** Changes when a picture is shown, taken back, described otherwise or released; it spares reading all of them. */
export function pictureMark(db: Database) {
  return db
    .select({
      mark: sql<string>`count(*) || ' ' || total(${evidence}.rowid) || ' ' || total(${evidence.revision}) || ' ' ||
        coalesce(max(${evidence.publishedAt}), '') || ' ' || total(julianday(${evidence.publishedAt}))`,
    })
    .from(evidence)
    .where(shown(db))
}

/** Pictures that everybody may see, with nothing that their sender wrote. */
export function publicPictures(db: Database) {
  return {
    /** By estate, then as they were added; one round trip. */
    async pictures(): Promise<(PublicPicture & { slug: string })[]> {
      const rows = await db
        .select({
          slug: estates.slug,
          quarter: evidence.quarter,
          indicator: evidence.indicator,
          side: evidence.side,
          pair: evidence.pair,
          width: evidence.width,
          height: evidence.height,
          name: evidence.publicName,
        })
        .from(evidence)
        .innerJoin(estates, eq(estates.id, evidence.estateId))
        .where(shown(db))
        .orderBy(asc(estates.slug), asc(evidence.quarter), asc(evidence.addedAt), asc(evidence.id))
      return rows.flatMap(({ name, ...row }) => (name === null ? [] : [{ ...row, name }]))
    },
  }
}
