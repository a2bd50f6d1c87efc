import { createClient } from "@libsql/client/http"
import { paths } from "../../../web/paths.ts"
import { picture } from "../picture.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

const slug = "zou-cha-ping-fen"
const assignmentId = "walk-reviews-given"
const draft = "walk-files-draft"
const desk = "/selection/:programme"

/** The rules that the walk of programmes typed: the demonstration has others. */
const walked = "json_extract(document, '$.summary') = '走查用的评选。'"

const programme = (id: string, address: string, phase: string) => [
  `insert into programmes (id, organisation_id, slug, title, phase, draft, rules_version, created_at, opened_at)
   select '${id}', organisation_id, '${address}', title, '${phase}', draft, 1, created_at, created_at
   from programmes where rules_version > 0 order by created_at desc limit 1`,
  `insert into programme_rules (programme_id, version, document, hash, reason, member_id, at)
   select '${id}', 1, json_set(document, '$.dates.closeDay', '2098-01-01'), hash, '', member_id, at from programme_rules where ${walked}
   order by at desc limit 1`,
]

/** A programme in review with two candidates of which a judge has one, and one that is open with a company's draft. */
const ground = [
  ...programme("walk-reviews", slug, "review"),
  `insert into nominations (id, programme_id, category, estate_id, organisation_id, state, screening, rules_version,
     blind_code, member_id, created_at, updated_at, submitted_at)
   select 'walk-reviews-' || e.id, 'walk-reviews', 'A', e.id, t.organisation_id, 'submitted', 'eligible', 1,
     'REVIEW-' || e.id, 'walk', e.created_at, e.created_at, e.created_at
   from estates e join tenures t on t.estate_id = e.id and t.to_date is null order by e.id limit 2`,
  `insert into judges (id, programme_id, member_id, user_id, state, invited_by, invited_at)
   select 'walk-reviews-judge', 'walk-reviews', m.id, m.user_id, 'accepted', 'walk', m.created_at
   from members m where m.id = 'organiser-1-judge'`,
  `insert into assignments (id, programme_id, judge_id, nomination_id, run, assigned_at)
   select '${assignmentId}', 'walk-reviews', 'walk-reviews-judge', min(id), 1, min(created_at)
   from nominations where programme_id = 'walk-reviews'`,
  ...programme("walk-files", "zou-cha-fu-jian", "open"),
  `insert into nominations (id, programme_id, category, estate_id, organisation_id, state, rules_version, blind_code,
     member_id, created_at, updated_at)
   select '${draft}', 'walk-files', 'A', t.estate_id, t.organisation_id, 'draft', 1, '${draft}', m.id, m.created_at,
     m.created_at
   from members m join users u on u.id = m.user_id
   join tenures t on t.organisation_id = m.organisation_id and t.to_date is null
   where u.email = 'manager@demo.shige.example' limit 1`,
]

async function inDatabase(walk: Walk, statements: readonly string[]) {
  const client = createClient({ url: walk.database })
  try {
    return await client.batch([...statements], "write")
  } finally {
    client.close()
  }
}

/** A document of one empty page: it is read and written anew by a library, which has to run where this runs. */
const document = [
  "%PDF-1.7",
  "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
  "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj",
  "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >> endobj",
  "trailer << /Size 4 /Root 1 0 R >>",
  "startxref",
  "0",
  "%%EOF",
].join("\n")

/** A file attached, moved to a candidate that is judged, copied for judges, seen, and its copy taken away. */
async function walkFiles(
  walk: Walk,
  { nominationId, blindCode }: Record<"nominationId" | "blindCode", string>,
): Promise<void> {
  const file = () => new File([picture], "照片.png", { type: "image/png" })
  const attaching = "/nominations/:nominationId/attachments"
  const typed = (revision: string): [string, string][] => [
    ["revision", revision],
    ["answer:statement", "走查"],
  ]
  const path = paths.attachments(draft)
  await walk.attach(attaching, "manager", path, new File([document], "报告.pdf"), typed("1"))
  await walk.attach(attaching, "manager", path, file(), typed("2"))
  const [own] = await inDatabase(walk, [
    `select id from attachments where nomination_id = '${draft}'
    and type = 'image/png'`,
  ])
  const id = String(own?.rows[0]?.["id"])
  await walk.get("/attachments/:attachmentId", "manager", paths.attachment(id))
  await inDatabase(walk, [`update attachments set nomination_id = '${nominationId}' where id = '${id}'`])
  const route = "/attachments/:attachmentId"
  const address = paths.redactedCopies(slug, blindCode)
  await walk.attach(`${desk}/redaction/:blindCode/copies`, "secretary", address, file(), [["original", id]])
  const [copies] = await inDatabase(walk, [`select id from attachments where redacts = '${id}'`])
  await walk.get(route, "judge", paths.attachment(String(copies?.rows[0]?.["id"])))
}

/** Walks the anonymous material, a judge's sheet and the results of a programme. */
export async function walkReviews(walk: Walk, _places: Places): Promise<void> {
  await inDatabase(walk, ground)
  const [given] = await inDatabase(walk, [
    `select n.id, n.blind_code from nominations n join assignments a on a.nomination_id = n.id
     where a.id = '${assignmentId}'`,
  ])
  const nominationId = String(given?.rows[0]?.["id"])
  const blindCode = String(given?.rows[0]?.["blind_code"])
  await walkFiles(walk, { nominationId, blindCode })
  const material = paths.redaction(slug, blindCode)
  await walk.get(`${desk}/redaction`, "secretary", paths.redactions(slug))
  await walk.get(`${desk}/redaction/:blindCode`, "secretary", material)
  const answers: [string, string][] = [["a:statement", "本小区的做法"]]
  await walk.post(`${desk}/redaction/:blindCode`, "secretary", {
    page: material,
    form: blindCode,
    changes: answers,
  })
  const page = paths.review(assignmentId)
  const scored: [string, string][] = [
    ["s:C1", "100"],
    ["confidence", "2"],
  ]
  await walk.get("/reviews/:assignmentId", "judge", page)
  await walk.post("/reviews/:assignmentId/draft", "judge", { page, form: "/draft", changes: scored })
  await walk.post("/reviews/:assignmentId/submission", "judge", {
    page,
    form: "/draft",
    action: paths.reviewSubmission(assignmentId),
  })
  await walk.get(`${desk}/results`, "secretary", paths.selectionPart(slug, "results"))
  await walk.get(`${desk}/results.csv`, "secretary", paths.resultsCsv(slug))
  const copy = [`select id from attachments where redacts is not null and nomination_id = '${nominationId}'`]
  const [copies] = await inDatabase(walk, copy)
  const id = String(copies?.rows[0]?.["id"])
  await walk.post("/attachments/:attachmentId/removal", "secretary", {
    page: material,
    form: "/copies",
    action: paths.attachmentRemoval(id),
  })
}
