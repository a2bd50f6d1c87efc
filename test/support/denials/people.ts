import { tokenHash } from "../../../worker/gateways/token.ts"
import type { FrontDoor } from "../front-door.ts"
import { type DenialPart, groups } from "./part.ts"

/** What the link of `invitationOf` carries. */
const tokenOf = (id: string) => `token-of-${id}`

/** An open invitation of an organisation, made by its first member. */
async function invitationOf(door: FrontDoor, organisationId: string): Promise<string> {
  const id = `invitation-${organisationId}`
  const until = new Date(door.now.getTime() + 7 * 86_400_000).toISOString()
  await door.cell.rows(
    `insert into invitations (id, organisation_id, role, token_hash, salt, invited_by, created_at, expires_at)
     select ?, ?, role, ?, 'salt', id, ?, ? from members where organisation_id = ? limit 1`,
    [id, organisationId, tokenHash(tokenOf(id)), door.now.toISOString(), until, organisationId],
  )
  return id
}

const { heads } = groups

export const people: DenialPart = {
  middleware: ["/members/*"],
  allowed: {
    "GET /members": heads,
    "POST /members/invitations": heads,
    "GET /members/invitations/:invitationId": heads,
    "POST /members/invitations/:invitationId/renewal": heads,
    "POST /members/invitations/:invitationId/revocation": heads,
    "GET /invitations/:token": "public",
    "POST /invitations/:token": "public",
    "POST /invitations/:token/membership": "public",
  },
  parameters: async () => ({ token: tokenOf("invitation-company-1") }),
  own: async (door, organisationId) => ({ invitationId: await invitationOf(door, organisationId) }),
}
