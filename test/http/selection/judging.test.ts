import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { freshKey, shown } from "../../support/quarter-forms.ts"
import { type Fixture, judgeAccounts, openSelection, organiserId } from "../../support/selection-fixture.ts"

let door: FrontDoor
let made: Fixture
/** Ids of the judges by account, once they are invited. */
const judges = new Map<string, string>()

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  made = await openSelection(door, { phase: "screening", nominated: 6, rules: twoJudges })
  // Candidates of two companies in two streets.
  for (const { id, estateId } of made.nominations.slice(4)) {
    await door.cell.rows("update nominations set organisation_id = 'company-2' where id = ?", [id])
    await door.cell.rows("update tenures set organisation_id = 'company-2' where estate_id = ?", [estateId])
  }
})
afterAll(() => door.close())

const review = { blind: true, perCandidate: 2, quorum: 1, judgesShare: 60, method: "calibrated" as const }
const twoJudges = { review }
const numbers = ["11010519491231002X", "440524188001010014", "310101199001011234"]

const post = async (who: string, path: string, fields: Record<string, string>) =>
  shown(await (await door.as(who)).post(path, { key: freshKey(), ...fields }))
const get = async (who: string, path: string) => shown(await (await door.as(who)).get(path))
const rows = (sql: string, args: (string | number)[] = []) => door.cell.rows(sql, args)
const one = async (sql: string, args: (string | number)[] = []) => (await rows(sql, args))[0] ?? {}
const memberOf = (account: string) =>
  `${organiserId}-judge${account === "judge" ? "" : `-${account.slice("judge".length)}`}`
const idOf = (account: string) => judges.get(account) ?? ""
const revisionOf = async (judgeId: string) =>
  String((await one("select revision from judges where id = ?", [judgeId]))["revision"])

async function invite(account: string) {
  const answer = await post("secretary", paths.selectionPart(made.slug, "judges"), {
    memberId: memberOf(account),
  })
  const id = new URL(answer.location ?? "", "http://x").pathname.split("/").at(-1) ?? ""
  judges.set(account, id)
  return answer
}

const verify = async (account: string, fields: Record<string, string>) =>
  post("secretary", paths.judgeIdentity(made.slug, idOf(account)), {
    revision: await revisionOf(idOf(account)),
    kind: "resident_id",
    ...fields,
  })

/** Makes the person of a judge a member of a company, from now on. */
async function join(account: string, organisationId: string) {
  await rows(
    "insert into members (id, user_id, organisation_id, role, created_at) values (?, ?, ?, 'viewer', '2026-01-01T00:00:00.000Z')",
    [`joined-${account}-${organisationId}`, `user-${memberOf(account)}`, organisationId],
  )
}

describe("inviting", () => {
  test("a member who works for a company that manages candidates: the conflicts are on record at once, with their way", async () => {
    await join("judge3", "company-2")
    for (const account of judgeAccounts) expect((await invite(account)).status).toBe(303)
    const found = await rows("select judge_id, kind, found_on from conflicts order by kind, nomination_id")
    expect(found).toHaveLength(8)
    expect(new Set(found.map((row) => row["judge_id"]))).toEqual(new Set([idOf("judge3")]))
    expect(found.filter((row) => row["kind"] === "member")).toHaveLength(2)
    const page = await get("secretary", paths.judgeAtDesk(made.slug, idOf("judge3")))
    expect(page.status).toBe(200)
    expect(page.html).toMatch(/任职于[^<]+ → 管理/)
    const letters = await rows("select kind from mails where kind = 'judge_invited'")
    expect(letters).toHaveLength(3)
  })

  test("twice, or nobody, is refused with a sentence; the secretary's page lists who is left", async () => {
    const again = await post("secretary", paths.selectionPart(made.slug, "judges"), {
      memberId: memberOf("judge"),
    })
    expect(again.status).toBe(422)
    expect(again.html).toContain("这位成员已经受邀")
    const nobody = await post("secretary", paths.selectionPart(made.slug, "judges"), { memberId: "" })
    expect(nobody.status).toBe(422)
    expect(nobody.html).toContain("请选择一位评委成员")
  })
})

