import { demonstrationCommunity } from "../../schema/seed/demonstration/sites.ts"
import { paths } from "../../web/paths.ts"
import { dayOf, quarterOf, shiftDay } from "../../worker/domain/quarter.ts"
import type { RunningApp } from "../start/app.ts"
import { jpegFile } from "./files/attachment-files.ts"
import { findPlaces, type Places } from "./places.ts"
import type { RequestCosts } from "./request-costs.ts"
import type { Watch } from "./visitor.ts"
import { type RouteCost, Walk } from "./walk.ts"
import { walkAccount } from "./walks/account.ts"
import { walkApiSelection } from "./walks/api-selection.ts"
import { walkArchive } from "./walks/archive.ts"
import { walkAudit } from "./walks/audit.ts"
import { walkAwards } from "./walks/awards.ts"
import { walkDeputies } from "./walks/deputies.ts"
import { walkJudging } from "./walks/judging.ts"
import { walkLeaving } from "./walks/leaving.ts"
import { walkNominations } from "./walks/nominations.ts"
import { walkPeople } from "./walks/people.ts"
import { made } from "./walks/preliminary.ts"
import { walkProgrammes } from "./walks/programmes.ts"
import { walkPrograms } from "./walks/programs.ts"
import { walkRegistry } from "./walks/registry.ts"
import { walkRequests } from "./walks/requests.ts"
import { walkReviews } from "./walks/reviews.ts"
import { walkRunning } from "./walks/running.ts"

async function walkPublic(walk: Walk, { released, slug, company }: Places): Promise<void> {
  const get = (route: string, path: string) => walk.get(route, "nobody", path)
  await get("/", paths.home())
  await get("/", paths.home({ q: "锦江" }))
  await get("/suggestions", `${paths.suggestions()}?q=jin`)
  await get("/ranking", paths.ranking())
  await get("/ranking/bulletin.docx", paths.bulletin("docx"))
  await get("/ranking/bulletin.xlsx", paths.bulletin("xlsx"))
  await get("/estates/:slug", paths.estate(slug))
  await get("/estates/:slug/report", paths.estateReport(slug))
  await get("/districts/:code/report", paths.districtReport(demonstrationCommunity.slice(0, 6)))
  await get("/compare", paths.compare([slug, "hefeng-yuan"]))
  await get("/districts/:code", paths.group("district", demonstrationCommunity.slice(0, 6)))
  await get("/streets/:code", paths.group("street", demonstrationCommunity.slice(0, 9)))
  await get("/companies/:name", paths.group("company", company))
  await get("/indicators", paths.indicators())
  await get("/indicators/:code", paths.indicator("ENV-01"))
  await get("/indicators/:code/values.csv", paths.indicatorCsv("ENV-01"))
  await get("/data", paths.openData())
  await get("/releases.atom", paths.releasesAtom())
  await get("/sitemap.xml", paths.sitemap())
  await get("/robots.txt", "/robots.txt")
  await get("/methodology/:code", paths.methodology("cd-wwsg-2023"))
  await get("/api/v1/releases", paths.apiReleases())
  await get("/api/v1/releases/:file", paths.apiRelease(released))
  await get("/api/v1/releases/:file", paths.apiRelease(released, ".csv"))
  await get("/api/v1/releases/:period/values.csv", paths.apiValues(released))
  await get("/api/v1/releases/:period/:number", paths.apiReleaseNumber(released, 1))
  await get("/api/v1/releases/:period/:number/:file", paths.apiReleaseFile(released, 1, "expected.csv"))
  await get("/api/v1/editions/:id", paths.apiEdition("cd-wwsg-2023"))
  await get("/sign-in", paths.signIn())
}

async function walkSessions(walk: Walk): Promise<void> {
  await walk.post("/sign-out", "editor", { page: paths.filing(), form: "/sign-out" })
}

/** A book with one figure, entered, and one that is wrong, which comes back marked. */
async function walkBook(walk: Walk, open: string, slug: string): Promise<void> {
  const bookOf = (typed: string) => new File([`编号,parking_patrols\n${slug},${typed}\n`], "book.csv")
  const send = (typed: string, then: string) =>
    walk.upload("/books/:quarter", "editor", paths.book(open), bookOf(typed), then)
  await send("17", "/confirmation")
  await send("三次", "/marked")
}

