import type { MemberActor } from "../actor.ts"
import { secondFactorRoles } from "../permissions.ts"

/** Whether a member's role cannot act without a second factor. */
export function needsSecondFactor({ role }: Pick<MemberActor, "role">): boolean {
  return secondFactorRoles.includes(role)
}

/**
 * What a signed-in member has to do before anything else: type the code of its second factor (whoever has one), set one
 * up (whose role needs it), or nothing. A key stands for itself: whoever made it had passed.
 */
export function pendingStep(
  actor: Pick<MemberActor, "role" | "secondFactor" | "key">,
): "code" | "set-up" | null {
  if (actor.key) return null
  if (actor.secondFactor === "due") return "code"
  return actor.secondFactor === "off" && needsSecondFactor(actor) ? "set-up" : null
}

/** How many recovery codes a person gets at a time. */
export const recoveryCodeCount = 10

/** A code as it is compared: what people put between the groups is left out, full-width digits are digits. */
export function plainCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
}
