import type { MemberActor, OrganisationKind, Role } from "../actor.ts"
import type { Fault } from "../errors.ts"
import { may, ownRole, rolesOf } from "../permissions.ts"
import { daysBetween } from "../quarter.ts"
import { headRole } from "./heads.ts"

/** The longest leave, in days. */
export const MOST_LEAVE_DAYS = 92
/** The longest reason, in characters. */
export const MOST_DEPUTY_REASON = 300

/** Roles that somebody can stand in for; the lowest has nothing that others of its authority have not. */
export const deputisedRoles = ["approver", "verifier"] as const

/** An authority in whose name somebody stands in: its place's superiors are those of worker/domain/place.ts, nearest first. */
export interface DeputyPlace {
  organisation: { id: string; kind: OrganisationKind }
  superiors: readonly string[]
}

/** A member who is absent or stands in; `elsewhere`: it is a member of another organisation as well. */
export interface Seat {
  memberId: string
  userId: string
  role: Role
  elsewhere: boolean
}

/** A leave as it is looked at: who is absent and who stands in, from which day to which. */
export interface Leave {
  memberId: string
  deputyId: string
  fromDay: string
  toDay: string
}

/** In which position somebody may name who stands in for a member: itself, its head, from above; null: not at all. */
export function namingOf(
  actor: MemberActor,
  place: DeputyPlace,
  absent: Pick<Seat, "memberId">,
): "self" | "head" | "above" | null {
  if (!may(actor, "deputy.name")) return null
  if (actor.memberId === absent.memberId) return "self"
  return rulesOver(actor, place)
}

/** Whether somebody runs an authority by its own role, or stands above it. */
export function rulesOver(actor: MemberActor, place: DeputyPlace): "head" | "above" | null {
  const { kind, id, placeCode } = actor.organisation
  if (kind === "platform") return may(actor, "deputy.name") ? "above" : null
  if (kind !== "authority" || ownRole(actor) !== headRole(kind)) return null
  if (id === place.organisation.id) return "head"
  return placeCode !== null && place.superiors.includes(placeCode) ? "above" : null
}

/** Whether a second person has to agree: whoever else than the absent names who stands in for an approver. */
export function needsSecond(role: Role, by: "self" | "head" | "above"): boolean {
  return by !== "self" && role === headRole("authority")
}

/**
 * Why somebody may not be the second person, or null: an official of the authority who decides by its own role, an approver
 * above it, or an operator; nobody is two of those who take part.
 */
export function confirmingFault(
  actor: MemberActor,
  place: DeputyPlace,
  { parties }: { parties: { absent: string; deputy: string; namer: string } },
): "not_found" | "deputy_own" | null {
  const colleague = actor.organisation.id === place.organisation.id
  if (!may(actor, "deputy.confirm") || !(colleague || rulesOver(actor, place))) return "not_found"
  return Object.values(parties).includes(actor.userId) ? "deputy_own" : null
}

/** Whether somebody may end it at once: either of the two, and whoever may name it. */
export function mayEnd(actor: MemberActor, place: DeputyPlace, leave: Leave): boolean {
  return (
    actor.memberId === leave.memberId || actor.memberId === leave.deputyId || rulesOver(actor, place) !== null
  )
}

/** What is wrong with the days of a leave, which begins today at the earliest. */
export function leaveFaults({ fromDay, toDay }: Pick<Leave, "fromDay" | "toDay">, today: string): Fault[] {
  if (fromDay < today) return [{ rule: "leave_past", field: "fromDay" }]
  if (toDay < fromDay) return [{ rule: "leave_backwards", field: "toDay" }]
  if (daysBetween(fromDay, toDay) >= MOST_LEAVE_DAYS)
    return [{ rule: "leave_long", field: "toDay", with: { max: MOST_LEAVE_DAYS } }]
  return []
}

const overlaps = (a: Leave, b: Leave) => a.fromDay <= b.toDay && b.fromDay <= a.toDay

/**
 * What is wrong with who stands in: one deputy for one absent at a time, never a deputy of a deputy, and nobody who is
 * member of another organisation, whose filings or decisions it would meet again.
 */
export function deputyFaults(
  leave: Leave,
  { absent, deputy }: { absent: Seat | undefined; deputy: Seat | undefined },
  others: readonly Leave[],
): Fault[] {
  if (!absent || !deputisedRoles.some((role) => role === absent.role))
    return [{ rule: "absent_missing", field: "member" }]
  if (!deputy || deputy.memberId === absent.memberId) return [{ rule: "deputy_missing", field: "deputy" }]
  if (deputy.elsewhere || deputy.userId === absent.userId)
    return [{ rule: "deputy_elsewhere", field: "deputy" }]
  const meanwhile = others.filter((other) => overlaps(other, leave))
  if (meanwhile.some(({ memberId }) => memberId === leave.memberId))
    return [{ rule: "absent_has_deputy", field: "member" }]
  if (meanwhile.some(({ deputyId }) => deputyId === leave.memberId))
    return [{ rule: "deputy_of_deputy", field: "member" }]
  if (meanwhile.some(({ memberId }) => memberId === leave.deputyId))
    return [{ rule: "deputy_absent", field: "deputy" }]
  if (meanwhile.some(({ deputyId }) => deputyId === leave.deputyId))
    return [{ rule: "deputy_busy", field: "deputy" }]
  return []
}

/** The reason that somebody typed, or the fault. */
export function readDeputyReason(typed: string): { reason: string } | { fault: Fault } {
  const reason = typed.normalize("NFC").replaceAll(/\s+/g, " ").trim()
  if (reason === "") return { fault: { rule: "reason_missing", field: "reason" } }
  const { length } = Array.from(reason)
  const max = MOST_DEPUTY_REASON
  return length > max
    ? { fault: { rule: "reason_too_long", field: "reason", with: { length, max } } }
    : { reason }
}

/** The role that a member acts in who stands in: the one that may do more. */
export function deputisingRole(own: Role, absent: Role): Role {
  const order = rolesOf.authority
  return order.indexOf(absent) < order.indexOf(own) ? absent : own
}
