import type { Scope } from "../../../worker/domain/key-scope.ts"
import { registryRoutes } from "./api-registry.ts"
import { selectionRoutes } from "./api-selection.ts"

/** Whose key it is: the head of an organisation of this kind or level. */
export type Holder = "company" | "community" | "street" | "district" | "city" | "organiser" | "platform"

export interface ApiRoute {
  holders: readonly Holder[]
  /** Scopes that it cannot do without, each alone; of several together one will do. */
  scopes: readonly (Scope | readonly Scope[])[]
  /** A body that its schema takes, so that only the denial can stop it; the text of a file. */
  body?: unknown
  /** The media type of a body that is a file. */
  file?: string
  /** What whoever may use it is answered here, where that is another status than of most routes. */
  through?: readonly number[]
}

const officials = ["community", "street", "district", "city"] as const
const everybody = ["company", ...officials, "organiser", "platform"] as const
const typing = ["company", "community", "street", "district"] as const
const deciding = ["street", "district"] as const

const submission = "/api/v1/submissions/:quarter/:slug"
const reading: ApiRoute = { holders: ["company", ...officials], scopes: ["submissions:read"] }
const addingEvidence: ApiRoute = { holders: typing, scopes: ["submissions:read", "submissions:write"] }
const quarter: ApiRoute = { holders: officials, scopes: ["quarters:read"] }

const registry: ApiRoute = {
  holders: ["company", "community", "street", "district", "city", "platform"],
  scopes: ["estates:read"],
}
const editing: ApiRoute = {
  holders: ["district", "city", "platform"],
  scopes: ["estates:read", "estates:write"],
}
const facts = { name: "新小区", placeCode: "510104018004" }
const members: ApiRoute = { holders: everybody, scopes: ["members:read"] }
const managing: ApiRoute = { holders: everybody, scopes: ["members:write"] }

