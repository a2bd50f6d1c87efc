import { demonstrationCommunity } from "../../../schema/seed/demonstration/sites.ts"
import { paths } from "../../../web/paths.ts"
import type { Walk } from "../walk.ts"

type Keys = Record<"company" | "city", string>
const { api } = paths

/** An estate is entered, changed, given to two companies in turn, retired and taken back. */
async function walkEstates(walk: Walk, { city }: Keys): Promise<void> {
  const route = "/api/v1/estates/:slug"
  const facts = { name: "接口花园", placeCode: demonstrationCommunity, households: 500 }
  await walk.program("GET /api/v1/estates", city, { path: `${api("/estates")}?limit=5` })
  const made = await walk.program("POST /api/v1/estates", city, { path: api("/estates"), body: facts })
  const { href } = JSON.parse(made.html) as { href: string }
  const read = async () => {
    const { etag, html } = await walk.program(`GET ${route}`, city, { path: href })
    const { tenures } = JSON.parse(html) as { tenures: { id: string }[] }
    return { headers: { "if-match": etag ?? "" }, tenure: tenures[0]?.id ?? "" }
  }
  const write = async (method: string, part: string, body: (tenure: string) => object, path = part) => {
    const { headers, tenure } = await read()
    const target = href + path.replace(":tenureId", tenure)
    await walk.program(`${method} ${route}${part}`, city, { path: target, body: body(tenure), headers })
  }
  const company = (name: string, fromDate: string) => () => ({ company: name, fromDate })
  const names = /"company":"([^"]+)"/.exec(
    (await walk.program("GET /api/v1/estates", city, { path: `${api("/estates")}?limit=200` })).html,
  )
  await write("PUT", "", () => ({ ...facts, builtYear: 2012 }))
  await write("POST", "/tenures", company(names?.[1] ?? "", "2026-01-01"))
  await write("POST", "/tenures/:tenureId/end", () => ({ toDate: "2026-01-31" }))
  await write("POST", "/tenures/:tenureId/removal", () => ({}))
  await write("POST", "/retirement", () => ({ from: "2027-01-01", reason: "拆除" }))
  await write("POST", "/reinstatement", () => ({}))
}

/** An editor is invited for one estate, and then never comes. */
async function walkLimits(walk: Walk, company: string): Promise<void> {
  const route = "/api/v1/invitations/:invitationId"
  const estates = await walk.program("GET /api/v1/estates", company, { path: api("/estates?limit=1") })
  const { items } = JSON.parse(estates.html) as { items: { slug: string }[] }
  const invite = { path: api("/invitations"), body: { role: "editor" } }
  const { html } = await walk.program("POST /api/v1/invitations", company, invite)
  const path = api(`/invitations/${JSON.parse(html).id}`)
  await walk.program(`PUT ${route}/estates`, company, {
    path: `${path}/estates`,
    body: { estates: items.map(({ slug }) => slug) },
  })
  await walk.program(`GET ${route}`, company, { path })
  await walk.program(`POST ${route}/revocation`, company, { path: `${path}/revocation` })
}

/** The session that the demonstration's editor began last is ended. */
async function walkSessions(walk: Walk, company: string, memberId: string): Promise<void> {
  const route = "/api/v1/members/:memberId/sessions"
  await walk.another("editor")
  const path = api(`/members/${memberId}/sessions`)
  const { html } = await walk.program(`GET ${route}`, company, { path: `${path}?limit=1` })
  const { items } = JSON.parse(html) as { items: { id: string }[] }
  await walk.program(`POST ${route}/:sessionId/end`, company, { path: `${path}/${items[0]?.id}/end` })
}

/** Somebody is invited; an editor gets another role, an estate, and is removed. */
async function walkMembers(walk: Walk, { company }: Keys): Promise<void> {
  const invitation = "/api/v1/invitations/:invitationId"
  const invite = { path: api("/invitations"), body: { role: "viewer" } }
  await walkLimits(walk, company)
  const { html } = await walk.program("POST /api/v1/invitations", company, invite)
  const renewed = await walk.program(`POST ${invitation}/renewal`, company, {
    path: api(`/invitations/${JSON.parse(html).id}/renewal`),
  })
  await walk.program(`POST ${invitation}/revocation`, company, {
    path: api(`/invitations/${JSON.parse(renewed.html).id}/revocation`),
  })
  await walk.program("GET /api/v1/invitations", company, { path: api("/invitations") })
  const list = await walk.program("GET /api/v1/members", company, { path: api("/members") })
  const rows = (JSON.parse(list.html) as { items: { id: string; role: string; email: string }[] }).items
  await walkSessions(walk, company, rows.find(({ email }) => email.startsWith("editor@"))?.id ?? "")
  const id = rows.find(({ role, email }) => role === "editor" && !email.startsWith("editor@"))?.id
  const route = "/api/v1/members/:memberId"
  const path = api(`/members/${id}`)
  const change = async (method: string, part: string, body: object) => {
    const { etag } = await walk.program(`GET ${route}`, company, { path })
    const headers = { "if-match": etag ?? "" }
    await walk.program(`${method} ${route}${part}`, company, { path: path + part, body, headers })
  }
  const held = await walk.program("GET /api/v1/estates", company, { path: api("/estates?limit=1") })
  const estate = (JSON.parse(held.html) as { items: { slug: string }[] }).items[0]?.slug
  const { email } = rows.find((row) => row.id === id) ?? {}
  const divided = { rows: [{ line: 2, cells: { estate, clerks: email } }], confirmed: true }
  await walk.program("POST /api/v1/members/estates", company, {
    path: api("/members/estates"),
    body: divided,
  })
  await change("PUT", "/estates", { estates: null })
  await change("PUT", "/role", { role: "viewer" })
  await change("DELETE", "", {})
}

/** Walks what an organisation does with its registry, its people and its audit log by API. */
export async function walkOrganisation(walk: Walk, keys: Keys): Promise<void> {
  await walkEstates(walk, keys)
  await walkMembers(walk, keys)
  await walk.program("GET /api/v1/audit", keys.company, { path: api("/audit?limit=20") })
}