describe("the judge answers and declares", () => {
  test("its pages never tell who a candidate is", async () => {
    const list = await get("judge", paths.judging())
    expect(list.html).toContain("答复邀请")
    const accepted = await post("judge", paths.judgeAnswer(idOf("judge")), { answer: "accepted" })
    expect(accepted.location).toBe(paths.judge(idOf("judge"), { done: "accepted" }))
    for (const account of ["judge2", "judge3"])
      await post(account, paths.judgeAnswer(idOf(account)), { answer: "accepted" })
  })

  test("answering without a choice, or twice, is refused", async () => {
    const twice = await post("judge", paths.judgeAnswer(idOf("judge")), { answer: "declined" })
    expect(twice.status).toBe(409)
  })

  test("another judge's part is not found", async () => {
    for (const path of [paths.judge(idOf("judge2")), paths.judgeInterests(idOf("judge2"))])
      expect((await get("judge", path)).status).toBe(404)
    expect((await post("judge", paths.judgeAnswer(idOf("judge2")), { answer: "accepted" })).status).toBe(404)
    expect((await post("judge", paths.judgeInterests(idOf("judge2")), { none: "yes" })).status).toBe(404)
  })

  test("an interest is found in the public list, and makes conflicts at once", async () => {
    const estate = made.nominations[0]
    const name = String(
      (await one("select name from estates where id = ?", [estate?.estateId ?? ""]))["name"],
    )
    const found = await get("judge2", paths.judgeInterests(idOf("judge2"), { kind: "estate", q: name }))
    expect(found.html).toContain(`value="${estate?.estateId}"`)
    const none = await post("judge2", paths.judgeInterests(idOf("judge2")), { kind: "estate", ref: "" })
    expect(none.status).toBe(422)
    const declared = await post("judge2", paths.judgeInterests(idOf("judge2")), {
      kind: "estate",
      ref: estate?.estateId ?? "",
      note: "住在这里",
    })
    expect(declared.status).toBe(303)
    const conflict = await one("select kind, nomination_id from conflicts where judge_id = ?", [
      idOf("judge2"),
    ])
    expect(conflict).toMatchObject({ kind: "declared", nomination_id: estate?.id })
    const [event] = await rows("select detail from audit_events where action = 'judge.declare'")
    expect(event?.["detail"]).not.toContain("住在这里")
    const again = await post("judge2", paths.judgeInterests(idOf("judge2")), {
      kind: "estate",
      ref: estate?.estateId ?? "",
    })
    expect(again.status).toBe(422)
    expect(again.html).toContain("已经申明过了")
  })

  test("the city as a whole is none of the places; a street is, by name or code", async () => {
    const street = await get(
      "judge2",
      paths.judgeInterests(idOf("judge2"), { kind: "place", q: "510104018" }),
    )
    expect(street.html).toContain('value="510104018"')
    const city = await post("judge2", paths.judgeInterests(idOf("judge2")), { kind: "place", ref: "510100" })
    expect(city.status).toBe(422)
  })

  test("none to declare", async () => {
    for (const account of ["judge", "judge3"])
      expect((await post(account, paths.judgeInterests(idOf(account)), { none: "yes" })).status).toBe(303)
    expect((await post("judge", paths.judgeInterests(idOf("judge")), { none: "yes" })).status).toBe(409)
  })
})

describe("identity", () => {
  test("a number that cannot be right is refused, and stays in the form", async () => {
    const answer = await verify("judge", { number: "110105194912310021" })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain("身份证号码不对")
    expect(answer.html).toContain("110105194912310021")
  })

  test("only a keyed hash is kept", async () => {
    for (const [at, account] of judgeAccounts.entries())
      expect((await verify(account, { number: numbers[at] ?? "" })).status).toBe(303)
    const dump =
      JSON.stringify(await rows("select * from judges")) +
      JSON.stringify(await rows("select * from audit_events"))
    for (const number of numbers) expect(dump).not.toContain(number)
  })

  test("the same person with a second account is refused with who it is, in whatever spelling", async () => {
    const answer = await verify("judge2", { number: " 11010519491231002x " })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain("同一个人不能用两个账号评审")
    expect(answer.html).toContain("samePerson")
  })
})

