import { tokenHash } from "../../../worker/gateways/token.ts"
import type { FrontDoor } from "../front-door.ts"
import { type DenialPart, everybody, groups } from "./part.ts"

/** What the link of `invitationOf` carries. */
const tokenOf = (id: string) => `token-of-${id}`

/** An open invitation of an organisation, made by its first member in its own role. */
async function invitationOf(
  door: FrontDoor,
  organisationId: string,
  { name = "invitation", role = "" } = {},
): Promise<string> {
  const id = `${name}-${organisationId}`
  const until = new Date(door.now.getTime() + 7 * 86_400_000).toISOString()
  await door.cell.rows(
    `insert into invitations (id, organisation_id, role, token_hash, salt, invited_by, created_at, expires_at)
     select ?, ?, coalesce(nullif(?, ''), role), ?, 'salt', id, ?, ? from members where organisation_id = ?
     order by role not in ('manager', 'approver', 'chair', 'operator') limit 1`,
    [id, organisationId, role, tokenHash(tokenOf(id)), door.now.toISOString(), until, organisationId],
  )
  return id
}

/** A member of an organisation (an editor where there is one), signed in. */
async function memberOf(door: FrontDoor, organisationId: string) {
  const [row] = await door.cell.rows(
    "select id, user_id from members where organisation_id = ? order by role <> 'editor', id limit 1",
    [organisationId],
  )
  const memberId = String(row?.["id"])
  const memberSessionId = `session-${organisationId}`
  await door.cell.rows(
    `insert into sessions (id, token_hash, user_id, member_id, created_at, expires_at)
     values (?, ?, ?, ?, ?, '2999-01-01T00:00:00.000Z')`,
    [memberSessionId, memberSessionId, String(row?.["user_id"]), memberId, door.now.toISOString()],
  )
  return { memberId, editorId: memberId, memberSessionId }
}

const { heads, operator } = groups

export const people: DenialPart = {
  middleware: [
    "/members/*",
    "/clerks/*",
    "/permissions",
    "/organisations/*",
    "/organisation/second-factor",
    "/factor-resets/*",
  ],
  allowed: {
    "GET /permissions": everybody,
    "GET /account/organisation": everybody,
    "POST /account/organisation": everybody,
    "GET /organisations": operator,
    "GET /organisations/list.csv": operator,
    "POST /organisations": operator,
    "GET /organisations/new": operator,
    "GET /organisations/:organisationId": operator,
    "POST /organisations/:organisationId": operator,
    "POST /organisations/:organisationId/invitations": operator,
    "GET /organisations/:organisationId/invitations/:headInvitationId": operator,
    "POST /organisations/:organisationId/invitations/:headInvitationId/renewal": operator,
    "POST /organisations/:organisationId/invitations/:headInvitationId/revocation": operator,
    "GET /organisation/second-factor": heads,
    "POST /organisation/second-factor": heads,
    "GET /organisations/:organisationId/second-factor": operator,
    "POST /organisations/:organisationId/second-factor": operator,
    "GET /factor-resets": heads,
    "POST /factor-resets/confirmation": [
      "street approver",
      "district approver",
      "city approver",
      ...operator,
    ],
    "POST /factor-resets/stop": heads,
    "GET /members/:memberId/factor-reset": heads,
    "POST /members/:memberId/factor-reset": heads,
    "GET /organisations/:organisationId/factor-reset": operator,
    "POST /organisations/:organisationId/factor-reset": operator,
    "GET /members": heads,
    "GET /members/list.csv": heads,
    "GET /clerks": ["company manager"],
    "POST /clerks": ["company manager"],
    "POST /clerks/confirmation": ["company manager"],
    "GET /clerks/template.csv": ["company manager"],
    "GET /clerks/template.xlsx": ["company manager"],
    "GET /members/slips": heads,
    "POST /members/slips": heads,
    "POST /members/:memberId/slip": heads,
    "GET /members/:memberId": heads,
    "POST /members/:memberId/role": heads,
    "POST /members/:memberId/removal": heads,
    "POST /members/:memberId/sessions/:memberSessionId": heads,
    "GET /members/invitations/:editorInvitationId/estates": ["company manager"],
    "POST /members/invitations/:editorInvitationId/estates": ["company manager"],
    "GET /members/:editorId/estates": ["company manager"],
    "POST /members/:editorId/estates": ["company manager"],
    "POST /members/invitations": heads,
    "GET /members/invitations/:invitationId": heads,
    "POST /members/invitations/:invitationId/renewal": heads,
    "POST /members/invitations/:invitationId/revocation": heads,
    "GET /invitations/:token": "public",
    "POST /invitations/:token": "public",
    "POST /invitations/:token/letter": "public",
    "POST /invitations/:token/membership": "public",
  },
  parameters: async (door) => ({
    token: tokenOf("invitation-company-1"),
    organisationId: "company-1",
    headInvitationId: await invitationOf(door, "company-1", { name: "head-invitation" }),
  }),
  own: async (door, organisationId) => ({
    invitationId: await invitationOf(door, organisationId),
    editorInvitationId: await invitationOf(door, organisationId, {
      name: "editor-invitation",
      role: "editor",
    }),
    ...(await memberOf(door, organisationId)),
  }),
}
