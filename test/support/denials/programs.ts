import { apiRoutes } from "./api.ts"
import { type DenialPart, groups } from "./part.ts"

export const programs: DenialPart = {
  allowed: {
    "GET /problems": "public",
    "GET /problems/:code": "public",
    "GET /api/v1/openapi.json": "public",
    "GET /api/reference": "public",
    "GET /api/reference/:resource": "public",
    "GET /keys": groups.heads,
    "GET /keys/new": groups.heads,
    "POST /keys": groups.heads,
    "GET /keys/:keyId": groups.heads,
    "POST /keys/:keyId/rotation": groups.heads,
    "POST /keys/:keyId/revocation": groups.heads,
    ...Object.fromEntries(Object.keys(apiRoutes).map((route) => [route, "key" as const])),
  },
  middleware: ["/keys/*"],
  parameters: async () => ({}),
  async own(door, organisationId) {
    const keyId = `key-of-${organisationId}`
    const at = door.now.toISOString()
    await door.cell.rows(
      `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at)
       select ?, organisation_id, id, 'key', 'prefix00', ?, '[]', ?, '2027-09-30T00:00:00.000Z' from members
       where organisation_id = ? and role in ('manager', 'approver', 'chair', 'operator') limit 1`,
      [keyId, keyId, at, organisationId],
    )
    return { keyId }
  },
}
