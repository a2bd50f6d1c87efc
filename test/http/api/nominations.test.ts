import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { fixtureRules } from "../../support/fixture-rules.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import type { Program } from "../../support/program.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"
import { programOf, right, tagOf, told } from "../../support/told-program.ts"

const dates = { ...fixtureRules().dates, openDay: "2026-10-01", closeDay: "2026-10-31" }

let door: FrontDoor
let organiser: Program
let company: Program
let call: Fixture
let screening: Fixture

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  call = await openSelection(door, { slug: "kai-fang", phase: "open", rules: { dates } })
  screening = await openSelection(door, { slug: "shen-cha", phase: "screening" })
  organiser = await programOf(door, "organiser-1", "chair")
  company = await programOf(door, "company-1", "manager")
})
afterAll(() => door.close())

const events = async (action: string) =>
  (await door.cell.rows("select id from audit_events where action = ?", [action])).length
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

  test("what is missing is told at its place in the body, what is not asked is refused, and nothing is written", async () => {
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
    const unasked = { answers: { statement: "做法", area: "12" }, consent: true }
    for (const [method, part] of [
      ["PUT", ""],
      ["POST", "/submission"],
    ] as const) {
      const answer = await told(company.send(method, path + part, unasked, { "if-match": etag }))
      expect([answer.status, answer.faults?.map(({ rule, pointer }) => [rule, pointer])]).toEqual([
        422,
        [["nomination_answer_unknown", "/answers/area"]],
      ])
      expect(answer.faults?.[0]?.message).toContain("area")
    }
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
    const stranger = await programOf(door, "company-2", "manager")
    expect((await told(stranger.get(path))).status).toBe(404)
    const any = { "if-match": await tagOf(company, path) }
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
    expect([closed.status, closed.code]).toEqual([409, "nomination_closed"])
  })
})

test("feedback is there for who nominated once everything is decided, without a single judge's scores", async () => {
  const score = (candidate: number, judge: number) => 60 + candidate * 10 + judge
  const reviewed = { nominated: 2, judges: 3, assigned: true, score }
  const decided = await openSelection(door, { slug: "yi-gong-bu", phase: "decided", ...reviewed })
  const [own, other] = ["company-1", "company-2"].map((organisation) =>
    decided.nominations.find(({ organisationId }) => organisationId === organisation),
  )
  const path = `/nominations/${(own ?? other)?.id}/feedback`
  const reader = own ? company : await programOf(door, "company-2", "manager")
  const feedback = await right<{ programme: string; reviews: number; criteria: { mean: number | null }[] }>(
    "getFeedback",
    reader.get(path),
  )
  expect(feedback).toMatchObject({ programme: decided.slug, outcome: "not_ranked" })
  expect(feedback.reviews).toBeGreaterThan(1)
  expect(feedback.criteria.every(({ mean }) => mean !== null)).toBe(true)
  expect(JSON.stringify(feedback)).not.toMatch(/judgeId|memberId/)
  const stranger = await programOf(door, "company-3", "manager")
  expect(await told(stranger.get(path))).toMatchObject({ status: 404, code: "not_found" })
  const early = await openSelection(door, { slug: "hai-mei-gong-bu", phase: "review", ...reviewed })
  const [candidate] = early.nominations
  const nominee = await programOf(door, candidate?.organisationId ?? "", "manager")
  const asked = nominee.get(`/nominations/${candidate?.id}/feedback`)
  expect(await told(asked)).toMatchObject({ status: 409, code: "feedback_early" })
})
