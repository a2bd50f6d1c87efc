import type { Subject } from "../../domain/audit/faster.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"

/** What an audit event says of what was explained: the rules, and how long the reason is; its words stand with what was done. */
export function reasonDetail(soft: readonly Fault[], reason: string): Record<string, unknown> {
  return soft.length > 0 ? { explained: soft.map(({ rule }) => rule), reasonLength: reason.length } : {}
}

/** The words of a reason that was asked for, kept with what was done; empty where nothing had to be explained. */
export function keptReason(soft: readonly Fault[], reason: string): string {
  return soft.length > 0 ? reason : ""
}

type Outrunning = Pick<UseCaseContext, "outrun">

/** The refusal of a write that had seen something older, in a sentence of its own; it names who was faster. */
export async function outrunAs(ctx: Outrunning, rule: string, about: Subject): Promise<DomainError> {
  const { faster } = await ctx.outrun(about)
  return new DomainError("stale", rule, [], {}, faster)
}

/** Two did it at once: the later one is told so in a sentence of its own, and who was first in the course of a programme. */
export async function whoWasFirst<T>(
  ctx: Outrunning,
  write: Promise<T>,
  rule: string,
  programmeId: string,
): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale" && error.rule === "stale")
      throw await outrunAs(ctx, rule, { entity: "course", id: programmeId })
    throw error
  }
}
