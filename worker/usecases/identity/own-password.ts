import type { Account } from "../../data/identity.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { blockedUntil, type CountedTry, type Try } from "../../domain/identity/attempts.ts"
import type { Place } from "../../gateways/turns.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { ownTry } from "./tries.ts"

/** `until` as the sentence of `too_many_tries` takes it. */
export function tooManyTries(until: Date): DomainError {
  return new DomainError("invalid", "too_many_tries", [], { until: until.toISOString() })
}

/**
 * The account of the person who acts, after its own password was checked; wrong ones are counted, and `more` tries with
 * them. Errors: DomainError invalid (`too_many_tries`, or the fault `password_wrong` at `field`), TooBusy: then nothing
 * is counted.
 */
export async function ownAccount(
  ctx: UseCaseContext<MemberActor>,
  deps: Pick<IdentityDeps, "passwords">,
  typed: { password: string; field?: string },
  more: readonly Try[] = [],
) {
  return atPlace(deps, (place) => ownAccountAt(place, ctx, deps, typed, more))
}

/** Does something with passwords at one place of their queue, taken before anything else. Throws TooBusy. */
export async function atPlace<T>(
  { passwords }: Pick<IdentityDeps, "passwords">,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const place = passwords.enter()
  try {
    return await work(place)
  } finally {
    place.leave()
  }
}

/** The same at a place of the queue that is taken already. */
export async function ownAccountAt(
  place: Place,
  ctx: UseCaseContext<MemberActor>,
  { passwords }: Pick<IdentityDeps, "passwords">,
  typed: { password: string; field?: string },
  more: readonly Try[] = [],
) {
  const tries = [ownTry("account", ctx.actor), ...more]
  const tried = await ctx.read.identity.tryOwn(ctx.actor.userId, tries, ctx.now())
  return { ...(await rightOwn(place, passwords, tried, typed)), tries }
}

/** The account of a counted try, after its password was checked at a place of the queue. Errors: as those of ownAccount. */
export async function rightOwn(
  place: Place,
  passwords: IdentityDeps["passwords"],
  { account, counted }: { account: Account | null; counted: readonly CountedTry[] },
  typed: { password: string; field?: string },
): Promise<Account> {
  const until = blockedUntil(counted)
  if (until) throw tooManyTries(until)
  const right = await passwords.verify(
    account?.credential.passwordHash ?? passwords.decoyHash,
    typed.password,
    place,
  )
  if (!account || !right) {
    const fault = { rule: "password_wrong", field: typed.field ?? "password" }
    throw new DomainError("invalid", "password_wrong", [fault])
  }
  return account
}
