import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { storeKey } from "../../../scripts/bench/stored-key.ts"
import { paths } from "../../../web/paths.ts"
import { texts } from "../../../web/text/text.ts"
import type { Role } from "../../../worker/domain/actor.ts"
import type { Scope } from "../../../worker/domain/key-scope.ts"
import { apiDocument } from "../../../worker/http/api/document.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { misfits } from "../../support/json-schema.ts"
import { type Program, programWith } from "../../support/program.ts"
import { freshKey, shown } from "../../support/quarter-forms.ts"
import { type Fixture, fixtureRules, openSelection } from "../../support/selection-fixture.ts"

const document = apiDocument(texts.zh)
const review = { ...fixtureRules().review, perCandidate: 2 }
const dates = { ...fixtureRules().dates, openDay: "2026-10-01", closeDay: "2026-10-31" }

let door: FrontDoor
let organiser: Program
let company: Program
let call: Fixture
let screening: Fixture
let judged: Fixture

const holder = async (organisation: string, role: Role, scopes?: readonly Scope[]) => {
  const options = { role, now: door.now, ...(scopes && { scopes }) }
  return programWith(door, (await storeKey(door.cell.client as never, organisation, options)).key)
}

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  call = await openSelection(door, { slug: "kai-fang", phase: "open", rules: { dates } })
  screening = await openSelection(door, {
    ...{ slug: "shen-cha", phase: "screening", nominated: 3, judges: 3, rules: { review } },
  })
  judged = await openSelection(door, {
    ...{ slug: "ping-shen", phase: "review", nominated: 4, judges: 3 },
    score: (candidate, judge) => 60 + 5 * candidate + judge,
  })
  organiser = await holder("organiser-1", "chair")
  company = await holder("company-1", "manager")
})
afterAll(() => door.close())

interface Told {
  code: string
  detail: string
  kind?: string
  path?: { kind: string; name: string; by: string }[]
  revision?: number
  faults?: { rule: string; pointer: string | null; message: string; parameters?: Record<string, unknown> }[]
}

async function told(answer: Promise<Response>): Promise<Told & { status: number }> {
  const got = await answer
  expect(got.headers.get("content-type")).toBe("application/problem+json")
  return { ...((await got.json()) as Told), status: got.status }
}

/** The answer of an operation, which has to be what the document says. */
async function right<T>(operation: string, answer: Promise<Response>, status = 200): Promise<T> {
  const got = await answer
  const body: unknown = await got.json()
  expect(got.status, JSON.stringify(body)).toBe(status)
  const known = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .find(({ operationId }) => operationId === operation)
  const schema = known?.responses[String(status)]?.content?.["application/json"]?.schema
  expect(schema, operation).toBeDefined()
  if (schema) expect(misfits(document, schema, body), operation).toEqual([])
  return body as T
}

const events = async (action: string) =>
  (await door.cell.rows("select id from audit_events where action = ?", [action])).length
const tagOf = async (program: Program, path: string) => (await program.get(path)).headers.get("etag") ?? ""

/** An estate of the basis that a company manages and nobody has nominated in the open call. */
async function freeEstate(organisation = "company-1"): Promise<string> {
  const [row] = await door.cell.rows(
    `select e.slug from estates e join tenures t on t.estate_id = e.id and t.to_date is null
     where t.organisation_id = ? and e.origin = 'demonstration' and e.id in (select estate_id from scorecards)
     and not exists (select 1 from nominations n where n.estate_id = e.id and n.programme_id = ?)
     order by e.id limit 1`,
    [organisation, call.programmeId],
  )
  return String(row?.["slug"])
}

const begin = async (estate: string, program = company) =>
  right<{ id: string; href: string }>(
    "startNomination",
    program.send("POST", "/nominations", { programme: call.slug, estate, category: "A" }),
    201,
  )
const typed = { answers: { statement: "四方每月议事，记录完整。" }, consent: true }

