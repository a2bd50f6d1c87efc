import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openJudgingDesk, residentNumbers, twoJudges } from "../../support/judging-desk.ts"
import { freshKey, shown } from "../../support/quarter-forms.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let made: Fixture
let desk: ReturnType<typeof openJudgingDesk>

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  made = await openSelection(door, { phase: "screening", nominated: 6, rules: twoJudges })
  desk = openJudgingDesk(door, made)
  await desk.moveLastTwo("company-2")
  await desk.join("judge3", "company-2")
  await desk.prepareAll()
  await desk.post("judge2", paths.judgeInterests(desk.idOf("judge2")), {
    kind: "estate",
    ref: made.nominations[0]?.estateId ?? "",
  })
})
afterAll(() => door.close())

describe("assignment", () => {
  test("a preview writes nothing and says who is short", async () => {
    const page = await desk.get("secretary", paths.selectionPart(made.slug, "assignment", { preview: 1 }))
    expect(page.status).toBe(200)
    expect(page.html).toContain("试算结果")
    expect(page.html).toContain("评委须回避")
    expect(await desk.rows("select * from assignment_runs")).toEqual([])
  })

  test("by the rules: no conflicts, on record so that it can be run again; a repetition is the same run", async () => {
    const fields = { key: freshKey() }
    const path = paths.selectionPart(made.slug, "assignment")
    const first = await shown(await (await door.as("secretary")).post(path, fields))
    const again = await shown(await (await door.as("secretary")).post(path, fields))
    expect([first.status, again.status]).toEqual([303, 303])
    const runs = await desk.rows("select number, seed, record from assignment_runs")
    expect(runs).toHaveLength(1)
    const pairs = await desk.rows("select judge_id, nomination_id from assignments where ended_at is null")
    // judge3 is in conflict with all six, judge2 with one.
    expect(pairs).toHaveLength(11)
    const bad = await desk.rows(
      "select 1 from assignments a join conflicts c on c.judge_id = a.judge_id and c.nomination_id = a.nomination_id",
    )
    expect(bad).toEqual([])
    expect(JSON.parse(String(runs[0]?.["record"])).pairs).toHaveLength(11)
  })

  test("a judge sees blind codes in their order and nothing else of the candidates", async () => {
    const page = await desk.get("judge", paths.judge(desk.idOf("judge")))
    const names = await desk.rows("select name, slug from estates")
    const companies = await desk.rows("select name from organisations where kind = 'company'")
    for (const row of [...names, ...companies]) expect(page.html).not.toContain(String(row["name"]))
    for (const { id, estateId, slug, blindCode } of made.nominations) {
      expect(page.html).toContain(blindCode)
      for (const secret of [id, estateId, `/${slug}`]) expect(page.html).not.toContain(secret)
    }
  })

  test("one by hand: in conflict it is refused with the way", async () => {
    const code = made.nominations[0]?.blindCode ?? ""
    const answer = await desk.post("secretary", paths.assignmentPairs(made.slug), {
      code,
      judgeId: desk.idOf("judge2"),
    })
    expect(answer.status).toBe(409)
    expect(answer.html).toContain("申明与")
    const unknown = await desk.post("secretary", paths.assignmentPairs(made.slug), {
      code: "K?",
      judgeId: desk.idOf("judge"),
    })
    expect(unknown.status).toBe(422)
    expect(unknown.html).toContain("没有盲审编号是")
  })

  test("by a file: all or nothing, the same rules, the way in the row", async () => {
    const send = async (csv: string) => {
      const body = new FormData()
      body.set("file", new File([csv], "分配.csv"))
      const path = paths.assignmentFile(made.slug)
      return shown(await (await door.as("secretary")).send(path, { method: "POST", body }))
    }
    const code = made.nominations[0]?.blindCode
    const mail = (account: string) => `${account}@demo.shige.example`
    const bad = await send(
      `盲审编号,评委邮箱\r\n${code},${mail("judge2")}\r\nX9,${mail("judge")}\r\n${code},nobody@x.example\r\n${code},${mail("judge")}\r\n${code},${mail("judge")}\r\n`,
    )
    expect(bad.status).toBe(422)
    for (const words of ["申明与", "没有盲审编号是", "不是这次评选的评委", "第 5 行已经出现过"])
      expect(bad.html).toContain(words)
    const before = await desk.rows("select * from assignments")
    const exported = await (await (await door.as("secretary")).get(paths.assignmentCsv(made.slug))).text()
    expect(exported).toContain(mail("judge"))
    // What was exported can be read again, and stands already.
    const again = await send(exported)
    expect(again.status).toBe(200)
    expect(again.html).toContain("没有需要导入的")
    expect(await desk.rows("select * from assignments")).toEqual(before)
    // A judge who is not in conflict any pair of which ended may be given it by a file.
    await desk.rows("delete from assignments where judge_id = ? and nomination_id = ?", [
      desk.idOf("judge"),
      made.nominations[1]?.id ?? "",
    ])
    const good = await send(`code,email\r\n${made.nominations[1]?.blindCode},${mail("judge")}\r\n`)
    expect(good.status).toBe(200)
    const carried = /name="rows" value="([^"]+)"/.exec(good.html)?.[1]?.replaceAll("&quot;", '"') ?? ""
    const confirmed = await desk.post("secretary", paths.assignmentFileConfirmation(made.slug), {
      rows: carried,
    })
    expect(confirmed.location).toContain("done=imported")
    expect(await desk.rows("select * from assignments where ended_at is null")).toHaveLength(11)
  })
})

