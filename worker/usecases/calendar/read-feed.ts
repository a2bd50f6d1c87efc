import type { VisitorActor } from "../../domain/actor.ts"
import { FEED_DAYS, type FeedEntry, feedKinds } from "../../domain/deadline/feed.ts"
import { DomainError } from "../../domain/errors.ts"
import { blockedUntil } from "../../domain/identity/attempts.ts"
import { dayOf, shiftDay } from "../../domain/quarter.ts"
import { sha256 } from "../../domain/scoring/sha256.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "../identity/deps.ts"
import { addressTry } from "../identity/tries.ts"

/** A person's calendar: its language, and the deadlines that concern it as long as something waits. */
export interface Feed {
  language: "zh" | "en" | null
  entries: FeedEntry[]
}

/**
 * The calendar of a secret address. Nothing in it is personal, and no figure but how many things wait. Two round trips.
 * Answers until when too many were asked for from there. Errors: not_found, the same for an address that never was, was
 * renewed or turned off.
 */
export async function readFeed(
  ctx: UseCaseContext<VisitorActor>,
  { tokens }: Pick<IdentityDeps, "tokens">,
  { token, address }: { token: string; address: string | null },
): Promise<Feed | { until: Date }> {
  const now = ctx.now()
  const today = dayOf(now.getTime())
  const days = { from: today, to: shiftDay(today, FEED_DAYS) }
  const found = await ctx.read.deadlines.ofFeed(tokens.hash(token), addressTry("feed", address), {
    days,
    now,
  })
  const until = blockedUntil(found.counted)
  if (until) return { until }
  const { owner, coming } = found
  if (!owner) throw new DomainError("not_found", "not_found")
  const asked = feedKinds.flatMap(({ told: kind, dates }) =>
    (coming.get(dates) ?? []).flatMap((deadline) =>
      // The day of some estates alone is no place's.
      deadline.apart && kind.name !== dates ? [] : [{ kind, deadline, today }],
    ),
  )
  const waiting = await ctx.read.deadlines.waitingOf(owner.userId, asked)
  const entries = asked.flatMap(({ kind, deadline }, at) =>
    (waiting[at] ?? []).map(({ organisationId, n }): FeedEntry => {
      const { subject, day, quarter, programme, apart } = deadline
      const about = [kind.name, subject, organisationId, owner.userId, ...(apart ? [day] : [])]
      const id = sha256(about.join("/")).slice(0, 32)
      return { id, kind: kind.name, day, count: n, quarter, programme, subject }
    }),
  )
  return { language: owner.language, entries }
}