/** A picture as evidence: added, seen, described and deleted. */
async function walkEvidence(walk: Walk, open: string, slug: string): Promise<void> {
  const route = "/evidence/:quarter/:slug/:indicator"
  const page = paths.evidence(slug, open, "ENV-01")
  await walk.get(route, "editor", page)
  await walk.attach(route, "editor", page, new File([jpegFile()], "照片.jpg"))
  const { html } = await (await walk.visitor("editor")).get(page)
  const id = /id="e-([\w-]{36})"/.exec(html)?.[1] ?? ""
  await walk.get(`${route}/:evidenceId`, "editor", paths.evidenceFile(slug, open, "ENV-01", id))
  const piece = `${route}/:evidenceId`
  await walk.post(`${piece}/description`, "editor", { page, form: "/description" })
  await walk.post(`${piece}/removal`, "editor", { page, form: "/removal" })
  // One that stays, for who verifies.
  await walk.attach(route, "editor", paths.evidence(slug, open, "WTR-01"), new File([jpegFile()], "表.jpg"))
}

/** An estate of which nothing is sent is exempted, and is not any more. */
async function walkExemption(walk: Walk, open: string, slug: string): Promise<void> {
  const route = "/verification/:quarter/:slug/exemption"
  const page = paths.exemption(slug, open)
  const changes: [string, string][] = [["reason", "整体改造，本季度停用。"]]
  await walk.get(route, "district", page)
  await walk.post(route, "district", { page, form: page, changes })
  await walk.post(`${route}/end`, "district", { page, form: "/end", changes })
}

async function walkFiling(walk: Walk, { open, slug, fields }: Places): Promise<void> {
  const page = paths.submission(slug, open)
  const route = "/filing/:quarter/:slug"
  const draft = { page, form: "/draft", changes: fields["company"] }
  await walk.get("/desk", "district", paths.desk())
  await walk.get("/filing", "editor", paths.filing())
  await walk.get("/filing/list.csv", "editor", paths.listFile("filing"))
  await walk.get("/filing/trend", "editor", paths.trend())
  await walk.get("/filing/trend.csv", "editor", paths.trendFile())
  await walk.get("/burden", "editor", paths.burden())
  await walk.get("/burden", "district", paths.burden())
  await walk.get("/burden/list.csv", "district", paths.listFile("burden"))
  await walk.get("/books/:quarter", "editor", paths.book(open))
  await walk.get("/books/:quarter/template.csv", "editor", paths.bookTemplate(open, "csv"))
  await walk.get("/books/:quarter/template.xlsx", "community", paths.bookTemplate(open, "xlsx"))
  await walkBook(walk, open, slug)
  await walk.get(route, "editor", page)
  await walk.post(`${route}/draft`, "editor", draft)
  await walk.post(`${route}/check`, "editor", { ...draft, action: paths.submitCheck(slug, open) })
  await walk.get(`${route}/check`, "editor", paths.submitCheck(slug, open))
  await walk.post(`${route}/asking`, "editor", { page, form: "/asking" })
  await walkEvidence(walk, open, slug)
  const changes: [string, string][] = [["r:same_as_last", "已逐项核对。"]]
  const signOff = { page: paths.submitCheck(slug, open), form: "/sign-off", changes }
  await walk.post(`${route}/sign-off`, "editor", signOff)
  await walk.post(`${route}/withdrawal`, "editor", { page, form: "/withdrawal" })
  await walkExemption(walk, open, slug)
  const together = "/books/:quarter/sending"
  await walk.get(together, "editor", paths.sendings(open))
  await walk.post(together, "editor", { page: paths.sendings(open), form: "/sending" })
  await walk.post(`${route}/withdrawal`, "editor", { page, form: "/withdrawal" })
  await walk.post(`${route}/sign-off`, "editor", signOff)
  await walk.post(`${route}/draft`, "community", { ...draft, changes: fields["community"] })
}

