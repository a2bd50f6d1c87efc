import type { Account } from "../../data/identity.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { blockedUntil, type CountedTry, type Try } from "../../domain/identity/attempts.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { ownTry } from "./tries.ts"

/** `until` as the sentence of `too_many_tries` takes it. */
export function tooManyTries(until: Date): DomainError {
  return new DomainError("invalid", "too_many_tries", [], { until: until.toISOString() })
}

/**
 * The account of the person who acts, after its own password was checked; wrong ones are counted, and `more` tries with
 * them. Errors: DomainError invalid (`too_many_tries`, or the fault `password_wrong` at `field`).
 */
export async function ownAccount(
  ctx: UseCaseContext<MemberActor>,
  { passwords }: Pick<IdentityDeps, "passwords">,
  typed: { password: string; field?: string },
  more: readonly Try[] = [],
) {
  const tries = [ownTry("account", ctx.actor), ...more]
  const tried = await ctx.read.identity.tryOwn(ctx.actor.userId, tries, ctx.now())
  return { ...(await rightOwn(passwords, tried, typed)), tries }
}

/** The account of a counted try, after its password was checked. Errors: as those of ownAccount. */
export async function rightOwn(
  passwords: IdentityDeps["passwords"],
  { account, counted }: { account: Account | null; counted: readonly CountedTry[] },
  typed: { password: string; field?: string },
): Promise<Account> {
  const until = blockedUntil(counted)
  if (until) throw tooManyTries(until)
  const right = await passwords.verify(
    account?.credential.passwordHash ?? passwords.decoyHash,
    typed.password,
  )
  if (!account || !right) {
    const fault = { rule: "password_wrong", field: typed.field ?? "password" }
    throw new DomainError("invalid", "password_wrong", [fault])
  }
  return account
}
