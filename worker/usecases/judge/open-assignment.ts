import type { GivenTo } from "../../data/given-assignment.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { assignmentPhases } from "../../domain/selection/judging-phases.ts"
import { planAssignment } from "../../domain/selection/plan-assignment.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase, rulesOf } from "../programme/open-programme.ts"

function require(ctx: UseCaseContext<MemberActor>, permission: "programme.read" | "programme.run"): void {
  if (!may(ctx.actor, permission)) throw new DomainError("forbidden", "forbidden")
}

function found<T>(read: T | null): T {
  if (read === null) throw new DomainError("not_found", "not_found")
  return read
}

/** Who judges what, a page of candidates; one round trip. Errors: forbidden, not_found. */
export async function openAssignment(ctx: UseCaseContext<MemberActor>, slug: string, page: number) {
  require(ctx, "programme.read")
  return found(await ctx.read.assignments.desk(slug, page))
}

/** All that stands, as a table; one round trip. Errors: forbidden, not_found. */
export async function openAssignmentTable(ctx: UseCaseContext<MemberActor>, slug: string) {
  require(ctx, "programme.read")
  return found(await ctx.read.assignments.table(slug))
}

/** What a distribution rests on, to be changed; one round trip. Errors: forbidden, not_found, conflict (the phase). */
export async function assignmentToChange(ctx: UseCaseContext<MemberActor>, slug: string) {
  require(ctx, "programme.run")
  const read = found(await ctx.read.assignments.plan(slug))
  requirePhase(read.programme, ...assignmentPhases)
  return read
}

/** One pair as it is typed, to be added; one round trip. Errors: forbidden, not_found, conflict (the phase). */
export async function pairToChange(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  { judgeId, code }: { judgeId: string; code: string },
) {
  require(ctx, "programme.run")
  const read = found(await ctx.read.assignments.pair(slug, judgeId, code))
  requirePhase(read.programme, ...assignmentPhases)
  return read
}

/** One assignment that may be taken back; one round trip. Errors: forbidden, not_found. */
export async function openGiven(ctx: UseCaseContext<MemberActor>, slug: string, which: GivenTo) {
  require(ctx, "programme.run")
  return found(await ctx.read.assignments.given(slug, which))
}

/** The same page with what a run would do now; nothing is written. One round trip. Errors: as `assignmentToChange`. */
export async function previewAssignment(ctx: UseCaseContext<MemberActor>, slug: string, page: number) {
  require(ctx, "programme.run")
  const read = found(await ctx.read.assignments.deskWithGraph(slug, page))
  requirePhase(read.programme, ...assignmentPhases)
  const { graph, judges, taken } = read
  const when = { asOf: dayOf(ctx.now().getTime()), taken }
  const plan = planAssignment(rulesOf(read.programme), graph, judges, when)
  return { ...read, plan }
}
