import type { FrontDoor } from "../front-door.ts"
import { openSelection } from "../selection-fixture.ts"
import type { ApiRoute } from "./api.ts"

const programme = "/api/v1/programmes/:programme"
const nomination = "/api/v1/nominations/:nominationId"
const nominating = ["company", "community", "street", "district", "city", "organiser"] as const

/** Either scope will do: an organiser reads its own programmes, whoever nominates those that have opened. */
const open: ApiRoute = { holders: nominating, scopes: [["programmes:read", "nominations:read"]] }
const desk: ApiRoute = { holders: ["organiser"], scopes: ["programmes:read"] }
const running: ApiRoute = { holders: ["organiser"], scopes: ["programmes:read", "programmes:write"] }
const reading: ApiRoute = { holders: nominating, scopes: ["nominations:read"] }
const writing: ApiRoute = { holders: nominating, scopes: ["nominations:read", "nominations:write"] }
const typed = { answers: {}, consent: true }

/** Which key may use which route of programmes and nominations. */
export const selectionRoutes: Record<string, ApiRoute> = {
  "GET /api/v1/programmes": open,
  [`GET ${programme}`]: open,
  [`GET ${programme}/nominations`]: desk,
  [`GET ${programme}/progress`]: desk,
  [`GET ${programme}/results`]: running,
  [`GET ${programme}/objections`]: desk,
  [`POST ${programme}/screening`]: running,
  [`POST ${programme}/assignments`]: running,
  [`POST ${programme}/assignments/one`]: { ...running, body: { judgeId: "j", blindCode: "C-1" } },
  [`POST ${programme}/assignments/removal`]: { ...running, body: { judgeId: "j", blindCode: "C-1" } },
  [`POST ${programme}/assignments/import`]: { ...running, body: { csv: "code,email\nC-1,j@example.org\n" } },
  [`POST ${programme}/phase`]: running,
  "GET /api/v1/nominations": reading,
  "POST /api/v1/nominations": { ...writing, body: { programme: "p", estate: "e", category: "A" } },
  [`GET ${nomination}`]: reading,
  [`PUT ${nomination}`]: { ...writing, body: typed },
  [`POST ${nomination}/submission`]: { ...writing, body: typed },
  [`POST ${nomination}/withdrawal`]: writing,
  [`GET ${nomination}/feedback`]: { ...reading, through: [404, 409] },
  [`GET ${nomination}/attachments`]: reading,
  [`GET ${nomination}/attachments/:attachmentId`]: reading,
  [`POST ${nomination}/attachments`]: { ...writing, file: "image/jpeg", through: [403, 404, 409] },
  [`POST ${nomination}/attachments/:attachmentId/removal`]: writing,
}

/** Values of these routes' parameters: a programme in review, and what somebody submitted to it. */
export async function selectionValues(door: FrontDoor): Promise<Record<string, string>> {
  const made = await openSelection(door, {
    ...{ slug: "jie-kou-ping-xuan", phase: "review", nominated: 2, judges: 3, assigned: true },
  })
  return { programme: made.slug, nominationId: made.nominations[0]?.id ?? "" }
}