describe("assignment", () => {
  test("a preview writes nothing and says who is short", async () => {
    const page = await get("secretary", paths.selectionPart(made.slug, "assignment", { preview: 1 }))
    expect(page.status).toBe(200)
    expect(page.html).toContain("试算结果")
    expect(page.html).toContain("评委须回避")
    expect(await rows("select * from assignment_runs")).toEqual([])
  })

  test("by the rules: no conflicts, on record so that it can be run again; a repetition is the same run", async () => {
    const fields = { key: freshKey() }
    const path = paths.selectionPart(made.slug, "assignment")
    const first = await shown(await (await door.as("secretary")).post(path, fields))
    const again = await shown(await (await door.as("secretary")).post(path, fields))
    expect([first.status, again.status]).toEqual([303, 303])
    const runs = await rows("select number, seed, record from assignment_runs")
    expect(runs).toHaveLength(1)
    const pairs = await rows("select judge_id, nomination_id from assignments where ended_at is null")
    // judge3 is in conflict with all six, judge2 with one.
    expect(pairs).toHaveLength(11)
    const bad = await rows(
      "select 1 from assignments a join conflicts c on c.judge_id = a.judge_id and c.nomination_id = a.nomination_id",
    )
    expect(bad).toEqual([])
    expect(JSON.parse(String(runs[0]?.["record"])).pairs).toHaveLength(11)
  })

  test("a judge sees blind codes in their order and nothing else of the candidates", async () => {
    const page = await get("judge", paths.judge(idOf("judge")))
    const names = await rows("select name, slug from estates")
    const companies = await rows("select name from organisations where kind = 'company'")
    for (const row of [...names, ...companies]) expect(page.html).not.toContain(String(row["name"]))
    for (const { id, estateId, slug, blindCode } of made.nominations) {
      expect(page.html).toContain(blindCode)
      for (const secret of [id, estateId, `/${slug}`]) expect(page.html).not.toContain(secret)
    }
  })

  test("one by hand: in conflict it is refused with the way", async () => {
    const code = made.nominations[0]?.blindCode ?? ""
    const answer = await post("secretary", paths.assignmentPairs(made.slug), {
      code,
      judgeId: idOf("judge2"),
    })
    expect(answer.status).toBe(409)
    expect(answer.html).toContain("申明与")
    const unknown = await post("secretary", paths.assignmentPairs(made.slug), {
      code: "K?",
      judgeId: idOf("judge"),
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
    const before = await rows("select * from assignments")
    const exported = await (await (await door.as("secretary")).get(paths.assignmentCsv(made.slug))).text()
    expect(exported).toContain(mail("judge"))
    // What was exported can be read again, and stands already.
    const again = await send(exported)
    expect(again.status).toBe(200)
    expect(again.html).toContain("没有需要导入的")
    expect(await rows("select * from assignments")).toEqual(before)
    // A judge who is not in conflict any pair of which ended may be given it by a file.
    await rows("delete from assignments where judge_id = ? and nomination_id = ?", [
      idOf("judge"),
      made.nominations[1]?.id ?? "",
    ])
    const good = await send(`code,email\r\n${made.nominations[1]?.blindCode},${mail("judge")}\r\n`)
    expect(good.status).toBe(200)
    const carried = /name="rows" value="([^"]+)"/.exec(good.html)?.[1]?.replaceAll("&quot;", '"') ?? ""
    const confirmed = await post("secretary", paths.assignmentFileConfirmation(made.slug), { rows: carried })
    expect(confirmed.location).toContain("done=imported")
    expect(await rows("select * from assignments where ended_at is null")).toHaveLength(11)
  })
})

