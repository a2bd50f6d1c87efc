import { createClient } from "@libsql/client/http"
import { demonstrationCommunity } from "../../../schema/seed/demonstration/sites.ts"
import { paths } from "../../../web/paths.ts"
import type { Role } from "../../../worker/domain/actor.ts"
import { dayOf, lastDay, quarterOf, shiftDay } from "../../../worker/domain/quarter.ts"
import { pngFile } from "../files/attachment-files.ts"
import type { Places } from "../places.ts"
import { storeKey } from "../stored-key.ts"
import type { Walk } from "../walk.ts"
import { walkOrganisation } from "./api-organisation.ts"
import { walkExports, walkFiles } from "./api-registry.ts"
import { made } from "./preliminary.ts"

const street = demonstrationCommunity.slice(0, 9)
const holders = {
  company: ["company-1", "manager"],
  // Another one of the same company: a key may ask only so often.
  second: ["company-1", "manager"],
  third: ["company-1", "manager"],
  street: [`place-${street}`, "approver"],
  district: [`place-${street.slice(0, 6)}`, "approver"],
  city: ["place-510100", "approver"],
  platform: ["platform", "operator"],
} as const satisfies Record<string, readonly [organisation: string, role: Role]>

export type Holder = keyof typeof holders

/** A quarter that nobody has filed for, to be closed and released without touching the one that pages walk. */
const past = "2019Q4"

async function prepare(database: string): Promise<Record<Holder, string>> {
  const client = createClient({ url: database })
  try {
    await client.execute({
      sql: `insert or ignore into quarters (quarter, edition_id, deadline_day, opened_at)
            select ?, edition_id, '2020-01-31', '2020-01-01T00:00:00.000Z' from quarters limit 1`,
      args: [past],
    })
    const keys = {} as Record<Holder, string>
    for (const [holder, [organisation, role]] of Object.entries(holders))
      keys[holder as Holder] = (await storeKey(client, organisation, { role })).key
    return keys
  } finally {
    client.close()
  }
}

const submission = "/api/v1/submissions/:quarter/:slug"

