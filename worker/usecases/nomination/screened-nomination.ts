import type { NominationSheet } from "../../data/nominations.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"

/** A nomination on the desk of its programme's organiser. Errors: forbidden, not_found (also of another programme). */
export async function screenedNomination(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  id: string,
  permission: "programme.read" | "programme.run" = "programme.run",
): Promise<NominationSheet> {
  if (!may(ctx.actor, permission)) throw new DomainError("forbidden", "forbidden")
  const sheet = await ctx.read.nominations.find(id)
  const own = sheet?.programme.organisationId === ctx.actor.organisation.id
  if (!sheet || !own || sheet.programme.slug !== slug) throw new DomainError("not_found", "not_found")
  return sheet
}

/** The same with what its page shows. */
export async function openScreened(ctx: UseCaseContext<MemberActor>, slug: string, id: string) {
  const sheet = await screenedNomination(ctx, slug, id, "programme.read")
  const pending = sheet.overrides.find(({ decidedAt }) => decidedAt === null) ?? null
  return {
    ...sheet,
    rules: rulesOf(sheet.programme),
    pending,
    /** Whether the actor asked itself, so that somebody else has to decide. */
    ownRequest: pending?.askedBy === ctx.actor.userId,
    mayRun: may(ctx.actor, "programme.run"),
  }
}
