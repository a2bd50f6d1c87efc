import { asc, desc, eq, ne } from "drizzle-orm"
import { awards } from "../../schema/tables/awards.ts"
import { estates } from "../../schema/tables/estates.ts"
import { objections } from "../../schema/tables/nominations.ts"
import { notices, programmes, shortlists } from "../../schema/tables/programmes.ts"
import { claimWords } from "../domain/public-text.ts"
import type { Database } from "./database.ts"
import { stored } from "./stored.ts"

const opened = ne(programmes.phase, "draft")

/** A list as everybody sees it: without the reserve and without those who are not on it, but with who withdrew. */
function publicList({ document, hash }: { document: string; hash: string }) {
  const { number, frozenAt, categories } = stored.shortlistDocument(document)
  return {
    number,
    hash,
    frozenAt,
    withdrawn: categories.flatMap(({ left }) =>
      left.flatMap(({ nominationId, reason }) => (reason === "withdrawn" ? [nominationId] : [])),
    ),
    categories: categories.map((category) => ({ ...category, reserve: [], left: [] })),
  }
}

function listsOf(db: Database) {
  return db
    .select({ slug: programmes.slug, document: shortlists.document, hash: shortlists.hash })
    .from(shortlists)
    .innerJoin(programmes, eq(programmes.id, shortlists.programmeId))
    .where(opened)
    .orderBy(asc(shortlists.number))
}

function noticesOf(db: Database) {
  return db
    .select({
      slug: programmes.slug,
      id: notices.id,
      number: notices.number,
      shortlistNumber: notices.shortlistNumber,
      fromDay: notices.fromDay,
      toDay: notices.toDay,
      workingDays: notices.workingDays,
      closedAt: notices.closedAt,
    })
    .from(notices)
    .innerJoin(programmes, eq(programmes.id, notices.programmeId))
    .where(opened)
    .orderBy(asc(notices.number))
}

/** Never who objects; what it says leaves this file never: that may name people. */
function objectionsOf(db: Database) {
  return db
    .select({
      slug: programmes.slug,
      noticeId: objections.noticeId,
      nominationId: objections.nominationId,
      number: objections.number,
      state: objections.state,
      receivedAt: objections.receivedAt,
      replyDueDay: objections.replyDueDay,
      decidedAt: objections.decidedAt,
      reply: objections.reply,
      text: objections.text,
      receiptHash: objections.receiptHash,
    })
    .from(objections)
    .innerJoin(programmes, eq(programmes.id, objections.programmeId))
    .where(opened)
    .orderBy(asc(objections.number))
}

function awardsOf(db: Database) {
  return db
    .select({
      slug: programmes.slug,
      estateSlug: estates.slug,
      document: awards.document,
      hash: awards.hash,
      number: awards.certificateNumber,
      validTo: awards.validTo,
      awardedAt: awards.awardedAt,
      revokedAt: awards.revokedAt,
      revokeReason: awards.revokeReason,
    })
    .from(awards)
    .innerJoin(programmes, eq(programmes.id, awards.programmeId))
    .innerJoin(estates, eq(estates.id, awards.estateId))
    .orderBy(desc(awards.awardedAt), asc(awards.category), asc(awards.id))
}

/** What anybody may see from the notice of a programme to its certificates. */
export function publicAwards(db: Database) {
  return {
    /** All lists that are or were on notice, notices, objections and awards; one round trip. */
    async outcomes() {
      const [lists, found, objected, awarded] = await db.batch([
        listsOf(db),
        noticesOf(db),
        objectionsOf(db),
        awardsOf(db),
      ])
      const slugs = [...new Set(found.map(({ slug }) => slug))]
      return {
        // A list that has not been put on notice yet is nobody's business.
        courses: slugs.map((slug) => {
          const own = found.filter((one) => one.slug === slug)
          return {
            slug,
            notices: own.map(({ slug: _, ...notice }) => notice),
            lists: lists.filter((one) => one.slug === slug).map(publicList),
            objections: objected.flatMap(({ slug: of, text, ...one }) =>
              of === slug ? [{ ...one, reply: claimWords(one.reply, text) }] : [],
            ),
          }
        }),
        awards: awarded.map(({ document, ...award }) => ({
          ...award,
          revokeReason: claimWords(award.revokeReason),
          document: stored.awardDocument(document),
        })),
      }
    },
  }
}
