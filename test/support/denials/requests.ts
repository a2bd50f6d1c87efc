import type { Fields, FrontDoor } from "../front-door.ts"

let keys = 0
/** What every form of a desk sends: well formed, so that only the denial can stop it. */
export function wellFormed(): Fields {
  return {
    key: `denials-${++keys}`,
    revision: "0",
    seen: "0",
    values: "{}",
    reason: "请补充",
    confirmed: "yes",
    "v:households": "777",
  }
}

/** Bodies that are no form. */
export const garbage: RequestInit[] = [
  { body: "\u0000{{{garbage", headers: { "content-type": "application/x-www-form-urlencoded" } },
  { body: "--x\r\nno end", headers: { "content-type": "multipart/form-data; boundary=y" } },
  { body: '{"key":', headers: { "content-type": "application/json" } },
  { body: new Uint8Array(2000), headers: { "content-type": "application/octet-stream" } },
]

/** Rows of everything that a desk can write, and the highest revisions. */
export async function written(door: FrontDoor): Promise<unknown> {
  const tables = ["writes", "audit_events", "submissions", "submission_parts", '"values"', "findings"]
  const counts = [
    ...tables,
    "closings",
    "corrections",
    "correction_requests",
    "releases",
    "publications",
    "members",
    "estates",
    "credentials",
    "users",
    "api_keys",
  ]
  const columns = counts.map((name) => `(select count(*) from ${name}) as "n_${name.replaceAll('"', "")}"`)
  const revisions = "(select sum(revision) from submissions) as revisions"
  return (await door.cell.rows(`select ${columns.join(", ")}, ${revisions}`))[0]
}