/** The receipt of what was sent, what it scores, and a stranger who asks whether it is one. */
async function walkReceipt(walk: Walk, { open, slug }: Places): Promise<void> {
  const route = "/filing/:quarter/:slug/receipt"
  await walk.get(route, "editor", paths.receipt(slug, open))
  await walk.get("/filing/:quarter/:slug/score", "editor", paths.scoreTold(slug, open))
  await walk.get(`${route}.json`, "editor", paths.receipt(slug, open, ".json"))
  const page = paths.verifyReceipt()
  await walk.get("/verify-receipt", "nobody", page)
  const { html } = await (await walk.visitor("editor")).get(paths.receipt(slug, open, ".json"))
  await walk.post("/verify-receipt", "nobody", { page, form: page, changes: [["receipt", html]] })
}

/** A picture that went along with what was sent, shown to everybody and taken back. */
async function walkShown(walk: Walk, open: string, slug: string): Promise<void> {
  const piece = "/evidence/:quarter/:slug/:indicator/:evidenceId"
  const page = paths.evidence(slug, open, "WTR-01")
  const masked: [string, string][] = [["masked", "yes"]]
  await walk.get("/evidence/:quarter/:slug/:indicator", "street", page)
  await walk.post(`${piece}/showing`, "street", { page, form: "/showing", changes: masked })
  const { html } = await (await walk.visitor("street")).get(page)
  const name = /\/pictures\/([\w-]{43})/.exec(html)?.[1] ?? ""
  await walk.get("/pictures/:name", "nobody", paths.picture(name))
  await walk.post(`${piece}/hiding`, "street", { page, form: "/hiding" })
}

/** What bears no mark is verified together, and taken back for whoever verifies it by itself. */
async function walkTogether(walk: Walk, { open, slug }: Pick<Places, "open" | "slug">): Promise<void> {
  const page = paths.verifySubmission(slug, open)
  const route = "/verification/:quarter/:slug"
  const together = "/verifying/:quarter"
  const settling = { page, form: "/findings", action: paths.findings(slug, open), tick: "s:" }
  await walk.post(`${route}/findings`, "street", settling)
  await walk.get(together, "street", paths.verifyTogether(open))
  await walk.post(together, "street", { page: paths.verifyTogether(open), form: paths.verifyTogether(open) })
  const changes: [string, string][] = [["reason", "再看一遍。"]]
  await walk.post(`${route}/taking-back`, "street", { page, form: "/taking-back", changes })
}

async function walkVerification(walk: Walk, { open, slug }: Places): Promise<void> {
  const page = paths.verifySubmission(slug, open)
  const route = "/verification/:quarter/:slug"
  const findings = { page, form: "/findings", action: paths.findings(slug, open) }
  const verification = { ...findings, action: paths.verify(slug, open), tick: "s:" }
  await walk.get("/verification", "street", paths.verification())
  await walk.get("/verification/list.csv", "street", paths.listFile("verification"))
  await walk.get("/oversight", "city", paths.oversight())
  await walk.get("/oversight/list.csv", "city", paths.oversightFile())
  await walk.get("/board", "city", paths.board())
  await walk.get("/board/parts.csv", "city", paths.boardFile())
  await walk.get("/board/estates", "city", paths.boardEstates())
  await walk.get("/board/list.csv", "city", paths.listFile("board"))
  await walk.get(route, "street", page)
  await walkShown(walk, open, slug)
  await walk.post(`${route}/findings`, "street", findings)
  const preview = { ...findings, action: paths.previewDecisions(slug, open) }
  await walk.post(`${route}/preview`, "street", preview)
  await walkTogether(walk, { open, slug })
  await walk.post(`${route}/verification`, "street", verification)
  await walk.get(route, "district", page)
  await walk.post(`${route}/verification`, "district", verification)
  const takingBack = { page, form: "/taking-back", changes: [["reason", "再看一遍。"]] as [string, string][] }
  await walk.post(`${route}/taking-back`, "district", takingBack)
  await walk.post(`${route}/verification`, "district", verification)
  const changes: [string, string][] = [["reason", "请核对户数。"]]
  await walk.post(`${route}/return`, "district", {
    ...findings,
    action: paths.returnSubmission(slug, open),
    changes,
  })
}

