import { type DenialPart, groups } from "./part.ts"

const { authorities, operator } = groups
const officials = authorities.filter((name) => !name.endsWith("viewer"))

export const deputies: DenialPart = {
  middleware: ["/deputies/*"],
  allowed: {
    "GET /deputies": [...authorities, ...operator],
    "POST /deputies": [...officials, ...operator],
    "POST /deputies/confirmation": [...officials, ...operator],
    "POST /deputies/end": [...authorities, ...operator],
  },
  parameters: async () => ({}),
}

/**
 * What somebody does not get by standing in for an approver (代理), besides what nobody of its kind may: members, keys, second
 * factors of others, exports, and naming deputies. Written out by hand.
 */
export const neverByDeputies = [
  "GET /factor-resets",
  "GET /keys",
  "GET /keys/:keyId",
  "GET /keys/new",
  "GET /members/:memberId",
  "GET /members/:memberId/factor-reset",
  "GET /members/invitations/:invitationId",
  "GET /members/slips",
  "GET /organisation/deletion",
  "GET /organisation/export",
  "GET /organisation/export/:exportId",
  "GET /organisation/letters",
  "GET /organisation/second-factor",
  "POST /deputies",
  "POST /deputies/confirmation",
  "POST /factor-resets/confirmation",
  "POST /factor-resets/stop",
  "POST /keys",
  "POST /keys/:keyId/revocation",
  "POST /keys/:keyId/rotation",
  "POST /members/:memberId/factor-reset",
  "POST /members/:memberId/removal",
  "POST /members/:memberId/role",
  "POST /members/:memberId/sessions/:memberSessionId",
  "POST /members/:memberId/slip",
  "POST /members/invitations",
  "POST /members/invitations/:invitationId/renewal",
  "POST /members/invitations/:invitationId/revocation",
  "POST /members/slips",
  "POST /organisation/export",
  "POST /organisation/letters",
  "POST /organisation/second-factor",
]
