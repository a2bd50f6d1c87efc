import type { MemberActor } from "../domain/actor.ts"
import { DomainError } from "../domain/errors.ts"
import { may } from "../domain/permissions.ts"
import { type Act, commonRefusals, type EventOf, type Hand } from "./act.ts"
import type { UseCaseContext } from "./context.ts"
import { once } from "./once.ts"

/** `undeclared` of contexts that nobody waits behind, in tests and seeding: there it ends what is done. */
export function refuseUndeclared(act: string, rule: string): never {
  throw new Error(`the act ${act} is refused as ${rule}, which it does not declare`)
}

type Ctx = UseCaseContext<MemberActor>

function handOf<Rule extends string>(
  ctx: Ctx,
  refusals: Act<never, never, never, Rule, unknown>["refusals"],
): Hand<Rule> {
  const {
    actor,
    newId,
    calendar,
    formLink,
    filingLink,
    quarterLink,
    requestLink,
    deputiesLink,
    read,
    outrun,
  } = ctx
  const codes = { ...commonRefusals, ...refusals }
  return {
    actor,
    newId,
    calendar,
    formLink,
    filingLink,
    quarterLink,
    requestLink,
    deputiesLink,
    read,
    outrun,
    now: ctx.now(),
    refusal: (rule, about = {}) => new DomainError(codes[rule], rule, about.faults, about.with),
  }
}

/** The rule's plan; a refusal that the act does not declare is told to the context. */
async function planned<Open, Name, In, Rule extends string, Result>(
  ctx: Ctx,
  {
    act,
    open,
    asked,
    hand,
  }: { act: Act<Open, Name, In, Rule, Result>; open: Open; asked: In; hand: Hand<Rule> },
) {
  try {
    return await act.plan(open, asked, hand)
  } catch (error) {
    if (error instanceof DomainError && error.code !== "stale") {
      const declared: Record<string, string> = { ...commonRefusals, ...act.refusals }
      if (declared[error.rule] !== error.code) ctx.undeclared(act.name, error.rule)
    }
    throw error
  }
}

/**
 * Does an act, once for each key: permission, rule, then one atomic batch with its event. Answers the result and what it
 * was done to at last (opened anew where somebody was faster and the act may be tried again). At most one round trip
 * besides those of the rule when nobody was faster. Errors: forbidden, the act's refusals, stale, conflict `key_reused`.
 */
export async function perform<Open, Name, In, Rule extends string, Result>(
  ctx: Ctx,
  act: Act<Open, Name, In, Rule, Result>,
  opened: Open,
  asked: In,
  { key }: { key: string },
): Promise<{ result: Result; open: Open }> {
  if (!act.may.some((permission) => may(ctx.actor, permission)))
    throw new DomainError("forbidden", "forbidden")
  const { name: action, again } = act
  let open = opened
  for (let attempt = 1; ; attempt++) {
    const now = open
    try {
      const result = await once(ctx, { key, action }, async () => {
        const hand = handOf(ctx, act.refusals)
        const plan = await planned(ctx, { act, open: now, asked, hand })
        const written = await ctx.write({ key, action, result: plan.result }, (store) => {
          plan.write(store)
          const recorded = (event: EventOf) => ({ id: ctx.newId(), at: hand.now, action, ...event })
          if (Array.isArray(plan.event)) store.audit.recordMany(plan.event.map(recorded))
          else store.audit.record(recorded(plan.event as EventOf))
        })
        return written.result
      })
      return { result, open: now }
    } catch (error) {
      const outrun = error instanceof DomainError && error.code === "stale"
      if (!outrun || !again || attempt >= again.most) throw error
      open = await act.on.open(ctx, act.on.nameOf(now))
      if (!again.when(open, asked)) throw error
    }
  }
}
