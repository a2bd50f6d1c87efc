import type { MemberActor, Role } from "../../domain/actor.ts"
import { personalMark } from "../../domain/audit/personal-mark.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { blockedUntil } from "../../domain/identity/attempts.ts"
import { firstPassword, firstPasswordEnd } from "../../domain/identity/first-password.ts"
import { noEmail } from "../../domain/identity/no-email.ts"
import { headRole, mayBeLimited, readRole } from "../../domain/organisation/heads.ts"
import { readSlipPeople, type SlipPerson } from "../../domain/organisation/slip-people.ts"
import { may, rolesOf } from "../../domain/permissions.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "../identity/deps.ts"
import { tooManyTries } from "../identity/own-password.ts"
import { ownTry } from "../identity/tries.ts"

export type SlipDeps = Pick<IdentityDeps, "passwords" | "tokens">

/** What is printed of an account: with its first password, which is nowhere else. */
export interface Slip {
  memberId: string
  name: string
  signInName: string
  mobile: string | null
  password: string
  until: Date
}

export interface SlipRequest {
  /** One a line. */
  people: string
  role: string
  /** Whether they work on some estates only, which are chosen afterwards; none until then. */
  limited: boolean
}

/** The roles that an account made with a slip may have: a head comes by invitation, with an e-mail of its own. */
export function slipRoles({ organisation: { kind } }: Pick<MemberActor, "organisation">): Role[] {
  return rolesOf[kind].filter((role) => role !== headRole(kind))
}

async function readRequest(ctx: UseCaseContext<MemberActor>, request: SlipRequest) {
  const { organisation } = ctx.actor
  const role = readRole(organisation.kind, request.role)
  const { people, faults } = readSlipPeople(request.people)
  const roleFaults: Fault[] =
    role === null || !slipRoles(ctx.actor).includes(role) ? [{ rule: "role_missing", field: "role" }] : []
  if (role === null || roleFaults.length + faults.length > 0)
    throw new DomainError("invalid", "invalid", [...roleFaults, ...faults])
  const { counted, taken } = await ctx.read.identity.tryNewIds(people, [ownTry("slip", ctx.actor)], ctx.now())
  const until = blockedUntil(counted)
  if (until) throw tooManyTries(until)
  const others = people.flatMap(({ name }, at): Fault[] =>
    taken[at] ? [{ rule: "slip_taken", field: "people", with: { line: at + 1, name } }] : [],
  )
  if (others.length > 0) throw new DomainError("invalid", "invalid", others)
  return { role, people }
}

/** An account as it is stored, and its slip as it is printed. */
async function madeOf(ctx: UseCaseContext<MemberActor>, deps: SlipDeps, person: SlipPerson) {
  const [userId, memberId, salt, at] = [ctx.newId(), ctx.newId(), ctx.newId(), ctx.now()]
  const password = firstPassword(deps.tokens.make())
  const until = firstPasswordEnd(at)
  const user = { id: userId, ...person, email: noEmail(userId), salt, createdAt: at, updatedAt: at }
  const slip: Slip = { memberId, ...person, password, until }
  return { user, slip, salt, hash: await deps.passwords.hash(password) }
}

/**
 * A head makes accounts for people who read no mail: each has a sign-in name and a first password, which is answered here and
 * nowhere else; null when a repetition finds that it has happened already. Errors: forbidden, invalid (faults at `people`,
 * `role`, `too_many_tries`), stale; TooBusy.
 */
export async function makeAccounts(
  ctx: UseCaseContext<MemberActor>,
  deps: SlipDeps,
  request: SlipRequest,
  command: { key: string },
): Promise<Slip[] | null> {
  if (!may(ctx.actor, "member.manage") || ctx.actor.key) throw new DomainError("forbidden", "forbidden")
  const { role, people } = await readRequest(ctx, request)
  const { organisation, memberId: invitedBy } = ctx.actor
  const limited = request.limited && mayBeLimited(organisation.kind, role)
  const made: Awaited<ReturnType<typeof madeOf>>[] = []
  for (const person of people) made.push(await madeOf(ctx, deps, person))
  const at = ctx.now()
  const action = "member.make_account"
  const { repeated } = await ctx.write({ key: command.key, action, result: null }, (store) => {
    for (const { user, slip, salt, hash } of made) {
      const { memberId: id, until, name, signInName, mobile } = slip
      store.members.addPerson(user, hash, until)
      const seat = { id, userId: user.id, organisationId: organisation.id, role, limited, invitedBy }
      store.members.add({ ...seat, createdAt: at.toISOString() })
      const mark = (value: string | null) => (value === null ? null : personalMark(salt, value))
      store.audit.record({
        id: ctx.newId(),
        at,
        action,
        entity: "member",
        entityId: id,
        detail: { until: until.toISOString() },
        after: { name: mark(name), signInName: mark(signInName), mobile: mark(mobile), role, limited },
      })
    }
  })
  return repeated ? null : made.map(({ slip }) => slip)
}