async function walkSubmission(walk: Walk, { open, slug, fields }: Places, keys: Record<Holder, string>) {
  const base = paths.apiSubmission(slug, open)
  const values = Object.fromEntries(
    (fields["company"] ?? []).flatMap(([name, value]) =>
      name.startsWith("v:") ? [[name.slice(2), value]] : [],
    ),
  )
  const reasons = Object.fromEntries(
    [...Object.keys(values), "same_as_last"].map((key) => [key, "与台账一致。"]),
  )
  const version = async (holder: Holder) => {
    const { etag } = await walk.program(`GET ${submission}`, keys[holder], { path: base })
    return { "if-match": etag ?? "" }
  }
  const write = async (holder: Holder, method: string, part: string, body: unknown, seen = false) =>
    walk.program(`${method} ${submission}${part}`, keys[holder], {
      path: `${base}${part}`,
      body,
      headers: seen ? await version(holder) : {},
    })
  await walk.program("GET /api/v1/submissions", keys.company, {
    path: `${paths.api("/submissions")}?limit=5`,
  })
  for (const part of ["keys", "score"])
    await walk.program(`GET ${submission}/${part}`, keys.company, { path: `${base}/${part}` })
  await write("company", "PUT", "/draft", { values }, true)
  const [key = "", value] = Object.entries(values)[0] ?? []
  await write("company", "PATCH", "/draft", { values: { [key]: { was: value, value } } })
  await write("company", "POST", "/check", {})
  await walkEvidence(walk, keys.second, submission, base)
  const file = { type: "text/csv", content: `编号,parking_patrols\n${slug},19\n` }
  await walk.program("POST /api/v1/books/:quarter", keys.company, { path: paths.apiBook(open), file })
  // The page has asked the street today: the community is asked about what does not fit these households.
  const [all, few] = [values["households"], "10"]
  await write("company", "PATCH", "/draft", { values: { households: { was: all, value: few } } })
  await write("company", "POST", "/asking", { provider: "community" })
  await write("company", "PATCH", "/draft", { values: { households: { was: few, value: all } } })
  await write("company", "POST", "/sign-off", { reasons }, true)
  await write("company", "POST", "/withdrawal", {})
  const { html } = await walk.program("GET /api/v1/books/:quarter/sending", keys.company, {
    path: paths.apiSendings(open),
  })
  const { clean } = JSON.parse(html) as { clean: { slug: string; seen: number }[] }
  const estates = clean.filter((one) => one.slug === slug).map(({ seen }) => ({ slug, seen }))
  const together = { path: paths.apiSendings(open), body: { estates } }
  await walk.program("POST /api/v1/books/:quarter/sending", keys.company, together)
  await write("company", "POST", "/withdrawal", {})
  await write("company", "POST", "/sign-off", { reasons }, true)
  await write("street", "PUT", "/findings", { decisions: {} }, true)
  const change = { was: null, decision: "asked", reason: "请核对。" }
  await write("street", "PATCH", "/findings", { decisions: { [key]: change } })
  const back = { was: { decision: "asked", reason: "请核对。" }, decision: "accepted" }
  await write("street", "PATCH", "/findings", { decisions: { [key]: back } })
  await write("street", "POST", "/preview", {})
  const seen = await walk.program(`GET ${submission}`, keys.street, { path: base })
  const { verification } = JSON.parse(seen.html) as { verification: { marks: { mark: string }[] } }
  const settled = verification.marks.map(({ mark }) => mark)
  await write("street", "POST", "/verification", { settled }, true)
  const extending = { deadlineDay: shiftDay(dayOf(Date.now()), 30), reason: "停电。" }
  await write("district", "POST", "/extension", extending)
  await write("district", "POST", "/extension/end", { reason: "已恢复。" })
  await write("street", "POST", "/taking-back", { reason: "再看一遍。" }, true)
  await write("street", "POST", "/verification", { settled }, true)
  await write("district", "POST", "/return", { reason: "请核对户数。", decisions: {} }, true)
  await write("district", "POST", "/exemption", { reason: "整体改造。" })
  await write("district", "POST", "/exemption/end", { reason: "改造取消。" })
}

/** A picture as evidence: added, listed, read, described and deleted. */
async function walkEvidence(walk: Walk, key: string, submission: string, base: string): Promise<void> {
  const route = `${submission}/evidence`
  const file = { type: "image/png", content: pngFile() }
  const added = await walk.program(`POST ${route}`, key, { path: `${base}/evidence?indicator=ENV-01`, file })
  const { id } = JSON.parse(added.html) as { id: string }
  const path = `${base}/evidence/${id}`
  await walk.program(`GET ${route}`, key, { path: `${base}/evidence` })
  await walk.program(`GET ${route}/:evidenceId`, key, { path })
  const body = { note: "3 号地块", side: "before" }
  await walk.program(`PATCH ${route}/:evidenceId`, key, { path, body })
  await walk.program(`POST ${route}/:evidenceId/removal`, key, { path: `${path}/removal` })
}

/** Waits for the end of a release, so that its round trips are not taken for those of the next request. */
async function released(walk: Walk, key: string, path: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const { html } = await walk.program("GET /api/v1/quarters/:quarter/release", key, { path })
    if (html.includes('"state":"final"')) return
    walk.costs.pop()
    await new Promise((done) => setTimeout(done, 250))
  }
  throw new Error("the release of the walk did not end")
}

/** Opens the running quarter and takes it away again: pages open it later. */
async function walkOpening(walk: Walk, key: string): Promise<void> {
  const quarter = quarterOf(Date.now())
  const body = { quarter, deadlineDay: shiftDay(lastDay(quarter), 20) }
  await walk.program("POST /api/v1/quarters", key, { path: paths.api("/quarters"), body })
  const route = "POST /api/v1/quarters/:quarter"
  const path = paths.api(`/quarters/${quarter}`)
  const moved = { deadlineDay: shiftDay(lastDay(quarter), 25), reason: "平台停机。" }
  await walk.program(`${route}/deadline`, key, { path: `${path}/deadline`, body: moved })
  await walk.program(`${route}/window`, key, { path: `${path}/window`, body: { days: 5 } })
  await walk.program(`${route}/removal`, key, { path: `${path}/removal` })
}

