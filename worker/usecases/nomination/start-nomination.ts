import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import { requireOpen } from "./open-nomination.ts"

type Typed = { programme: string; estate: string; category: string }
type Found = Awaited<ReturnType<UseCaseContext["read"]["nominations"]["toNominate"]>>

/** Random, and says nothing of who it is. */
const blindCode = (id: string) => `C-${id.replaceAll("-", "").slice(0, 10).toUpperCase()}`

function requireEstate({ estate, standing }: Found, organisationId: string) {
  if (!estate) throw new DomainError("not_found", "not_found")
  if (estate.origin === "press") throw new DomainError("conflict", "nomination_press")
  if (estate.retired) throw new DomainError("conflict", "nomination_retired")
  if (!estate.inBasis) throw new DomainError("conflict", "nomination_not_in_basis")
  const taken = standing.find(({ state }) => state === "submitted")
  if (taken)
    throw new DomainError("conflict", "nomination_taken", [], {
      by: taken.organisation,
      own: taken.organisationId === organisationId ? 1 : 0,
    })
  return estate
}

/**
 * Begins to nominate an estate in a category; where the organisation has a draft already, that one goes on. Errors:
 * forbidden, not_found (programme or estate out of reach), conflict (closed, press only, retired, not in the basis,
 * nominated by somebody), invalid (category).
 */
export async function startNomination(
  ctx: UseCaseContext<MemberActor>,
  typed: Typed,
  command: { key: string },
): Promise<{ id: string }> {
  const { actor } = ctx
  if (!may(actor, "nomination.edit")) throw new DomainError("forbidden", "forbidden")
  const now = ctx.now()
  const today = dayOf(now.getTime())
  const found = await ctx.read.nominations.toNominate(typed.programme, typed.estate, typed.category, today)
  const { programme } = found
  if (!programme) throw new DomainError("not_found", "not_found")
  const { categories } = rulesOf(programme)
  requireOpen({ programme }, now)
  if (!categories.some(({ code }) => code === typed.category))
    throw new DomainError("invalid", "invalid", [{ rule: "nomination_category", field: "category" }])
  const estate = requireEstate(found, actor.organisation.id)
  const begun = found.standing.find(({ organisationId }) => organisationId === actor.organisation.id)
  if (begun) return { id: begun.id }
  const id = ctx.newId()
  const row = {
    programmeId: programme.id,
    category: typed.category,
    estateId: estate.id,
    state: "draft" as const,
  }
  const at = now.toISOString()
  const { result } = await ctx.write(
    { key: command.key, action: "nomination.start", result: { id } },
    (store) => {
      store.programmes.during(programme.id, "open")
      store.nominations.create({
        ...row,
        id,
        organisationId: actor.organisation.id,
        rulesVersion: programme.rulesVersion,
        blindCode: blindCode(ctx.newId()),
        memberId: actor.memberId,
        createdAt: at,
        updatedAt: at,
      })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "nomination.start",
        entity: "nomination",
        entityId: id,
        detail: { programme: programme.slug, estate: estate.slug, category: typed.category },
        ...changedFields(null, row),
      })
    },
  )
  return result
}