describe("what happens in mid-review", () => {
  test("a company takes over an estate: the next run records it, the score is voided, nothing is deleted", async () => {
    await desk.rows("update programmes set phase = 'review' where id = ?", [made.programmeId])
    const at = door.now.toISOString()
    const given = await desk.rows(
      "select id, nomination_id from assignments where judge_id = ? and ended_at is null",
      [desk.idOf("judge")],
    )
    for (const row of given)
      await desk.rows(
        "insert into reviews (assignment_id, scores, state, updated_at, submitted_at) values (?, '{\"C1\":80}', 'submitted', ?, ?)",
        [String(row["id"]), at, at],
      )
    await desk.join("judge", "company-3")
    const estate = made.nominations[2]
    await desk.rows("update tenures set to_date = '2026-10-01' where estate_id = ?", [estate?.estateId ?? ""])
    await desk.rows(
      "insert into tenures (id, estate_id, organisation_id, from_date) values ('taken-over', ?, 'company-3', '2026-10-02')",
      [estate?.estateId ?? ""],
    )
    expect((await desk.post("secretary", paths.selectionPart(made.slug, "assignment"), {})).status).toBe(303)
    const lost = await desk.one(
      `select a.end_reason, r.void_reason, r.scores from assignments a join reviews r on r.assignment_id = a.id
       where a.judge_id = ? and a.nomination_id = ?`,
      [desk.idOf("judge"), estate?.id ?? ""],
    )
    expect(lost).toMatchObject({ end_reason: "conflict", void_reason: "conflict", scores: '{"C1":80}' })
    const page = await desk.get("judge", paths.judge(desk.idOf("judge")))
    expect(page.html).toContain("因回避已收回")
    expect(page.html).not.toContain(estate?.blindCode ?? "")
  })

  test("all judges in conflict: the candidates are short, said to the secretary", async () => {
    const page = await desk.get("secretary", paths.selectionPart(made.slug, "assignment", { preview: 1 }))
    expect(page.html).toContain("评委不足的候选小区")
  })

  test("a removed judge: its work ends and counts for nothing, its pages say so, it can do nothing any more", async () => {
    const path = paths.judgeRemoval(made.slug, desk.idOf("judge2"))
    const revision = await desk.revisionOf(desk.idOf("judge2"))
    expect((await desk.post("secretary", path, { revision, reason: "" })).status).toBe(422)
    const stale = await desk.post("secretary", path, { revision: "99", reason: "身体原因" })
    expect(stale.status).toBe(409)
    expect(stale.html).toContain("身体原因")
    expect((await desk.post("secretary", path, { revision, reason: "身体原因" })).status).toBe(303)
    const open = await desk.rows("select * from assignments where judge_id = ? and ended_at is null", [
      desk.idOf("judge2"),
    ])
    expect(open).toEqual([])
    const page = await desk.get("judge2", paths.judge(desk.idOf("judge2")))
    expect(page.html).toContain("不再担任")
    expect(page.html).not.toContain("身体原因")
    const [ended] = await desk.rows("select id from assignments where judge_id = ?", [desk.idOf("judge2")])
    const review = await desk.get("judge2", paths.review(String(ended?.["id"])))
    expect([403, 404, 409]).toContain(review.status)
    const declared = await desk.post("judge2", paths.judgeInterests(desk.idOf("judge2")), {
      kind: "place",
      ref: "510104018",
    })
    expect(declared.status).toBe(409)
  })

  test("two secretaries at once: one run, or two that follow each other, never half of two", async () => {
    const before = await desk.rows("select number from assignment_runs")
    const path = paths.selectionPart(made.slug, "assignment")
    const both = await Promise.all(["secretary", "secretary2"].map((who) => desk.post(who, path, {})))
    const done = both.filter(({ status }) => status === 303).length
    expect(done).toBeGreaterThan(0)
    expect(both.every(({ status }) => status === 303 || status === 409)).toBe(true)
    expect(await desk.rows("select number from assignment_runs")).toHaveLength(before.length + done)
    const twice = await desk.rows(
      "select 1 from assignments where ended_at is null group by judge_id, nomination_id having count(*) > 1",
    )
    expect(twice).toEqual([])
  })

  test("invited again, it begins anew", async () => {
    expect((await desk.invite("judge2")).status).toBe(303)
    const row = await desk.one("select state, identity_mark from judges where id = ?", [desk.idOf("judge2")])
    expect(row).toEqual({ state: "invited", identity_mark: null })
  })

  test("two accounts of one person: the second one is ended, and its memberships count for the first", async () => {
    const own = await desk.one("select count(*) as n from conflicts where judge_id = ?", [desk.idOf("judge")])
    await desk.join("judge2", "company-2")
    expect(
      (await desk.verify("judge2", { number: residentNumbers[0] ?? "", samePerson: "yes" })).status,
    ).toBe(303)
    const row = await desk.one("select state, end_reason from judges where id = ?", [desk.idOf("judge2")])
    expect(row).toEqual({ state: "removed", end_reason: "same_person" })
    expect((await desk.post("secretary", paths.selectionPart(made.slug, "assignment"), {})).status).toBe(303)
    const later = await desk.one("select count(*) as n from conflicts where judge_id = ?", [
      desk.idOf("judge"),
    ])
    expect(Number(later["n"])).toBeGreaterThan(Number(own["n"]))
  })
})