/** Asks for corrections of the released quarter; one is withdrawn, one refused. */
async function walkRequests(
  walk: Walk,
  { released, slug }: Places,
  keys: Record<Holder, string>,
): Promise<void> {
  const ask = "/api/v1/submissions/:quarter/:slug/correction-requests"
  const one = "/api/v1/correction-requests/:requestId"
  const body = {
    reason: "场次多写了一次，签到表只有一场。",
    evidence: "签到表",
    values: { cultural_events: 9 },
  }
  for (const [holder, end, answer] of [
    ["third", "withdrawal", {}],
    ["city", "refusal", { reply: "签到表与填报一致。" }],
  ] as const) {
    const path = `${paths.apiSubmission(slug, released)}/correction-requests`
    const { html } = await walk.program(`POST ${ask}`, keys.third, { path, body })
    const { id } = JSON.parse(html) as { id: string }
    const own = paths.api(`/correction-requests/${id}`)
    await walk.program("GET /api/v1/correction-requests", keys[holder], {
      path: paths.api("/correction-requests"),
    })
    await walk.program(`GET ${one}`, keys[holder], { path: own })
    await walk.program(`POST ${one}/${end}`, keys[holder], { path: `${own}/${end}`, body: answer })
  }
}

/** Opens a correction of the released quarter and takes it back, so that nothing of it changes. */
async function walkCorrections(walk: Walk, { released, slug }: Places, key: string): Promise<void> {
  const route = "/api/v1/quarters/:quarter/corrections"
  const path = paths.api(`/quarters/${released}/corrections`)
  const body = { estate: slug, reason: "户数填错了，按台账更正。" }
  const { html } = await walk.program(`POST ${route}`, key, { path, body })
  await walk.program(`GET ${route}`, key, { path })
  const { id } = JSON.parse(html) as { id: string }
  await walk.program(`POST ${route}/:correctionId/withdrawal`, key, { path: `${path}/${id}/withdrawal` })
}

async function walkQuarters(walk: Walk, keys: Record<Holder, string>): Promise<void> {
  const route = "/api/v1/quarters/:quarter"
  const base = paths.api(`/quarters/${past}`)
  await walk.program("GET /api/v1/quarters", keys.city, { path: paths.api("/quarters") })
  await walkOpening(walk, keys.city)
  await walk.program(`GET ${route}`, keys.district, { path: base })
  await walk.program(`POST ${route}/closing`, keys.district, { path: `${base}/closing` })
  const body = { reason: "补报一个小区。" }
  await walk.program(`POST ${route}/reopening`, keys.district, { path: `${base}/reopening`, body })
  await walk.program(`POST ${route}/closing`, keys.district, { path: `${base}/closing` })
  await walk.program(`POST ${route}/preliminary`, keys.city, { path: `${base}/preliminary` })
  await made(walk, past)
  const named = { named: past }
  await walk.program(`POST ${route}/release`, keys.city, { path: `${base}/release`, body: named })
  await released(walk, keys.city, `${base}/release`)
}

/** Walks the routes of the API with keys of those who run their organisations. */
export async function walkApi(walk: Walk, places: Places): Promise<void> {
  const keys = await prepare(walk.database)
  await walk.program("GET /api/v1/key", keys.company, { path: paths.api("/key") })
  await walkSubmission(walk, places, keys)
  await walkOrganisation(walk, keys)
  await walkFiles(walk, keys)
  await walkExports(walk, keys.company)
  await walkRequests(walk, places, keys)
  await walkCorrections(walk, places, keys.city)
  await walkQuarters(walk, keys)
}
