import type { Dossier } from "../../data/dossier.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { isQuarter } from "../../domain/quarter.ts"
import type { Edition, Provider } from "../../domain/scoring/edition.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { unconfirmed } from "../../domain/submission/carried.ts"
import type { UseCaseContext } from "../context.ts"
import { type Filing, filingOf, providerOf } from "./open-filing.ts"
import { openDossier } from "./open-submission.ts"

/** One estate in a filing book, with what stands in its form. */
export interface BookRow {
  slug: string
  name: string
  /** What stands in the form, by key. */
  texts: ReadonlyMap<string, string>
  reasons: ReadonlyMap<string, string>
  /** What was carried over from quarters before and nobody has confirmed yet, by key. */
  carried: ReadonlyMap<string, string>
  /** What counted of them in the quarter before, as it was verified. */
  last: ReadonlyMap<string, string>
  /** Keys that are typed for this estate; the others of the book are for other estates. */
  mine: ReadonlySet<string>
  /** Why nothing can be typed, or null. */
  locked: Filing["locked"]
}

/** Everything that one organisation types in a quarter: a row for each estate, a column for each key. */
export interface Book {
  quarter: string
  provider: Provider
  /** Null where there is no estate to file for. */
  edition: Edition | null
  deadlineDay: string | null
  /** In the edition's order: what is typed for at least one of the estates. */
  keys: string[]
  rows: BookRow[]
}

/** A dossier opened as the actor's own part. */
export async function filingIn(
  dossier: Dossier,
  ctx: Pick<UseCaseContext<MemberActor>, "read" | "actor">,
): Promise<Filing> {
  return filingOf(await openDossier(ctx, dossier), ctx.actor)
}

/** Who asks and the quarter of a book. Errors: forbidden, not_found. */
export function askedBook(ctx: UseCaseContext<MemberActor>, quarter: string): Provider {
  const provider = providerOf(ctx.actor)
  if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
  return provider
}

/**
 * Goes through all filings of the actor's in a quarter, so many at a time (DOSSIERS_AT_A_TIME of data/books.ts); what
 * `look` keeps of one is all that stays in memory. A round trip for each of these.
 * Errors: forbidden.
 */
export async function eachFiling<T>(
  ctx: UseCaseContext<MemberActor>,
  quarter: string,
  look: (filing: Filing) => T,
): Promise<T[]> {
  providerOf(ctx.actor)
  const kept: T[] = []
  for (let after: string | null = ""; after !== null; ) {
    const { dossiers, next }: { dossiers: Dossier[]; next: string | null } = await ctx.read.books.page(
      quarter,
      after,
    )
    for (const dossier of dossiers) kept.push(look(await filingIn(dossier, ctx)))
    after = next
  }
  return kept
}

/** The book of the actor's organisation. Errors: forbidden, not_found (no quarter). */
export async function openBook(ctx: UseCaseContext<MemberActor>, quarter: string): Promise<Book> {
  const provider = askedBook(ctx, quarter)
  let edition: Edition | null = null
  let deadlineDay: string | null = null
  const used = new Set<string>()
  const rows = await eachFiling(ctx, quarter, (filing): BookRow => {
    const { dossier, mine, typed, locked } = filing
    edition ??= filing.edition
    deadlineDay ??= dossier.quarter.deadlineDay
    for (const key of mine) used.add(key)
    const { slug, name } = dossier.estate
    const open = unconfirmed(filing.carried, typed)
    const carried = new Map([...open].map(([key, one]) => [key, one.text]))
    const last = new Map(
      [...filing.previous].flatMap(([key, value]) => (mine.has(key) ? [[key, String(value)] as const] : [])),
    )
    return { slug, name, ...typed, carried, last, mine, locked }
  })
  const keys = edition === null ? [] : [...editionKeys(edition).keys()].filter((key) => used.has(key))
  return { quarter, provider, edition, deadlineDay, keys, rows }
}
