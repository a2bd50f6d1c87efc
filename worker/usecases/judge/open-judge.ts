import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"

const refuse = (code: "forbidden" | "not_found") => new DomainError(code, code)

/** What was found within reach; errors: forbidden, not_found. */
async function opened<T>(
  ctx: UseCaseContext<MemberActor>,
  permission: "programme.read" | "programme.run" | "review.write",
  read: () => Promise<T | null>,
): Promise<T> {
  if (!may(ctx.actor, permission)) throw refuse("forbidden")
  const found = await read()
  if (found === null) throw refuse("not_found")
  return found
}

/** The judges of a programme, for its organiser; one round trip. Errors: forbidden, not_found. */
export function openJudges(ctx: UseCaseContext<MemberActor>, slug: string) {
  return opened(ctx, "programme.read", () => ctx.read.judges.desk(slug))
}

/** One judge, for the organiser; one round trip. Errors: forbidden, not_found. */
export function openJudge(ctx: UseCaseContext<MemberActor>, slug: string, judgeId: string) {
  return opened(ctx, "programme.read", () => ctx.read.judges.one(slug, judgeId))
}

/** One judge with its part of the graph, to be changed; one round trip. Errors: forbidden, not_found. */
export function judgeToChange(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  judgeId: string,
  mark?: string,
) {
  return opened(ctx, "programme.run", () => ctx.read.judges.toChange(slug, judgeId, mark))
}

/** What the actor judges itself; one round trip. Errors: forbidden, not_found. */
export function openOwnJudging(ctx: UseCaseContext<MemberActor>, judgeId: string) {
  return opened(ctx, "review.write", () => ctx.read.ownJudging.open(judgeId))
}