/** Which key may use which route of the API: by hand, apart from the table of worker/domain and from the routes. */
export const apiRoutes: Record<string, ApiRoute> = {
  "GET /api/v1/key": { holders: everybody, scopes: [] },
  "GET /api/v1/submissions": reading,
  [`GET ${submission}`]: reading,
  [`GET ${submission}/keys`]: reading,
  [`GET ${submission}/score`]: { holders: ["company"], scopes: ["submissions:read"] },
  [`GET ${submission}/evidence`]: reading,
  [`GET ${submission}/evidence/:evidenceId`]: reading,
  [`POST ${submission}/evidence`]: { ...addingEvidence, file: "image/jpeg", through: [422] },
  [`PATCH ${submission}/evidence/:evidenceId`]: { ...addingEvidence, body: { note: "", side: null } },
  [`POST ${submission}/evidence/:evidenceId/removal`]: addingEvidence,
  [`PUT ${submission}/draft`]: {
    holders: typing,
    scopes: ["submissions:read", "submissions:write"],
    body: { values: { households: 777 } },
  },
  "POST /api/v1/books/:quarter": {
    holders: typing,
    scopes: ["submissions:write"],
    file: "text/csv",
    body: "编号,parking_patrols\nnobody,1\n",
    through: [422],
  },
  "GET /api/v1/books/:quarter/sending": { holders: ["company"], scopes: ["submissions:write"] },
  "POST /api/v1/books/:quarter/sending": {
    holders: ["company"],
    scopes: ["submissions:write"],
    body: { estates: [{ slug: "nobody", seen: 1 }] },
  },
  [`PATCH ${submission}/draft`]: {
    holders: typing,
    scopes: ["submissions:read", "submissions:write"],
    body: { values: { households: { was: null, value: 777 } } },
  },
  [`POST ${submission}/check`]: { holders: typing, scopes: ["submissions:read", "submissions:write"] },
  [`POST ${submission}/sign-off`]: {
    holders: ["company"],
    scopes: ["submissions:read", "submissions:write"],
  },
  [`POST ${submission}/asking`]: {
    holders: ["company"],
    scopes: ["submissions:read", "submissions:write"],
    body: { provider: "community" },
  },
  [`POST ${submission}/withdrawal`]: {
    holders: ["company"],
    scopes: ["submissions:read", "submissions:write"],
  },
  [`PUT ${submission}/findings`]: {
    holders: deciding,
    scopes: ["submissions:read", "verification:write"],
    body: { decisions: {} },
  },
  [`PATCH ${submission}/findings`]: {
    holders: deciding,
    scopes: ["submissions:read", "verification:write"],
    body: { decisions: {} },
  },
  [`POST ${submission}/preview`]: {
    holders: deciding,
    scopes: ["submissions:read", "verification:write"],
    body: {},
  },
  [`POST ${submission}/verification`]: {
    holders: deciding,
    scopes: ["submissions:read", "verification:write"],
  },
  [`POST ${submission}/return`]: {
    holders: deciding,
    scopes: ["submissions:read", "verification:write"],
    body: { reason: "请补充" },
  },
  [`POST ${submission}/extension`]: {
    holders: ["district", "city"],
    scopes: ["submissions:read", "verification:write"],
    body: { deadlineDay: "2027-01-20", reason: "停电" },
  },
  [`POST ${submission}/extension/end`]: {
    holders: ["district", "city"],
    scopes: ["submissions:read", "verification:write"],
    body: { reason: "已恢复" },
  },
  [`POST ${submission}/exemption`]: {
    holders: ["district", "city"],
    scopes: ["submissions:read", "verification:write"],
    body: { reason: "整体改造" },
  },
  [`POST ${submission}/exemption/end`]: {
    holders: ["district", "city"],
    scopes: ["submissions:read", "verification:write"],
    body: { reason: "改造取消" },
  },
  [`POST ${submission}/taking-back`]: {
    holders: deciding,
    scopes: ["submissions:read", "verification:write"],
    body: { reason: "再看一遍" },
  },
  "GET /api/v1/quarters": quarter,
  "GET /api/v1/quarters/:quarter": quarter,
  "GET /api/v1/quarters/:quarter/release": quarter,
  "POST /api/v1/quarters": {
    holders: ["city"],
    scopes: ["quarters:read", "quarters:write"],
    body: { quarter: "2026Q4", deadlineDay: "2027-01-20" },
  },
  "POST /api/v1/quarters/:quarter/closing": { holders: ["district"], scopes: ["quarters:write"] },
  "POST /api/v1/quarters/:quarter/reopening": { holders: ["district", "city"], scopes: ["quarters:write"] },
  "POST /api/v1/quarters/:quarter/deadline": { holders: ["city"], scopes: ["quarters:write"] },
  "POST /api/v1/quarters/:quarter/preliminary": { holders: ["city"], scopes: ["quarters:write"] },
  "POST /api/v1/quarters/:quarter/window": {
    holders: ["city"],
    scopes: ["quarters:write"],
    body: { days: 5 },
  },
  "POST /api/v1/quarters/:quarter/removal": { holders: ["city"], scopes: ["quarters:write"] },
  "POST /api/v1/quarters/:quarter/release": { holders: ["city"], scopes: ["quarters:write"] },
  "GET /api/v1/quarters/:quarter/corrections": quarter,
  "POST /api/v1/quarters/:quarter/corrections": {
    holders: ["city"],
    scopes: ["quarters:write"],
    body: { estate: "x", reason: "户数填错了，按台账更正。" },
  },
  "POST /api/v1/quarters/:quarter/corrections/:correctionId/withdrawal": {
    holders: ["city"],
    scopes: ["quarters:write"],
  },
  [`POST ${submission}/correction-requests`]: {
    holders: ["company"],
    scopes: ["submissions:read", "submissions:write"],
    body: { reason: "场次多写了一次，签到表只有一场。", evidence: "签到表", values: { cultural_events: 1 } },
  },
  "GET /api/v1/correction-requests": {
    holders: ["company", "city"],
    scopes: [["submissions:read", "quarters:write"]],
  },
  "GET /api/v1/correction-requests/:requestId": {
    holders: ["company", "city"],
    scopes: [["submissions:read", "quarters:write"]],
  },
  "POST /api/v1/correction-requests/:requestId/withdrawal": {
    holders: ["company"],
    scopes: ["submissions:read", "submissions:write"],
  },
  "POST /api/v1/correction-requests/:requestId/refusal": {
    holders: ["city"],
    scopes: ["quarters:write"],
    body: { reply: "签到表与填报一致。" },
  },
  "GET /api/v1/estates": registry,
  "GET /api/v1/estates/:slug": registry,
  "POST /api/v1/estates": { ...editing, body: facts },
  "PUT /api/v1/estates/:slug": { ...editing, body: facts },
  "POST /api/v1/estates/:slug/retirement": { ...editing, body: { from: "2026-10-01", reason: "拆除" } },
  "POST /api/v1/estates/:slug/reinstatement": editing,
  "POST /api/v1/estates/:slug/tenures": { ...editing, body: { company: "x", fromDate: "2026-10-01" } },
  "POST /api/v1/estates/:slug/tenures/:tenureId/end": { ...editing, body: { toDate: "2026-10-01" } },
  "POST /api/v1/estates/:slug/tenures/:tenureId/removal": editing,
  ...registryRoutes,
  "GET /api/v1/members": members,
  "GET /api/v1/members/:memberId": members,
  "PUT /api/v1/members/:memberId/role": { ...managing, body: { role: "viewer" } },
  "POST /api/v1/members/estates": {
    ...managing,
    holders: ["company"],
    body: { rows: [{ line: 2, cells: { estate: "nobody", clerks: "x" } }] },
    through: [422],
  },
  "PUT /api/v1/members/:memberId/estates": { ...managing, holders: ["company"], body: { estates: [] } },
  // Where the member is the head people alone remove it; otherwise this one is not as it was seen.
  "DELETE /api/v1/members/:memberId": { ...managing, through: [403, 412] },
  "GET /api/v1/members/:memberId/sessions": members,
  "POST /api/v1/members/:memberId/sessions/:sessionId/end": managing,
  "GET /api/v1/invitations": members,
  "GET /api/v1/invitations/:invitationId": members,
  "PUT /api/v1/invitations/:invitationId/estates": {
    ...managing,
    holders: ["company"],
    body: { estates: null },
  },
  "POST /api/v1/invitations": { ...managing, body: { role: "viewer" } },
  "POST /api/v1/invitations/:invitationId/renewal": managing,
  "POST /api/v1/invitations/:invitationId/revocation": managing,
  ...selectionRoutes,
  "GET /api/v1/audit": { holders: everybody, scopes: ["audit:read"] },
}