describe("a company nominates by key", () => {
  test("it reads the call, begins, saves, submits and withdraws; every step is in the audit log", async () => {
    type List = { items: { slug: string; href: string; blindCode?: string; state?: string }[] }
    const list = await right<List>("listProgrammes", company.get("/programmes"))
    expect(list.items.map(({ slug }) => slug)).toContain(call.slug)
    const programme = await right<{ rules: { form: { key: string }[] } }>(
      "getProgramme",
      company.get(`/programmes/${call.slug}`),
    )
    expect(programme.rules.form.map(({ key }) => key)).toEqual(["statement", "evidence"])
    const { id } = await begin(await freeEstate())
    const path = `/nominations/${id}`
    const draft = await right<{ state: string; closed: string | null; eligibility: { rules: object[] } }>(
      "getNomination",
      company.get(path),
    )
    expect(draft).toMatchObject({ state: "draft", closed: null })
    expect(draft.eligibility.rules).toHaveLength(2)
    const saved = company.send("PUT", path, typed, { "if-match": await tagOf(company, path) })
    await right("saveNomination", saved)
    const etag = (await saved).headers.get("etag") ?? ""
    expect(etag).toBe(await tagOf(company, path))
    const sent = { ...typed, reason: "仍要申报的理由" }
    await right("submitNomination", company.send("POST", `${path}/submission`, sent, { "if-match": etag }))
    const seen = await right<{ state: string; submittedAt: string }>("getNomination", company.get(path))
    expect(seen.state).toBe("submitted")
    const own = await right<List>("listNominations", company.get(`/nominations?programme=${call.slug}`))
    expect(own.items.map(({ state }) => state)).toEqual(["submitted"])
    expect(own.items[0]).not.toHaveProperty("blindCode")
    const theirs = await right<List>("listCandidates", organiser.get(`/programmes/${call.slug}/nominations`))
    expect(theirs.items[0]?.blindCode).toMatch(/^C-/)
    const back = async () => ({ "if-match": await tagOf(company, path) })
    const silent = await told(company.send("POST", `${path}/withdrawal`, {}, await back()))
    expect([silent.status, silent.faults?.[0]?.pointer]).toEqual([422, "/reason"])
    const gone = company.send("POST", `${path}/withdrawal`, { reason: "资料有误" }, await back())
    await right("withdrawNomination", gone)
    for (const action of ["start", "save", "submit", "withdraw"])
      expect(await events(`nomination.${action}`), action).toBe(1)
  })

  test("what is missing is told at its place in the body, and nothing is written", async () => {
    const { id } = await begin(await freeEstate())
    const path = `/nominations/${id}`
    const etag = await tagOf(company, path)
    const empty = { answers: { evidence: "长".repeat(801) }, consent: false }
    const refused = await told(company.send("POST", `${path}/submission`, empty, { "if-match": etag }))
    expect([refused.status, refused.code]).toEqual([422, "invalid"])
    expect(refused.faults?.map(({ rule, pointer }) => [rule, pointer])).toEqual([
      ["nomination_answer_missing", "/answers/statement"],
      ["nomination_answer_long", "/answers/evidence"],
      ["nomination_consent_missing", "/consent"],
    ])
    expect(await tagOf(company, path)).toBe(etag)
  })

  test("one that does not meet the rules needs a reason: the code is explain", async () => {
    const [first = fixtureRules().eligibility[0]!] = fixtureRules().eligibility
    const eligibility = [{ ...first, expression: "base >= 100.5" }]
    const strict = await openSelection(door, { slug: "yan-ge", phase: "open", rules: { dates, eligibility } })
    const estate = await freeEstate()
    const asked = { programme: strict.slug, estate, category: "B" }
    const { id } = await right<{ id: string }>(
      "startNomination",
      company.send("POST", "/nominations", asked, {}),
      201,
    )
    const path = `/nominations/${id}`
    const etag = await tagOf(company, path)
    const send = (body: object) =>
      company.send("POST", `${path}/submission`, body, { "if-match": etag, "idempotency-key": randomUUID() })
    const refused = await told(send(typed))
    expect([refused.status, refused.code, refused.faults?.[0]?.rule]).toEqual([
      422,
      "explain",
      "nomination_ineligible",
    ])
    await right("submitNomination", send({ ...typed, reason: "数据已更正，另附说明。" }))
  })

  test("the same Idempotency-Key is answered the same and writes once, also at once; another body is refused", async () => {
    const asked = { programme: call.slug, estate: await freeEstate(), category: "B" }
    const key = { "idempotency-key": randomUUID() }
    const before = await events("nomination.start")
    const all = await Promise.all(
      Array.from({ length: 4 }, () => company.send("POST", "/nominations", asked, key)),
    )
    const later = await company.send("POST", "/nominations", asked, key)
    const texts = await Promise.all([...all, later].map(async (one) => `${one.status} ${await one.text()}`))
    expect(new Set(texts).size, texts.join("\n")).toBe(1)
    expect(await events("nomination.start")).toBe(before + 1)
    const { id } = JSON.parse(texts[0]?.slice(4) ?? "{}") as { id: string }
    const path = `/nominations/${id}`
    const headers = { "if-match": await tagOf(company, path), "idempotency-key": randomUUID() }
    const send = (body: object) => company.send("POST", `${path}/submission`, body, headers)
    const sent = { ...typed, reason: "说明" }
    const first = await (await send(sent)).text()
    expect(await (await send(sent)).text()).toBe(first)
    const other = await told(send({ ...sent, consent: false }))
    expect([other.status, other.code]).toEqual([422, "key_reused"])
    expect(await events("nomination.submit")).toBeGreaterThan(0)
  })

  test("an If-Match of yesterday is refused with the present version, and none at all with 428", async () => {
    const { id } = await begin(await freeEstate())
    const path = `/nominations/${id}`
    const yesterday = { "if-match": await tagOf(company, path) }
    await company.send("PUT", path, typed, yesterday)
    const stale = await told(company.send("PUT", path, { ...typed, consent: false }, yesterday))
    expect([stale.status, stale.code]).toEqual([412, "stale"])
    expect(`"${stale.revision}"`).toBe(await tagOf(company, path))
    const without = await told(company.send("PUT", path, typed))
    expect([without.status, without.code]).toEqual([428, "if_match_missing"])
    const late = await told(company.send("POST", `${path}/submission`, typed, yesterday))
    expect(late.status).toBe(412)
  })

  test("another company's estate and nomination are not found, an estate that is taken is told", async () => {
    const asked = { programme: call.slug, estate: await freeEstate("company-2"), category: "A" }
    const refused = await told(company.send("POST", "/nominations", asked))
    expect([refused.status, refused.code]).toEqual([404, "not_found"])
    const estate = await freeEstate()
    const { id } = await begin(estate)
    const path = `/nominations/${id}`
    const sent = { ...typed, reason: "说明" }
    const seen = { "if-match": await tagOf(company, path) }
    await right("submitNomination", company.send("POST", `${path}/submission`, sent, seen))
    const stranger = await holder("company-2", "manager")
    expect((await told(stranger.get(path))).status).toBe(404)
    const any = { "if-match": "*" }
    expect((await told(stranger.send("PUT", path, typed, any))).status).toBe(404)
    expect((await told(organiser.send("PUT", path, typed, any))).code).toBe("nomination_not_own")
    const twice = await told(
      company.send("POST", "/nominations", { programme: call.slug, estate, category: "A" }),
    )
    expect([twice.status, twice.code]).toEqual([409, "nomination_taken"])
    expect(twice.detail).toContain("本机构已经")
    const again = await told(company.send("POST", `${path}/submission`, sent, any))
    expect([again.status, again.code]).toEqual([409, "nomination_submitted"])
    const closed = await told(
      company.send("POST", "/nominations", { programme: screening.slug, estate, category: "B" }),
    )
    expect([closed.status, closed.code]).toEqual([409, "programme_phase"])
  })
})

