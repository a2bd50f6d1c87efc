import type { Programme } from "../../data/programmes.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may, type Permission } from "../../domain/permissions.ts"
import type { Phase } from "../../domain/selection/phases.ts"
import type { ProgrammeRules } from "../../domain/selection/rules.ts"
import type { UseCaseContext } from "../context.ts"

/** A programme within the actor's scope; one round trip. Errors: forbidden, not_found. */
export async function openProgramme(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  permission: Permission = "programme.read",
): Promise<Programme> {
  if (!may(ctx.actor, permission)) throw new DomainError("forbidden", "forbidden")
  const programme = await ctx.read.programmes.find(slug)
  if (!programme) throw new DomainError("not_found", "not_found")
  return programme
}

/** The rules in force of a programme that has opened. Errors: conflict (`programme_draft`). */
export function rulesOf({ rules }: Pick<Programme, "rules">): ProgrammeRules {
  if (!rules) throw new DomainError("conflict", "programme_draft")
  return rules
}

/** Refuses an act in another phase than those it is for, or once the programme was stopped. Errors: conflict. */
export function requirePhase(
  { phase, stoppedAt }: Pick<Programme, "phase" | "stoppedAt">,
  ...allowed: readonly Phase[]
): void {
  if (stoppedAt !== null) throw new DomainError("conflict", "programme_stopped")
  if (!allowed.includes(phase)) throw new DomainError("conflict", "programme_phase", [], { phase })
}