describe("what happens in mid-review", () => {
  test("a company takes over an estate: the next run records it, the score is voided, nothing is deleted", async () => {
    await rows("update programmes set phase = 'review' where id = ?", [made.programmeId])
    const at = door.now.toISOString()
    const given = await rows(
      "select id, nomination_id from assignments where judge_id = ? and ended_at is null",
      [idOf("judge")],
    )
    for (const row of given)
      await rows(
        "insert into reviews (assignment_id, scores, state, updated_at, submitted_at) values (?, '{\"C1\":80}', 'submitted', ?, ?)",
        [String(row["id"]), at, at],
      )
    await join("judge", "company-3")
    const estate = made.nominations[2]
    await rows("update tenures set to_date = '2026-10-01' where estate_id = ?", [estate?.estateId ?? ""])
    await rows(
      "insert into tenures (id, estate_id, organisation_id, from_date) values ('taken-over', ?, 'company-3', '2026-10-02')",
      [estate?.estateId ?? ""],
    )
    expect((await post("secretary", paths.selectionPart(made.slug, "assignment"), {})).status).toBe(303)
    const lost = await one(
      `select a.end_reason, r.void_reason, r.scores from assignments a join reviews r on r.assignment_id = a.id
       where a.judge_id = ? and a.nomination_id = ?`,
      [idOf("judge"), estate?.id ?? ""],
    )
    expect(lost).toMatchObject({ end_reason: "conflict", void_reason: "conflict", scores: '{"C1":80}' })
    const page = await get("judge", paths.judge(idOf("judge")))
    expect(page.html).toContain("因回避已收回")
    expect(page.html).not.toContain(estate?.blindCode ?? "")
  })

  test("all judges in conflict: the candidates are short, said to the secretary", async () => {
    const page = await get("secretary", paths.selectionPart(made.slug, "assignment", { preview: 1 }))
    expect(page.html).toContain("评委不足的候选小区")
  })

  test("a removed judge: its work ends and counts for nothing, its pages say so, it can do nothing any more", async () => {
    const path = paths.judgeRemoval(made.slug, idOf("judge2"))
    const revision = await revisionOf(idOf("judge2"))
    expect((await post("secretary", path, { revision, reason: "" })).status).toBe(422)
    const stale = await post("secretary", path, { revision: "99", reason: "身体原因" })
    expect(stale.status).toBe(409)
    expect(stale.html).toContain("身体原因")
    expect((await post("secretary", path, { revision, reason: "身体原因" })).status).toBe(303)
    const open = await rows("select * from assignments where judge_id = ? and ended_at is null", [
      idOf("judge2"),
    ])
    expect(open).toEqual([])
    const page = await get("judge2", paths.judge(idOf("judge2")))
    expect(page.html).toContain("不再担任")
    expect(page.html).not.toContain("身体原因")
    const [ended] = await rows("select id from assignments where judge_id = ?", [idOf("judge2")])
    const review = await get("judge2", paths.review(String(ended?.["id"])))
    expect([403, 404, 409]).toContain(review.status)
    const declared = await post("judge2", paths.judgeInterests(idOf("judge2")), {
      kind: "place",
      ref: "510104018",
    })
    expect(declared.status).toBe(409)
  })

  test("two secretaries at once: one run, or two that follow each other, never half of two", async () => {
    const before = await rows("select number from assignment_runs")
    const path = paths.selectionPart(made.slug, "assignment")
    const both = await Promise.all(["secretary", "secretary2"].map((who) => post(who, path, {})))
    const done = both.filter(({ status }) => status === 303).length
    expect(done).toBeGreaterThan(0)
    expect(both.every(({ status }) => status === 303 || status === 409)).toBe(true)
    expect(await rows("select number from assignment_runs")).toHaveLength(before.length + done)
    const twice = await rows(
      "select 1 from assignments where ended_at is null group by judge_id, nomination_id having count(*) > 1",
    )
    expect(twice).toEqual([])
  })

  test("invited again, it begins anew", async () => {
    expect((await invite("judge2")).status).toBe(303)
    const row = await one("select state, identity_mark from judges where id = ?", [idOf("judge2")])
    expect(row).toEqual({ state: "invited", identity_mark: null })
  })

  test("two accounts of one person: the second one is ended, and its memberships count for the first", async () => {
    const own = await one("select count(*) as n from conflicts where judge_id = ?", [idOf("judge")])
    await join("judge2", "company-2")
    expect((await verify("judge2", { number: numbers[0] ?? "", samePerson: "yes" })).status).toBe(303)
    const row = await one("select state, end_reason from judges where id = ?", [idOf("judge2")])
    expect(row).toEqual({ state: "removed", end_reason: "same_person" })
    expect((await post("secretary", paths.selectionPart(made.slug, "assignment"), {})).status).toBe(303)
    const later = await one("select count(*) as n from conflicts where judge_id = ?", [idOf("judge")])
    expect(Number(later["n"])).toBeGreaterThan(Number(own["n"]))
  })
})

describe("others", () => {
  test("another organiser's judges and assignments are not found", async () => {
    await rows(
      "insert into organisations (id, kind, name, created_at) values ('organiser-9', 'organiser', '别的主办方', '2026-01-01T00:00:00.000Z')",
    )
    const other = await door.as(await door.addMember("organiser-9", "secretary"))
    const judgeId = idOf("judge")
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
      [secretary, paths.judgeAtDesk(made.slug, idOf("judge"))],
      [secretary, paths.selectionPart(made.slug, "assignment")],
      [secretary, paths.selectionPart(made.slug, "assignment", { preview: 1 })],
      [judge, paths.judging()],
      [judge, paths.judge(idOf("judge"))],
      [judge, paths.judgeInterests(idOf("judge"), { kind: "estate", q: "苑" })],
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
