import type { MemberActor, OrganisationKind } from "../actor.ts"
import { may } from "../permissions.ts"
import { levelOf, type Place, standingOf } from "../place.ts"

/** How long somebody may take to confirm a request. */
export const resetDays = 7
/** The longest reason, in characters. */
export const longestReason = 300

/** Whose second factor is lost. */
export interface ResetOwner {
  userId: string
  organisation: { id: string; kind: OrganisationKind }
}

/** A request as those who decide see it. */
export interface AskedReset extends ResetOwner {
  askerId: string
  /** Places whose authorities stand above the owner's, the nearest first. */
  superiors: readonly string[]
}

/** The places above an authority's own; `street` is the street of a community. A city has none. */
export function superiorPlaces(place: Place, street: Place | null, city: string): string[] {
  if (levelOf(place.code) === "city") return []
  const standing = standingOf(place, street)
  const above = [standing?.streetCode, standing?.districtCode, city]
  return above.filter((code): code is string => typeof code === "string" && code !== place.code)
}

const operates = (actor: MemberActor) =>
  actor.organisation.kind === "platform" && may(actor, "factor.confirm")

/** Why somebody may not ask for it, or null: a head of the owner's organisation, or the operator, for somebody else. */
export function askingFault(actor: MemberActor, owner: ResetOwner): "forbidden" | "reset_own" | null {
  const head = may(actor, "factor.manage") && actor.organisation.id === owner.organisation.id
  if (!head && !operates(actor)) return "forbidden"
  return actor.userId === owner.userId ? "reset_own" : null
}

/**
 * Why somebody may not confirm a request, or null: who approves for an authority above the owner's, or an operator;
 * never the one who asked, nor the owner.
 */
export function confirmingFault(
  actor: MemberActor,
  reset: AskedReset,
): "not_found" | "reset_own" | "reset_asked" | null {
  const { kind, placeCode } = actor.organisation
  const above = kind === "authority" && placeCode !== null && reset.superiors.includes(placeCode)
  if (!may(actor, "factor.confirm") || !(above || kind === "platform")) return "not_found"
  if (actor.userId === reset.userId) return "reset_own"
  return actor.userId === reset.askerId ? "reset_asked" : null
}

/** Whether somebody may stop a request: whoever may decide about it, and the heads of the owner's organisation. */
export function mayStop(actor: MemberActor, reset: AskedReset): boolean {
  const head = may(actor, "factor.manage") && actor.organisation.id === reset.organisation.id
  return head || confirmingFault(actor, reset) !== "not_found"
}

/** The reason that somebody typed, or the fault. */
export function readReason(typed: string): { reason: string } | { fault: string } {
  const reason = typed.normalize("NFC").replaceAll(/\s+/g, " ").trim()
  if (reason === "") return { fault: "reset_reason_missing" }
  return Array.from(reason).length > longestReason || /\p{Cc}/u.test(reason)
    ? { fault: "reset_reason_long" }
    : { reason }
}