describe("an organiser runs its programme by key", () => {
  const base = () => `/programmes/${screening.slug}`
  const post = (path: string, body: object = {}, headers = {}) =>
    organiser.send("POST", `${base()}${path}`, body, headers)

  test("nominations are paged, narrowed and screened", async () => {
    type Page = { items: { id: string }[]; nextCursor: string | null }
    const path = `${base()}/nominations?limit=2&state=submitted`
    const first = await right<Page>("listCandidates", organiser.get(path))
    expect(first.items).toHaveLength(2)
    const cursor = encodeURIComponent(first.nextCursor ?? "")
    const second = await right<Page>("listCandidates", organiser.get(`${path}&cursor=${cursor}`))
    expect(second.items).toHaveLength(1)
    expect(second.nextCursor).toBeNull()
    const none = await right<Page>("listCandidates", organiser.get(`${base()}/nominations?screening=none`))
    expect(none.items).toEqual([])
    const done = await right<{ nominations: number; eligible: number }>(
      "screenNominations",
      post("/screening"),
    )
    expect(done).toMatchObject({ nominations: 3, eligible: 3 })
  })

  test("a conflict is refused with its way, on the page, by key and by file alike", async () => {
    const [candidate, other] = screening.nominations
    const [judge] = screening.judges
    const code = candidate?.blindCode ?? ""
    await door.cell.rows(
      `insert into members (id, user_id, organisation_id, role, created_at)
       values ('works-there', ?, ?, 'viewer', '2026-01-01T00:00:00.000Z')`,
      [`user-${judge?.memberId}`, candidate?.organisationId ?? ""],
    )
    const page = paths.selectionPart(screening.slug, "assignment")
    const chair = await door.as("chair")
    const typedThere = { key: freshKey(), code, judgeId: judge?.id ?? "" }
    const onPage = await shown(await chair.post(`${page}/pairs`, typedThere))
    expect(onPage.status).toBe(409)
    expect(onPage.html).toMatch(/任职于[^<]+ → 管理/)

    const byKey = await told(post("/assignments/one", { judgeId: judge?.id, blindCode: code }))
    expect([byKey.status, byKey.code, byKey.kind]).toEqual([409, "conflict_of_interest", "member"])
    expect(byKey.detail).toMatch(/任职于.+ → 管理/)
    expect(byKey.path?.map(({ by }) => by)).toEqual(["self", "member", "manages"])

    const email = async (at: number) =>
      String(
        (
          await door.cell.rows("select email from users where id = ?", [
            `user-${screening.judges[at]?.memberId}`,
          ])
        )[0]?.["email"],
      )
    const csv = `盲审编号,评委邮箱\n${code},${await email(0)}\n${other?.blindCode},${await email(1)}\nC-0,x@y.example\n`
    const byFile = await told(post("/assignments/import", { csv }))
    expect([byFile.status, byFile.code]).toEqual([422, "import_faults"])
    const lines = byFile.faults?.map(({ rule, parameters }) => [parameters?.["row"], rule])
    expect(lines).toEqual([
      [2, "assign_conflict"],
      [4, "assign_code_unknown"],
      [4, "assign_judge_unknown"],
    ])
    expect(byFile.faults?.[0]?.message).toMatch(/任职于.+ → 管理/)
    const stored = await door.cell.rows("select 1 from assignments where programme_id = ?", [
      screening.programmeId,
    ])
    expect(stored).toEqual([])
    const known = await door.cell.rows(
      "select kind from conflicts where judge_id = ? and nomination_id = ? and kind = 'member'",
      [judge?.id ?? "", candidate?.id ?? ""],
    )
    expect(known).toHaveLength(1)
    const good = { csv: `code,email\n ${other?.blindCode} ,${await email(1)}\n` }
    const key = { "idempotency-key": randomUUID() }
    const entered = await right("importAssignments", post("/assignments/import", good, key), 201)
    expect(entered).toMatchObject({ added: 1 })
    expect(await right("importAssignments", post("/assignments/import", good, key), 201)).toEqual(entered)
    const nothing = await told(post("/assignments/import", good))
    expect([nothing.code, nothing.faults]).toEqual(["import_faults", []])
  })

  test("all are assigned, and the review begins at the version that was seen", async () => {
    const seen = await tagOf(organiser, base())
    const early = await told(post("/phase", {}, { "if-match": seen }))
    expect([early.status, early.code, early.faults?.[0]?.rule]).toEqual([422, "next_missing", "next_short"])
    const run = await right<{ short: number }>("assignJudges", post("/assignments"), 201)
    expect(run.short).toBe(0)
    const progress = await right<{ assigned: number; judges: { conflicts: number }[] }>(
      "getProgress",
      organiser.get(`${base()}/progress`),
    )
    expect(progress.assigned).toBe(6)
    expect(progress.judges[0]?.conflicts).toBeGreaterThan(0)
    const yesterday = await told(post("/phase", {}, { "if-match": '"0"' }))
    expect([yesterday.status, yesterday.code]).toEqual([412, "stale"])
    const begun = await right<{ phase: string }>("advancePhase", post("/phase", {}, { "if-match": seen }))
    expect(begun.phase).toBe("review")
    const over = await told(post("/phase", {}, { "if-match": "*" }))
    expect([over.status, over.code]).toEqual([409, "programme_phase"])
    const open = `/programmes/${call.slug}/phase`
    const soon = await told(organiser.send("POST", open, {}, { "if-match": "*" }))
    expect([soon.status, soon.code]).toEqual([409, "next_before_deadline"])
    expect(soon.detail).toContain(dates.closeDay)
  })

  test("results are the organiser's alone, without single scores, names or comments of judges", async () => {
    const path = `/programmes/${judged.slug}/results`
    const found = await right<{ disclaimer: string; candidates: { rawMean: number }[]; judges: object[] }>(
      "getResults",
      organiser.get(path),
    )
    expect(found.disclaimer).toContain("平台评价口径，非官方评分标准")
    expect(found.candidates.map(({ rawMean }) => rawMean).sort()).toEqual([61, 66, 71, 76])
    expect(found.judges).toHaveLength(3)
    const text = JSON.stringify(found)
    expect(text).not.toMatch(/comment|readings/)
    for (const { email } of judged.judges) expect(text).not.toContain(`${email}@`)
    expect((await told(company.get(path))).status).toBe(403)
    const reader = await holder("organiser-1", "chair", ["programmes:read"])
    expect((await told(reader.get(path))).status).toBe(403)
    const early = await told(organiser.get(`/programmes/${call.slug}/results`))
    expect([early.status, early.code]).toEqual([409, "programme_phase"])
    const none = await right<{ items: object[] }>(
      "listObjections",
      organiser.get(`/programmes/${judged.slug}/objections`),
    )
    expect(none.items).toEqual([])
  })

  test("no operation judges, freezes, puts on notice, awards or revokes", () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(ids.filter((id) => /score|freeze|notice|^award|revokeAward|decide/i.test(id))).toEqual([])
  })

  test("companies see no draft of a programme, and everybody may read the list of awards", async () => {
    const draft = await openSelection(door, { slug: "cao-gao", phase: "draft" })
    expect((await told(company.get(`/programmes/${draft.slug}`))).status).toBe(404)
    const own = await right<{ rules: null }>("getProgramme", organiser.get(`/programmes/${draft.slug}`))
    expect(own.rules).toBeNull()
    await right("listAwards", programWith(door, null).get("/awards"))
  })
})