describe("others", () => {
  test("another organiser's judges and assignments are not found", async () => {
    await desk.rows(
      "insert into organisations (id, kind, name, created_at) values ('organiser-9', 'organiser', '别的主办方', '2026-01-01T00:00:00.000Z')",
    )
    const other = await door.as(await door.addMember("organiser-9", "secretary"))
    const judgeId = desk.idOf("judge")
    const pages = [
      paths.selectionPart(made.slug, "judges"),
      paths.judgeAtDesk(made.slug, judgeId),
      paths.selectionPart(made.slug, "assignment"),
      paths.assignmentCsv(made.slug),
    ]
    for (const path of pages) expect((await other.get(path)).status).toBe(404)
    const posts = [
      paths.selectionPart(made.slug, "judges"),
      paths.judgeIdentity(made.slug, judgeId),
      paths.judgeRemoval(made.slug, judgeId),
      paths.selectionPart(made.slug, "assignment"),
      paths.assignmentPairs(made.slug),
      paths.assignmentFile(made.slug),
      paths.assignmentFileConfirmation(made.slug),
    ]
    for (const path of posts) {
      expect((await other.post(path, {})).status, path).toBe(404)
      expect((await other.post(path, { key: freshKey(), revision: "1", rows: "[]" })).status, path).toBe(404)
    }
  })

  test("pages cost two round trips, writes three", async () => {
    const secretary = await door.as("secretary")
    const judge = await door.as("judge")
    const pages: [typeof judge, string][] = [
      [secretary, paths.selectionPart(made.slug, "judges")],
      [secretary, paths.judgeAtDesk(made.slug, desk.idOf("judge"))],
      [secretary, paths.selectionPart(made.slug, "assignment")],
      [secretary, paths.selectionPart(made.slug, "assignment", { preview: 1 })],
      [judge, paths.judging()],
      [judge, paths.judge(desk.idOf("judge"))],
      [judge, paths.judgeInterests(desk.idOf("judge"), { kind: "estate", q: "苑" })],
    ]
    for (const [client, path] of pages)
      expect((await door.costOf(() => client.get(path))).roundTrips, path).toBeLessThanOrEqual(2)
    const run = await door.costOf(() =>
      secretary.post(paths.selectionPart(made.slug, "assignment"), { key: freshKey() }),
    )
    expect(run.response.status).toBe(303)
    expect(run.roundTrips).toBeLessThanOrEqual(3)
  })
})
