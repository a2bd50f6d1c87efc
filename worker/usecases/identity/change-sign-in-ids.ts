import type { OwnIds } from "../../data/identity.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { personalMark } from "../../domain/audit/personal-mark.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { plainSignInName, readMobile, signInNameFaults } from "../../domain/identity/sign-in-id.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { atPlace, rightOwn } from "./own-password.ts"
import { ownTry } from "./tries.ts"

interface Typed {
  signInName: string
  mobile: string
}

function readIds(typed: Typed): OwnIds {
  const faults: Fault[] = []
  const signInName = plainSignInName(typed.signInName) || null
  if (signInName !== null) faults.push(...signInNameFaults(signInName))
  const mobile = readMobile(typed.mobile)
  if (mobile === null && typed.mobile.trim() !== "") faults.push({ rule: "mobile_form", field: "mobile" })
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  return { signInName, mobile }
}

/**
 * Changes what a person signs in with beside its e-mail: a name and a mobile number, either may be empty. What somebody else
 * has is refused, so many times an hour that nobody finds out by it who has an account. Errors: DomainError invalid (faults
 * at `signInName`, `mobile` and `password`, `too_many_tries`), stale; TooBusy, and nothing is counted.
 */
export async function changeSignInIds(
  ctx: UseCaseContext<MemberActor>,
  deps: IdentityDeps,
  command: Typed & { key: string; password: string },
): Promise<void> {
  const { userId } = ctx.actor
  const ids = readIds(command)
  const password = ownTry("account", ctx.actor)
  const tries = [password, ownTry("signInId", ctx.actor)]
  const { user, credential, taken } = await atPlace(deps, async (place) => {
    const tried = await ctx.read.identity.tryIdsOfOwn(userId, ids, tries, ctx.now())
    const own = await rightOwn(place, deps.passwords, tried, { password: command.password })
    return { ...own, taken: tried.taken }
  })
  const faults: Fault[] = []
  if (taken.signInName) faults.push({ rule: "sign_in_name_other", field: "signInName" })
  if (taken.mobile) faults.push({ rule: "mobile_other", field: "mobile" })
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const salt = user.salt ?? ctx.newId()
  const mark = (value: string | null) => (value === null ? null : personalMark(salt, value))
  const marks = ({ signInName, mobile }: OwnIds) => ({ signInName: mark(signInName), mobile: mark(mobile) })
  const at = ctx.now()
  await ctx.write({ key: command.key, action: "sign_in.change", result: null }, (store) => {
    store.identity.expect(credential)
    store.identity.forgetTries([password])
    store.identity.setSignInIds(userId, { ...ids, salt }, at)
    store.mails.warn(userId, "sign_in_changed")
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "sign_in.change",
      entity: "user",
      entityId: userId,
      detail: {},
      ...changedFields(marks(user), marks(ids)),
    })
  })
}
