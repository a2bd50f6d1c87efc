import { DomainError } from "../../domain/errors.ts"
import { allows } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import { stepCount } from "../../domain/release/progress.ts"
import { isStalled } from "../../domain/release/stalled.ts"
import type { Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"

async function opened(ctx: Pick<UseCaseContext, "read">, quarter: string) {
  const found = isQuarter(quarter) ? await ctx.read.quarters.progress(quarter) : null
  if (!found) throw new DomainError("not_found", "not_found")
  return found
}

/** A quarter with its districts in scope and its release. */
export const quarters: Target<Awaited<ReturnType<typeof opened>>, { quarter: string }> = {
  open: (ctx, { quarter }) => opened(ctx, quarter),
  nameOf: ({ quarter: { quarter } }) => ({ quarter }),
}

/** A quarter with the progress of every district in scope and of its release; one round trip. Errors: forbidden, not_found. */
export async function quarterProgress(ctx: UseCaseContext, quarter: string) {
  if (!allows(ctx.actor, "quarter.read")) throw new DomainError("forbidden", "forbidden")
  const found = await opened(ctx, quarter)
  const { release, preliminary } = found
  const seen = (one: NonNullable<typeof release>) => ({
    ...one,
    ...stepCount(one),
    stalled: isStalled(one, ctx.now()),
  })
  return {
    ...found,
    release: release && seen(release),
    preliminary: preliminary && seen(preliminary),
  }
}
