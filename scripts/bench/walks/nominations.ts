import { createClient } from "@libsql/client/http"
import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

const open = "zou-cha-shen-bao"
const screening = "zou-cha-shen-cha"

const programme = (id: string, slug: string, phase: string) => [
  `insert into programmes (id, organisation_id, slug, title, phase, draft, rules_version, created_at, opened_at)
   select '${id}', organisation_id, '${slug}', title, '${phase}', draft, 1, created_at, created_at
   from programmes where rules_version > 0 order by created_at desc limit 1`,
  `insert into programme_rules (programme_id, version, document, hash, reason, member_id, at)
   select '${id}', 1, json_set(document, '$.dates.openDay', '2020-01-01', '$.dates.closeDay', '2098-01-01',
     '$.eligibility', json('[{"code":"E1","title":"满分","expression":"base > 100","built":null}]')),
     hash, '', member_id, at from programme_rules order by at desc limit 1`,
]

/** Statements that add a programme which takes nominations to a database that has one with rules. */
export const nominating = (id: string, slug: string) => programme(id, slug, "open")

/** A programme that takes nominations, and one in screening with a candidate that does not meet its rules. */
const ground = [
  ...programme("walk-nominating", open, "open"),
  ...programme("walk-screening", screening, "screening"),
  `insert into nominations (id, programme_id, category, estate_id, organisation_id, state, screening, rules_version,
     blind_code, member_id, figures, figures_hash, eligibility, created_at, updated_at, submitted_at)
   select 'walk-screened', 'walk-screening', 'A', e.id, t.organisation_id, 'submitted', 'ineligible', 1, 'WALK-SCREENED',
     'walk', null, null, '{"eligible":false,"rules":[],"figuresHash":"","rulesVersion":1}', e.created_at, e.created_at,
     e.created_at
   from estates e join tenures t on t.estate_id = e.id and t.to_date is null order by e.id limit 1`,
]

async function prepare(walk: Walk): Promise<void> {
  const client = createClient({ url: walk.database })
  try {
    await client.batch(ground, "write")
  } finally {
    client.close()
  }
}

async function walkNomination(walk: Walk): Promise<void> {
  const route = "/nominations/:nominationId"
  const choice = paths.newNomination(open)
  await walk.get("/nominations", "manager", paths.nominations())
  await walk.get("/nominations/new/:programme", "manager", choice)
  const location = await walk.post("/nominations/new/:programme", "manager", { page: choice, form: open })
  const page = new URL(location ?? "", "http://walk").pathname
  await walk.get(route, "manager", page)
  const answers: [string, string][] = [
    ["answer:statement", "走查"],
    ["consent", "yes"],
    ["reason", "走查"],
  ]
  await walk.post(route, "manager", { page, form: page, changes: answers })
  await walk.post(`${route}/submission`, "manager", {
    page,
    form: page,
    action: `${page}/submission`,
    changes: answers,
  })
  const reason: [string, string][] = [["reason", "走查"]]
  await walk.post(`${route}/withdrawal`, "manager", { page, form: "/withdrawal", changes: reason })
}

async function walkScreening(walk: Walk): Promise<void> {
  const route = "/selection/:programme/nominations"
  const desk = paths.selectionPart(screening, "nominations")
  const one = paths.screenedNomination(screening, "walk-screened")
  await walk.get(route, "secretary", desk)
  await walk.get(`${route}/:nominationId`, "secretary", one)
  const reason: [string, string][] = [["reason", "走查"]]
  await walk.post(`${route}/:nominationId/override`, "secretary", {
    page: one,
    form: "/override",
    changes: reason,
  })
  const yes: [string, string][] = [["confirmed", "yes"]]
  await walk.post(`${route}/:nominationId/override/decision`, "chair", {
    page: one,
    form: "/decision",
    changes: yes,
  })
  await walk.post(`${route}/screening`, "secretary", { page: desk, form: "/screening" })
}

/** Walks an estate's nomination from its choice to its withdrawal, and the organiser's screening. */
export async function walkNominations(walk: Walk, _places: Places): Promise<void> {
  await prepare(walk)
  await walkNomination(walk)
  await walkScreening(walk)
}
