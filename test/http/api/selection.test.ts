import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { phases } from "../../../worker/domain/selection/phases.ts"
import { operationIds } from "../../support/declared-answers.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type Program, programWith } from "../../support/program.ts"
import { freshKey, shown } from "../../support/quarter-forms.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"
import { programOf, right, tagOf, told } from "../../support/told-program.ts"

const review = { ...fixtureRules().review, perCandidate: 2 }
const dates = { ...fixtureRules().dates, openDay: "2026-10-01", closeDay: "2026-10-31" }

let door: FrontDoor
let organiser: Program
let company: Program
let call: Fixture
let screening: Fixture
let judged: Fixture

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
  organiser = await programOf(door, "organiser-1", "chair")
  company = await programOf(door, "company-1", "manager")
})
afterAll(() => door.close())

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
    const [given] = await door.cell.rows(
      `select a.id, a.judge_id, n.blind_code from assignments a join nominations n on n.id = a.nomination_id
       where a.programme_id = ? and a.ended_at is null`,
      [screening.programmeId],
    )
    const one = { judgeId: String(given?.["judge_id"]), blindCode: String(given?.["blind_code"]) }
    const taken = await right<{ voided: boolean }>(
      "takeBackAssignment",
      post("/assignments/removal", one),
      201,
    )
    expect(taken.voided).toBe(false)
    expect((await told(post("/assignments/removal", one))).status).toBe(404)
    await right("assignOne", post("/assignments/one", { ...one, reason: "仍由这位评委评" }), 201)
    await door.cell.rows(
      `insert into reviews (assignment_id, state, updated_at) select id, 'draft', '2026-10-20' from assignments
       where judge_id = ? and nomination_id = (select id from nominations where blind_code = ?) and ended_at is null`,
      [one.judgeId, one.blindCode],
    )
    const silent = await told(post("/assignments/removal", one))
    expect([silent.status, silent.code, silent.faults?.[0]?.rule]).toEqual([
      422,
      "explain",
      "take_back_reason",
    ])
    const explained = post("/assignments/removal", { ...one, reason: "评委请求回避" })
    expect(await right("takeBackAssignment", explained, 201)).toMatchObject({ voided: true })
    await right("assignOne", post("/assignments/one", { ...one, reason: "换不到人" }), 201)
    const yesterday = await told(post("/phase", {}, { "if-match": '"0"' }))
    expect([yesterday.status, yesterday.code]).toEqual([412, "stale"])
    const begun = await right<{ phase: string }>("advancePhase", post("/phase", {}, { "if-match": seen }))
    expect(begun.phase).toBe("review")
    const any = await told(post("/phase", {}, { "if-match": "*" }))
    expect([any.status, any.code]).toEqual([400, "if_match_any"])
    const over = await told(post("/phase", {}, { "if-match": await tagOf(organiser, base()) }))
    expect([over.status, over.code]).toEqual([409, "programme_phase"])
    const open = `/programmes/${call.slug}/phase`
    const opened = { "if-match": await tagOf(organiser, `/programmes/${call.slug}`) }
    const soon = await told(organiser.send("POST", open, {}, opened))
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
    const reader = await programOf(door, "organiser-1", "chair", ["programmes:read"])
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
    expect(
      operationIds.filter((id) => /^score|putScore|freeze|notice|^award|revokeAward|decide/i.test(id)),
    ).toEqual([])
  })

  test("companies see no draft of a programme, and everybody may read the list of awards", async () => {
    const draft = await openSelection(door, { slug: "cao-gao", phase: "draft" })
    expect((await told(company.get(`/programmes/${draft.slug}`))).status).toBe(404)
    const own = await right<{ rules: null }>("getProgramme", organiser.get(`/programmes/${draft.slug}`))
    expect(own.rules).toBeNull()
    await right("listAwards", programWith(door, null).get("/awards"))
  })
})

describe("whatever phase a programme is in", () => {
  test.each([...phases, "stopped"] as const)(
    "%s: each operation answers what its document declares",
    async (phase) => {
      const slug = `jie-duan-${phase}`
      const made = await openSelection(door, {
        slug,
        ...(phase === "draft"
          ? { phase }
          : { phase: phase === "stopped" ? "open" : phase, nominated: 2, judges: 3 }),
        rules: { dates },
      })
      if (phase === "stopped")
        await door.cell.rows("update programmes set stopped_at = ? where slug = ?", [
          door.now.toISOString(),
          slug,
        ])
      const codes: string[] = []
      const ask = async (by: Program, method: string, path: string, body: object = {}) => {
        const tag = method === "GET" ? "" : await tagOf(by, path.split("/").slice(0, 3).join("/"))
        const got =
          method === "GET" ? await by.get(path) : await by.send(method, path, body, { "if-match": tag })
        expect(got.status, path).toBeLessThan(500)
        if (got.status >= 400) codes.push(((await got.json()) as { code: string }).code)
      }
      const base = `/programmes/${slug}`
      const pair = {
        judgeId: made.judges[0]?.id ?? "nobody",
        blindCode: made.nominations[0]?.blindCode ?? "C-0",
      }
      for (const part of ["", "/nominations", "/progress", "/results", "/objections"]) {
        await ask(organiser, "GET", base + part)
        await ask(company, "GET", base + part)
      }
      await ask(organiser, "POST", `${base}/screening`)
      await ask(organiser, "POST", `${base}/assignments`)
      await ask(organiser, "POST", `${base}/assignments/one`, pair)
      await ask(organiser, "POST", `${base}/assignments/removal`, pair)
      await ask(organiser, "POST", `${base}/assignments/import`, {
        csv: "匿名编号,评委邮箱\nC-0,a@b.example\n",
      })
      await ask(organiser, "POST", `${base}/phase`)
      const estate = made.nominations[0]?.slug ?? "hefeng-yuan"
      await ask(company, "POST", "/nominations", { programme: slug, estate, category: "A" })
      for (const { id } of made.nominations.slice(0, 1))
        for (const by of [company, organiser]) {
          const path = `/nominations/${id}`
          for (const part of ["", "/attachments", "/feedback"]) await ask(by, "GET", path + part)
          await ask(by, "PUT", path, { answers: {}, consent: true })
          await ask(by, "POST", `${path}/submission`, { answers: {}, consent: true })
          await ask(by, "POST", `${path}/attachments/nothing/removal`)
          await ask(by, "POST", `${path}/withdrawal`, { reason: "资料有误" })
        }
      expect(codes.length).toBeGreaterThan(5)
      if (phase === "draft") expect(codes).toContain("programme_draft")
    },
  )
})
