import type { ProgrammeDesk } from "../../data/programme-desk.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may, type Permission } from "../../domain/permissions.ts"
import type { BasisRelease } from "../../domain/selection/check-basics.ts"
import { type CheckedRules, checkRules } from "../../domain/selection/check-rules.ts"
import type { CheckRule } from "../../domain/selection/expression.ts"
import { changeablePhases, changedRules } from "../../domain/selection/fixed-rules.ts"
import type { Phase } from "../../domain/selection/phases.ts"
import type { ProgrammeRules, RulesDraft } from "../../domain/selection/rules.ts"
import type { UseCaseContext } from "../context.ts"

/** A programme of the own organisation with everything that its desk shows; one round trip. Errors: forbidden, not_found. */
export async function openDesk(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  permission: Permission = "programme.read",
): Promise<ProgrammeDesk> {
  if (!may(ctx.actor, permission)) throw new DomainError("forbidden", "forbidden")
  const desk = await ctx.read.programmeDesk.open(slug)
  if (!desk) throw new DomainError("not_found", "not_found")
  return desk
}

/** The same, as the person saw it. Errors: stale besides. */
export async function deskToChange(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  permission: Permission,
  revision: number,
): Promise<ProgrammeDesk> {
  const desk = await openDesk(ctx, slug, permission)
  if (desk.programme.revision !== revision)
    throw await ctx.outrun({ entity: "programme", id: desk.programme.id })
  return desk
}

/** Whether the draft of a programme can be typed: before it opens, and as the next version until a list is frozen. */
export function isTypable({ phase, stoppedAt }: { phase: Phase; stoppedAt: string | null }): boolean {
  return stoppedAt === null && (phase === "draft" || changeablePhases.some((one) => one === phase))
}

/** The releases that rules can rest on. What a programme rests on since its opening stays, whatever was released anew. */
export function basesOf({ programme, releases }: ProgrammeDesk): BasisRelease[] {
  const own = programme.rules?.basis
  if (!own || releases.some(({ id }) => id === own.releaseId)) return releases
  const { releaseId: id, ...basis } = own
  return [{ id, ...basis }, ...releases]
}

/** What is wrong with a draft, as far as this programme goes. */
export function checkDraft(desk: ProgrammeDesk, draft: RulesDraft, check: CheckRule): CheckedRules {
  return checkRules(draft, {
    releases: basesOf(desk),
    districts: desk.districts,
    checkExpression: check,
  })
}

/** Which rules of the draft differ from the version in force; none before there is one. */
export function pendingKeys({ programme }: Pick<ProgrammeDesk, "programme">): (keyof ProgrammeRules)[] {
  const { rules, draft, stoppedAt } = programme
  if (!rules || stoppedAt) return []
  const next = { ...rules, ...draft, organiser: rules.organiser }
  return changedRules(rules, next)
}
