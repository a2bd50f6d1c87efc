import { z } from "@hono/zod-openapi"
import { day, instant, orNull } from "./schemas.ts"

const award = z
  .object({
    kind: z.literal("award"),
    number: z.string(),
    state: z.enum(["valid", "revoked", "expired"]),
    programme: z.object({
      slug: z.string(),
      title: z.string(),
      titleEn: z.string(),
      organiser: z.string(),
      approval: z.string(),
    }),
    category: z.string(),
    estate: z.object({
      slug: z.string(),
      name: z.string(),
      placeNames: z.array(z.string()),
      company: z.string().nullable(),
    }),
    basis: z.object({
      period: z.string(),
      manifestHash: z.string(),
      band: z.string().nullable(),
      base: z.number().nullable(),
    }),
    shortlist: z.object({
      number: z.number().int(),
      hash: z.string(),
      place: z.number().int(),
      total: z.number(),
    }),
    awardedOn: day,
    validFrom: day,
    validTo: day,
    revokedAt: orNull(instant),
    revokeReason: z.string().nullable(),
    demonstration: z.boolean(),
    hash: z.string(),
    links: z.object({ certificate: z.string(), notice: z.string() }),
  })
  .openapi("Award")

/** What newspapers reported is never mixed with what programmes run here awarded. */
const pressAward = z
  .object({
    kind: z.literal("press"),
    slug: z.string(),
    name: z.string(),
    placeNames: z.array(z.string()),
    year: z.number().int(),
    selected: z.string(),
    source: z.string(),
  })
  .openapi("PressAward")

export const awardList = z
  .object({
    disclaimer: z.string(),
    programmeDisclaimer: z.string(),
    awards: z.array(award),
    press: z.array(pressAward),
  })
  .openapi("AwardList")

/** The public archives of a decided programme, the oldest first. */
export const archiveHashes = z
  .object({
    disclaimer: z.string(),
    cell: z.string(),
    programme: z.object({ slug: z.string(), title: z.string(), organiser: z.string() }),
    archives: z.array(
      z.object({ number: z.number().int(), at: instant, hash: z.string(), file: z.string() }),
    ),
    kept: z.object({ hash: z.string(), archivedAt: instant }).nullable(),
  })
  .openapi("ArchiveHashes")