/** Opens a correction of the released quarter and takes it back, so that nothing of it changes. */
async function walkCorrections(walk: Walk, { released, slug }: Places): Promise<void> {
  const page = paths.quarter(released)
  const changes: [string, string][] = [
    ["estate", slug],
    ["reason", "户数填错了，按台账更正。"],
    ["confirmed", "yes"],
  ]
  const route = "/quarters/:quarter/corrections"
  await walk.post(route, "city", { page, form: "/corrections", changes })
  await walk.get("/quarters/:quarter", "city", page)
  await walk.post(`${route}/:correctionId/withdrawal`, "city", { page, form: "/withdrawal" })
}

async function walkQuarter(walk: Walk, { open, slug }: Places): Promise<void> {
  const page = paths.quarter(open)
  const confirmed: [string, string][] = [["confirmed", "yes"]]
  await walk.get("/quarters", "city", paths.quarters())
  await walk.post("/quarters", "city", { page: paths.quarters(), form: "/quarters" })
  const opened = paths.quarter(quarterOf(Date.now()))
  const removal = { page: opened, form: "/removal", changes: confirmed }
  await walk.post("/quarters/:quarter/removal", "city", removal)
  await walk.get("/quarters/:quarter", "approver", page)
  const extending = "/verification/:quarter/:slug/extension"
  const extension = paths.extension(slug, open)
  const later: [string, string] = ["deadlineDay", shiftDay(dayOf(Date.now()), 30)]
  const why: [string, string] = ["reason", "停电，补报一个小区。"]
  await walk.get(extending, "district", extension)
  const granted = { page: extension, form: extension, changes: [later, why] }
  await walk.post(extending, "district", granted)
  await walk.post(`${extending}/end`, "district", { page: extension, form: "/end", changes: [why] })
  const reason: [string, string] = ["reason", "平台停机，补报一个小区。"]
  const day: [string, string] = ["deadlineDay", shiftDay(dayOf(Date.now()), 20)]
  const moved = { page, form: "/deadline", changes: [day, reason] }
  await walk.post("/quarters/:quarter/deadline", "city", moved)
  const closing = { page, form: "/closing", changes: [...confirmed, reason] }
  await walk.post("/quarters/:quarter/closing", "approver", closing)
  await walk.post("/quarters/:quarter/reopening", "approver", { page, form: "/reopening", changes: [reason] })
  const window = { page, form: "/window", changes: [["days", "0"]] as [string, string][] }
  await walk.post("/quarters/:quarter/window", "city", window)
  await walk.post("/quarters/:quarter/closing", "approver", closing)
  const preliminary = { page, form: "/preliminary", changes: confirmed }
  await walk.post("/quarters/:quarter/preliminary", "city", preliminary)
  await made(walk, open)
  await walk.get("/preliminary/:quarter", "city", paths.preliminary(open))
  await walk.get("/preliminary/:quarter", "city", paths.preliminaryEstate(open, slug))
  const named: [string, string] = ["named", open]
  const release = { page, form: "/release", changes: [...confirmed, named] }
  await walk.post("/quarters/:quarter/release", "city", release)
}

/** Walks every route once, warm, on a fresh demonstration (it files, verifies, closes and releases). */
export async function walkRoutes(
  app: RunningApp,
  requests: RequestCosts,
  watch?: Watch,
): Promise<RouteCost[]> {
  const places = await findPlaces(app.libsqlUrl)
  const walk = new Walk(app, requests, watch)
  await walkPublic(walk, places)
  await walkFiling(walk, places)
  await walkReceipt(walk, places)
  await walkVerification(walk, places)
  await walkRunning(walk, places)
  await walkAccount(walk, places)
  await walkPeople(walk, places)
  await walkDeputies(walk, places)
  await walkRegistry(walk, places)
  await walkPrograms(walk, places)
  await walkAudit(walk, places)
  await walkLeaving(walk, places)
  await walkProgrammes(walk, places)
  await walkNominations(walk, places)
  await walkJudging(walk, places)
  await walkApiSelection(walk, places)
  await walkReviews(walk, places)
  await walkAwards(walk, places)
  await walkArchive(walk, places)
  await walkRequests(walk, places)
  await walkCorrections(walk, places)
  await walkSessions(walk)
  // Last: the release goes on behind the answers and would be counted with them.
  await walkQuarter(walk, places)
  return walk.costs
}
