/** What an API key may be good for; a key never has more than the member who made it. */
export const scopes = [
  "estates:read",
  "estates:write",
  "places:write",
  "submissions:read",
  "submissions:write",
  "verification:write",
  "quarters:read",
  "quarters:write",
  "members:read",
  "members:write",
  "audit:read",
  "exports:write",
  "programmes:read",
  "programmes:write",
  "nominations:read",
  "nominations:write",
] as const
export type Scope = (typeof scopes)[number]
