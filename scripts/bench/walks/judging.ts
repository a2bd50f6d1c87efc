import { createClient } from "@libsql/client/http"
import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

const slug = "zou-cha-ping-wei"

/** A programme in screening with three candidates, by the rules of one that was walked before. */
const ground = [
  `insert into programmes (id, organisation_id, slug, title, phase, draft, rules_version, created_at, opened_at)
   select 'walk-judging', organisation_id, '${slug}', title, 'screening', draft, 1, created_at, created_at
   from programmes where rules_version > 0 order by created_at desc limit 1`,
  `insert into programme_rules (programme_id, version, document, hash, reason, member_id, at)
   select 'walk-judging', 1, document, hash, '', member_id, at from programme_rules order by at desc limit 1`,
  `insert into nominations (id, programme_id, category, estate_id, organisation_id, state, screening, rules_version,
     blind_code, member_id, created_at, updated_at, submitted_at)
   select 'walk-judging-' || e.id, 'walk-judging', 'A', e.id, t.organisation_id, 'submitted', 'eligible', 1,
     'WALK-' || e.id, 'walk', e.created_at, e.created_at, e.created_at
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

/** The judge from its invitation to its interests and its identity. Answers its id. */
async function walkJudge(walk: Walk): Promise<string> {
  const desk = paths.selectionPart(slug, "judges")
  const route = "/selection/:programme/judges"
  await walk.get(route, "secretary", desk)
  const location = await walk.post(route, "secretary", {
    page: desk,
    form: "/judges",
    changes: [["memberId", "organiser-1-judge"]],
  })
  await walk.settle()
  const id = new URL(location ?? "", "http://walk").pathname.split("/").at(-1) ?? ""
  const own = paths.judge(id)
  const interests = paths.judgeInterests(id, { kind: "place", q: "510107064" })
  await walk.get("/judging", "judge", paths.judging())
  await walk.get("/judging/:judgeId", "judge", own)
  const accepted: [string, string][] = [["answer", "accepted"]]
  await walk.post("/judging/:judgeId/answer", "judge", { page: own, form: "/answer", changes: accepted })
  await walk.get("/judging/:judgeId/interests", "judge", interests)
  const declared: [string, string][] = [["ref", "510107064"]]
  await walk.post("/judging/:judgeId/interests", "judge", {
    page: interests,
    form: "/interests",
    changes: declared,
  })
  const at = paths.judgeAtDesk(slug, id)
  await walk.get(`${route}/:judgeId`, "secretary", at)
  const seen: [string, string][] = [["number", "11010519491231002X"]]
  await walk.post(`${route}/:judgeId/identity`, "secretary", { page: at, form: "/identity", changes: seen })
  return id
}

async function walkAssignment(walk: Walk, judgeId: string): Promise<void> {
  const desk = paths.selectionPart(slug, "assignment")
  const route = "/selection/:programme/assignment"
  await walk.get(route, "secretary", paths.selectionPart(slug, "assignment", { preview: 1 }))
  await walk.post(route, "secretary", { page: desk, form: "/assignment" })
  const [codes] = await inDatabase(walk, [
    "select blind_code from nominations where programme_id = 'walk-judging' order by id",
    "delete from assignments where programme_id = 'walk-judging'",
  ])
  const [first = "", second = ""] = (codes?.rows ?? []).map((row) => String(row["blind_code"]))
  const one: [string, string][] = [
    ["code", first],
    ["judgeId", judgeId],
  ]
  await walk.post(`${route}/pairs`, "secretary", { page: desk, form: "/pairs", changes: one })
  const [given] = await inDatabase(walk, [
    "select id from assignments where programme_id = 'walk-judging' and ended_at is null",
  ])
  const pair = paths.assignmentPair(slug, String(given?.rows[0]?.["id"]))
  await walk.get(`${route}/pairs/:assignmentId`, "secretary", pair)
  await walk.post(`${route}/pairs/:assignmentId/removal`, "secretary", { page: pair, form: "/removal" })
  const lines = `盲审编号,评委邮箱\r\n${second},judge@demo.shige.example\r\n`
  const file = new File([lines], "分配.csv", { type: "text/csv" })
  await walk.upload(`${route}/file`, "secretary", paths.assignmentFile(slug), file)
  await walk.get(`${route}/assignments.csv`, "secretary", paths.assignmentCsv(slug))
}

/** Walks the judges of a programme and their assignments, and what a judge sees itself. */
export async function walkJudging(walk: Walk, _places: Places): Promise<void> {
  await inDatabase(walk, ground)
  const judgeId = await walkJudge(walk)
  await walkAssignment(walk, judgeId)
  const at = paths.judgeAtDesk(slug, judgeId)
  const route = "/selection/:programme/judges/:judgeId/removal"
  const reason: [string, string][] = [["reason", "走查"]]
  await walk.post(route, "secretary", { page: at, form: "/removal", changes: reason })
}
