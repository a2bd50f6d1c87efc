import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import type { ContentStore } from "../../domain/release/content-store.ts"
import { windowOpen } from "../../domain/release/preliminary.ts"
import type { UseCaseContext } from "../context.ts"
import { readCards } from "../public/release-files.ts"

/** Fewer scored estates than this tell of each other: no distribution is shown of them. */
export const LEAST_DISTRIBUTED = 5

/**
 * What a company reads of its own estates in the latest preliminary release, and an authority of those in its place; of
 * the others how many have which band, without names. What is withheld from the public is withheld here; null where none
 * stands. One round trip. Errors: forbidden, not_found (no quarter; `slug` is not in scope).
 */
export async function readPreliminary(
  ctx: UseCaseContext<MemberActor>,
  files: ContentStore,
  { quarter, page = 1, slug = null }: { quarter: string; page?: number; slug?: string | null },
) {
  if (!may(ctx.actor, "filing.read") && !may(ctx.actor, "quarter.read"))
    throw new DomainError("forbidden", "forbidden")
  if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
  const found = await ctx.read.preliminaries.page(quarter, { page, slug: slug?.slice(0, 100) ?? null })
  if (!found) return null
  if (slug !== null && found.rows.length === 0) throw new DomainError("not_found", "not_found")
  const { release, rows, outcomes } = found
  const manifest = await files.get("manifest", quarter, release.manifestHash ?? "")
  const cards = await readCards(
    files,
    { period: quarter, manifest },
    rows.map((row) => row.slug),
  )
  const bands = outcomes.filter(({ outcome }) => outcome === "scored")
  const scored = bands.reduce((sum, { n }) => sum + n, 0)
  return {
    ...found,
    quarter,
    page,
    cards: rows.flatMap((row) => cards.get(row.slug) ?? []),
    scored,
    all: outcomes.reduce((sum, { n }) => sum + n, 0),
    bands: scored < LEAST_DISTRIBUTED ? null : bands.map(({ band, n }) => ({ band, n })),
    edition: await ctx.read.editions.get(release.editionId),
    takesRequests: !found.final && windowOpen(release, ctx.now()),
  }
}
