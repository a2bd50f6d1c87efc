import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { InterestKind } from "../../domain/selection/interests.ts"
import type { UseCaseContext } from "../context.ts"

/** The actor's own part as a judge with its conflicts' graph, to be changed; one round trip. Errors: forbidden, not_found. */
export async function ownToChange(
  ctx: UseCaseContext<MemberActor>,
  judgeId: string,
  thing: { kind: InterestKind; ref: string } = { kind: "place", ref: "" },
) {
  if (!may(ctx.actor, "review.write")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.ownJudging.toChange(judgeId, thing)
  if (!found) throw new DomainError("not_found", "not_found")
  return found
}

/** What a search finds to declare an interest in; one round trip. Errors: forbidden, not_found. */
export async function interestChoices(
  ctx: UseCaseContext<MemberActor>,
  judgeId: string,
  { kind, q }: { kind: InterestKind; q: string },
) {
  if (!may(ctx.actor, "review.write")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.ownJudging.choices(judgeId, kind, q)
  if (!found) throw new DomainError("not_found", "not_found")
  return found
}
