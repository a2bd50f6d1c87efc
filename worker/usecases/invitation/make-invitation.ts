import type { Stores } from "../../data/stores.ts"
import type { MemberActor, Role } from "../../domain/actor.ts"
import { personalMark } from "../../domain/audit/personal-mark.ts"
import { invitationEnd } from "../../domain/organisation/invitation.ts"
import { invitation } from "../../domain/organisation/letters.ts"
import type { UseCaseContext } from "../context.ts"
import type { InvitationDeps } from "./invitation-deps.ts"

/** An invitation to be made. */
export interface NewInvitation {
  organisation: { id: string; name: string }
  role: Role
  /** As readEmail made it; null for a link only. */
  email: string | null
  /** Estates of a limited editor; null for all. */
  estateIds: string[] | null
}

/**
 * Everything about one new invitation that a write has to know before it begins: its row, its letter (only with an
 * e-mail) and its audit event. The caller puts them into its own batch.
 */
export async function makeInvitation(
  ctx: UseCaseContext<MemberActor>,
  deps: InvitationDeps,
  made: NewInvitation,
) {
  const { organisation, role, email, estateIds } = made
  const id = ctx.newId()
  const salt = ctx.newId()
  const at = ctx.now()
  const row = {
    id,
    organisationId: organisation.id,
    role,
    email,
    estateIds,
    tokenHash: deps.tokenHash(await deps.token(id)),
    salt,
    invitedBy: ctx.actor.memberId,
    createdAt: at.toISOString(),
    expiresAt: invitationEnd(at).toISOString(),
  }
  const own = organisation.id === ctx.actor.organisation.id
  // Outside its own organisation a person invites in the name of the platform.
  const inviter = own ? ctx.actor.name : ctx.actor.organisation.name
  const link = deps.link(await deps.token(id), { letter: await deps.letterProof(id) })
  const told = { link, organisation: organisation.name, role, inviter }
  return {
    row,
    send: email
      ? (store: Pick<Stores, "mails">) => store.mails.send(invitation, { address: email }, told)
      : undefined,
    after: { role, ...(email && { email: personalMark(salt, email) }), expiresAt: row.expiresAt },
    concerns: own ? undefined : organisation.id,
  }
}
