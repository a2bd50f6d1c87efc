import { DAY } from "../quarter.ts"
/** How long an invitation may be accepted. */
export const invitationDays = 7
/** How many may be open at once in one organisation. */
export const mostOpenInvitations = 50

export type InvitationState = "open" | "expired" | "accepted" | "revoked"

/** Where an invitation stands at a moment. */
export function invitationState(
  invitation: { expiresAt: string; acceptedAt: string | null; revokedAt: string | null },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt !== null) return "accepted"
  if (invitation.revokedAt !== null) return "revoked"
  return Date.parse(invitation.expiresAt) <= now.getTime() ? "expired" : "open"
}

/** The moment at which an invitation made now ends. */
export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + invitationDays * DAY)
}
