import { createClient } from "@libsql/client/http"
import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

const slug = "zou-cha-gong-shi"
const programmeId = "walk-awards"
/** What judges gave does not count, so that the walk needs none. */
const rules = `json_set(document, '$.review.judgesShare', 0, '$.objections.anonymous', json('true'),
  '$.categories', json('[{"code":"A","title":"综合示范","places":2,"quotas":[]}]'), '$.dates.noticeWorkingDays', 5)`
const figures = `json_object('format', 1, 'estate', json_object('slug', e.slug, 'name', e.name, 'place', e.place_code,
    'placeNames', json_array('锦江区'), 'district', e.district_code, 'company', null),
  'basis', json_object('period', '2026Q2', 'manifestHash', '', 'outcome', 'scored', 'base', 80, 'bonus', 0,
    'deductions', 0, 'final', 80, 'ranking', 80 + length(e.name), 'band', 'good', 'rank', 5, 'rankP5', 3,
    'rankP95', 9, 'top10', 0.5, 'gatesFailed', json('[]'), 'vetoes', json('[]'), 'dimensions', json('{}')),
  'quarters', json('[]'), 'tenureMonths', 12, 'demonstration', json('true'))`

/** A programme in review with three candidates, by the rules of one that was walked before. */
const ground = [
  `insert into programmes (id, organisation_id, slug, title, phase, draft, rules_version, created_at, opened_at)
   select '${programmeId}', organisation_id, '${slug}', title, 'review', draft, 1, created_at, created_at
   from programmes where rules_version > 0 order by created_at desc limit 1`,
  `insert into programme_rules (programme_id, version, document, hash, reason, member_id, at)
   select '${programmeId}', 1, ${rules}, hash, '', member_id, at from programme_rules order by at desc limit 1`,
  `insert into nominations (id, programme_id, category, estate_id, organisation_id, state, screening, rules_version,
     figures, blind_code, member_id, created_at, updated_at, submitted_at)
   select '${programmeId}-' || e.id, '${programmeId}', 'A', e.id, t.organisation_id, 'submitted', 'eligible', 1,
     ${figures}, 'AWARD-' || e.id, 'walk', e.created_at, e.created_at, e.created_at
   from estates e join tenures t on t.estate_id = e.id and t.to_date is null order by e.id limit 3`,
]

async function inDatabase(walk: Walk, statements: readonly string[]) {
  const client = createClient({ url: walk.database })
  try {
    return await client.batch([...statements], "write")
  } finally {
    client.close()
  }
}

/** Answers the address of a receipt. */
async function walkObjections(walk: Walk): Promise<string> {
  const form = paths.objection(slug)
  const route = "/programmes/:programme/objection"
  await walk.get("/programmes/:programme/notice", "nobody", paths.notice(slug))
  await walk.get("/programmes/:programme/notice/:number", "nobody", paths.notice(slug, 1))
  await walk.get(route, "nobody", form)
  const [candidates] = await inDatabase(walk, [
    `select n.value ->> '$.nominationId' as id from shortlists s, json_each(s.document, '$.categories[0].entries') n
     where s.programme_id = '${programmeId}'`,
  ])
  const ids = (candidates?.rows ?? []).map((row) => String(row["id"]))
  let receipt = ""
  for (const [at, nominationId] of [ids[0] ?? "", ids[0] ?? "", ids[1] ?? ""].entries()) {
    const changes: [string, string][] = [
      ["nominationId", nominationId],
      ["kind", "anonymous"],
      ["text", `走查 ${at}`],
    ]
    receipt = (await walk.post(route, "nobody", { page: form, form: "/objection", changes })) ?? ""
  }
  await walkAnswers(walk)
  return new URL(receipt, "http://walk").pathname
}

async function walkAnswers(walk: Walk): Promise<void> {
  const sql = `select id from objections where programme_id = '${programmeId}' order by number`
  const [rows] = await inDatabase(walk, [sql])
  const [first = "", second = "", third = ""] = (rows?.rows ?? []).map((row) =>
    paths.objectionCase(slug, String(row["id"])),
  )
  const route = "/selection/:programme/objections/:objectionId"
  const reply: [string, string] = ["reply", "走查答复"]
  await walk.get(route, "secretary", first)
  await walk.post(`${route}/admission`, "secretary", { page: first, form: "/admission" })
  await walk.post(`${route}/admission`, "secretary", { page: third, form: "/admission" })
  await walk.post(`${route}/refusal`, "secretary", { page: second, form: "/refusal", changes: [reply] })
  const upheld: [string, string][] = [["decision", "upheld"], reply]
  await walk.post(`${route}/decision`, "secretary", { page: first, form: "/decision", changes: upheld })
  const rejected: [string, string][] = [["decision", "rejected"], reply]
  await walk.post(`${route}/decision`, "secretary", { page: third, form: "/decision", changes: rejected })
}

async function walkGrants(walk: Walk, receipt: string): Promise<void> {
  const desk = paths.selectionPart(slug, "awards")
  const route = "/selection/:programme/awards"
  await walk.get(route, "chair", desk)
  await walk.post(route, "chair", { page: desk, form: "/awards", changes: [["reason", "走查"]] })
  const [rows] = await inDatabase(walk, [
    `select id, certificate_number as number from awards where programme_id = '${programmeId}' limit 1`,
  ])
  const [row] = rows?.rows ?? []
  const award = paths.award(slug, String(row?.["id"]))
  const number = String(row?.["number"])
  await walk.settlePublic()
  await walk.get("/objections/:receipt", "nobody", receipt)
  await walk.get("/awards", "nobody", paths.awards({ programme: slug }))
  await walk.get("/awards.csv", "nobody", paths.awardsCsv())
  await walk.get("/api/v1/awards", "nobody", paths.apiAwards())
  await walk.get("/certificates/:number", "nobody", paths.certificate(number))
  await walk.get("/certificates/:number/sheet", "nobody", paths.certificateSheet(number))
  await walk.get(`${route}/:awardId`, "chair", award)
  const changes: [string, string][] = [
    ["reason", "走查"],
    ["confirmed", "yes"],
  ]
  await walk.post(`${route}/:awardId/revocation`, "chair", { page: award, form: "/revocation", changes })
}

/** Walks a programme from its list to a certificate that is taken back. */
export async function walkAwards(walk: Walk, _places: Places): Promise<void> {
  await inDatabase(walk, ground)
  const shortlist = paths.selectionPart(slug, "shortlist")
  const notice = paths.selectionPart(slug, "notice")
  await walk.get("/selection/:programme/shortlist", "secretary", shortlist)
  const reason: [string, string][] = [["reason", "走查"]]
  await walk.post("/selection/:programme/shortlist", "secretary", {
    page: shortlist,
    form: "/shortlist",
    changes: reason,
  })
  await walk.get("/selection/:programme/notice", "secretary", notice)
  await walk.post("/selection/:programme/notice", "secretary", {
    page: notice,
    form: "/notice",
    changes: reason,
  })
  await walk.settlePublic()
  const receipt = await walkObjections(walk)
  // Its last day is not waited for.
  await inDatabase(walk, [
    `update notices set from_day = '2026-01-05', to_day = '2026-01-09' where programme_id = '${programmeId}'`,
  ])
  for (let round = 0; round < 2; round++)
    await walk.post("/selection/:programme/notice/closing", "secretary", { page: notice, form: "/closing" })
  await walkGrants(walk, receipt)
}
