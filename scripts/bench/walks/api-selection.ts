import { createClient } from "@libsql/client/http"
import { paths } from "../../../web/paths.ts"
import { picture } from "../picture.ts"
import type { Places } from "../places.ts"
import { storeKey } from "../stored-key.ts"
import type { Walk } from "../walk.ts"

const call = "zou-cha-jie-kou-shen-bao"
const run = "zou-cha-jie-kou-ping-xuan"

const programme = (id: string, slug: string, phase: string) => [
  `insert into programmes (id, organisation_id, slug, title, phase, draft, rules_version, created_at, opened_at)
   select '${id}', organisation_id, '${slug}', title, '${phase}', draft, 1, created_at, created_at
   from programmes where rules_version > 0 order by created_at desc limit 1`,
  `insert into programme_rules (programme_id, version, document, hash, reason, member_id, at)
   select '${id}', 1, json_set(document, '$.dates.openDay', '2020-01-01', '$.dates.closeDay', '2098-01-01',
     '$.review.perCandidate', 1, '$.review.quorum', 1, '$.eligibility', json('[]')),
     hash, '', member_id, at from programme_rules order by at desc limit 1`,
]

/** A programme that takes nominations, and one in screening with three candidates and a judge, by the rules of one before. */
const ground = [
  ...programme("walk-api-call", call, "open"),
  ...programme("walk-api-run", run, "screening"),
  `insert into nominations (id, programme_id, category, estate_id, organisation_id, state, screening, rules_version,
     blind_code, member_id, created_at, updated_at, submitted_at)
   select 'walk-api-' || e.id, 'walk-api-run', 'A', e.id, t.organisation_id, 'submitted', 'eligible', 1,
     'WALK-API-' || e.id, 'walk', e.created_at, e.created_at, e.created_at
   from estates e join tenures t on t.estate_id = e.id and t.to_date is null order by e.id limit 3`,
  `insert into judges (id, programme_id, member_id, user_id, state, identity_mark, identity_verified_by,
     identity_verified_at, interests_declared_at, invited_by, invited_at, answered_at)
   select 'walk-api-judge', 'walk-api-run', id, user_id, 'accepted', 'walk-api', 'walk', created_at, created_at, 'walk',
     created_at, created_at from members where id = 'organiser-1-judge'`,
]

interface Ground {
  organiser: string
  company: string
  category: string
  codes: string[]
}

async function prepare(walk: Walk): Promise<Ground> {
  const client = createClient({ url: walk.database })
  try {
    await client.batch(ground, "write")
    const codes = await client.execute(
      "select blind_code from nominations where programme_id = 'walk-api-run' order by id",
    )
    const categories = await client.execute(
      "select json_extract(document, '$.categories[0].code') as code from programme_rules where programme_id = 'walk-api-call'",
    )
    const organiser = await storeKey(client, "organiser-1", { role: "chair" })
    const company = await storeKey(client, "company-1", { role: "manager" })
    return {
      organiser: organiser.key,
      company: company.key,
      category: String(categories.rows[0]?.["code"]),
      codes: codes.rows.map((row) => String(row["blind_code"])),
    }
  } finally {
    client.close()
  }
}

/** A file is added to a nomination, seen, and taken away. */
async function walkAttachment(walk: Walk, company: string, nomination: string): Promise<void> {
  const route = "/api/v1/nominations/:nominationId/attachments"
  const path = `${nomination}/attachments`
  const file = { type: "image/png", content: picture }
  const made = await walk.program(`POST ${route}`, company, { path: `${path}?name=walk.png`, file })
  const { href } = JSON.parse(made.html) as { href: string }
  await walk.program(`GET ${route}`, company, { path })
  await walk.program(`GET ${route}/:attachmentId`, company, { path: href })
  await walk.program(`POST ${route}/:attachmentId/removal`, company, { path: `${href}/removal` })
}

async function walkNominations(walk: Walk, { company, category }: Ground, estate: string): Promise<void> {
  const route = "/api/v1/nominations"
  await walk.program("GET /api/v1/programmes", company, { path: paths.api("/programmes") })
  const begun = { programme: call, estate, category }
  const made = await walk.program(`POST ${route}`, company, { path: paths.api("/nominations"), body: begun })
  const { href } = JSON.parse(made.html) as { href: string }
  const typed = { answers: { statement: "走查" }, consent: true }
  const write = async (method: string, part: string, body: object) => {
    const { etag } = await walk.program(`GET ${route}/:nominationId`, company, { path: href })
    const asked = { path: href + part, body, headers: { "if-match": etag ?? "" } }
    await walk.program(`${method} ${route}/:nominationId${part}`, company, asked)
  }
  await write("PUT", "", typed)
  await walkAttachment(walk, company, href)
  await write("POST", "/submission", { ...typed, reason: "走查" })
  await walk.program(`GET ${route}`, company, { path: paths.api("/nominations?limit=5") })
  await write("POST", "/withdrawal", { reason: "走查" })
}

async function walkDesk(walk: Walk, { organiser, codes: [first = "", second = ""] }: Ground): Promise<void> {
  const route = "/api/v1/programmes/:programme"
  const base = paths.apiProgramme(run)
  const read = (part: string) => walk.program(`GET ${route}${part}`, organiser, { path: base + part })
  const post = (part: string, body: object = {}, headers: Record<string, string> = {}) =>
    walk.program(`POST ${route}${part}`, organiser, { path: base + part, body, headers })
  await read("/nominations")
  await post("/screening")
  await post("/assignments/one", { judgeId: "walk-api-judge", blindCode: first })
  await post("/assignments/removal", { judgeId: "walk-api-judge", blindCode: first })
  await post("/assignments/one", { judgeId: "walk-api-judge", blindCode: first })
  await post("/assignments/import", { csv: `code,email\n${second},judge@demo.shige.example\n` })
  await post("/assignments")
  await read("/progress")
  const { etag } = await read("")
  await post("/phase", {}, { "if-match": etag ?? "" })
  await read("/results")
  await read("/objections")
}

/** Walks programmes and nominations by API, with the keys of an organiser and of a company. */
export async function walkApiSelection(walk: Walk, { slug }: Places): Promise<void> {
  const made = await prepare(walk)
  await walkNominations(walk, made, slug)
  await walkDesk(walk, made)
}
