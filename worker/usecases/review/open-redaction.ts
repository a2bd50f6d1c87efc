import type { Reads } from "../../data/reads.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { sha256 } from "../../domain/scoring/sha256.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"

type Found = NonNullable<Awaited<ReturnType<Reads["reviews"]["redaction"]>>>

/** The anonymous material of one candidate, for those who run its programme. */
export type OpenRedaction = Found & { rules: ReturnType<typeof rulesOf>; seen: string }

/** How far the anonymous material of all candidates has come. Errors: forbidden, not_found, conflict. */
export async function listRedactions(ctx: UseCaseContext<MemberActor>, slug: string) {
  if (!may(ctx.actor, "programme.run")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.reviews.redactions(slug)
  if (!found) throw new DomainError("not_found", "not_found")
  return { ...found, rules: rulesOf(found.programme) }
}

/** Opens the anonymous material of one candidate. Errors: forbidden, not_found. */
export async function openRedaction(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  blindCode: string,
): Promise<OpenRedaction> {
  if (!may(ctx.actor, "programme.run")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.reviews.redaction(slug, blindCode)
  if (!found) throw new DomainError("not_found", "not_found")
  const seen = sha256(JSON.stringify(found.nomination.redactedAnswers)).slice(0, 16)
  return { ...found, rules: rulesOf(found.programme), seen }
}
