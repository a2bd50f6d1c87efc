import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openJudgingDesk, residentNumbers, twoJudges } from "../../support/judging-desk.ts"
import { type Fixture, judgeAccounts, openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let made: Fixture
let desk: ReturnType<typeof openJudgingDesk>

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  made = await openSelection(door, { phase: "screening", nominated: 6, rules: twoJudges })
  desk = openJudgingDesk(door, made)
  await desk.moveLastTwo("company-2")
})
afterAll(() => door.close())

describe("inviting", () => {
  test("a member who works for a company that manages candidates: the conflicts are on record at once, with their way", async () => {
    await desk.join("judge3", "company-2")
    for (const account of judgeAccounts) expect((await desk.invite(account)).status).toBe(303)
    const found = await desk.rows(
      "select judge_id, kind, found_on from conflicts order by kind, nomination_id",
    )
    expect(found).toHaveLength(8)
    expect(new Set(found.map((row) => row["judge_id"]))).toEqual(new Set([desk.idOf("judge3")]))
    expect(found.filter((row) => row["kind"] === "member")).toHaveLength(2)
    const page = await desk.get("secretary", paths.judgeAtDesk(made.slug, desk.idOf("judge3")))
    expect(page.status).toBe(200)
    expect(page.html).toMatch(/任职于[^<]+ → 管理/)
    const letters = await desk.rows("select kind from mails where kind = 'judge_invited'")
    expect(letters).toHaveLength(3)
  })

  test("twice, or nobody, is refused with a sentence; the secretary's page lists who is left", async () => {
    const again = await desk.post("secretary", paths.selectionPart(made.slug, "judges"), {
      memberId: desk.memberOf("judge"),
    })
    expect(again.status).toBe(422)
    expect(again.html).toContain("这位成员已经受邀")
    const nobody = await desk.post("secretary", paths.selectionPart(made.slug, "judges"), { memberId: "" })
    expect(nobody.status).toBe(422)
    expect(nobody.html).toContain("请选择一位评委成员")
  })
})

describe("the judge answers and declares", () => {
  test("what is due stands on its page, and it accepts", async () => {
    const list = await desk.get("judge", paths.judging())
    expect(list.html).toContain("答复邀请")
    const accepted = await desk.post("judge", paths.judgeAnswer(desk.idOf("judge")), { answer: "accepted" })
    expect(accepted.location).toBe(paths.judge(desk.idOf("judge"), { done: "accepted" }))
    for (const account of ["judge2", "judge3"])
      await desk.post(account, paths.judgeAnswer(desk.idOf(account)), { answer: "accepted" })
  })

  test("answering without a choice, or twice, is refused", async () => {
    const twice = await desk.post("judge", paths.judgeAnswer(desk.idOf("judge")), { answer: "declined" })
    expect(twice.status).toBe(409)
  })

  test("another judge's part is not found", async () => {
    for (const path of [paths.judge(desk.idOf("judge2")), paths.judgeInterests(desk.idOf("judge2"))])
      expect((await desk.get("judge", path)).status).toBe(404)
    expect(
      (await desk.post("judge", paths.judgeAnswer(desk.idOf("judge2")), { answer: "accepted" })).status,
    ).toBe(404)
    expect(
      (await desk.post("judge", paths.judgeInterests(desk.idOf("judge2")), { none: "yes" })).status,
    ).toBe(404)
  })

  test("an interest is found in the public list, and makes conflicts at once", async () => {
    const estate = made.nominations[0]
    const name = String(
      (await desk.one("select name from estates where id = ?", [estate?.estateId ?? ""]))["name"],
    )
    const found = await desk.get(
      "judge2",
      paths.judgeInterests(desk.idOf("judge2"), { kind: "estate", q: name }),
    )
    expect(found.html).toContain(`value="${estate?.estateId}"`)
    const none = await desk.post("judge2", paths.judgeInterests(desk.idOf("judge2")), {
      kind: "estate",
      ref: "",
    })
    expect(none.status).toBe(422)
    const declared = await desk.post("judge2", paths.judgeInterests(desk.idOf("judge2")), {
      kind: "estate",
      ref: estate?.estateId ?? "",
      note: "住在这里",
    })
    expect(declared.status).toBe(303)
    const conflict = await desk.one("select kind, nomination_id from conflicts where judge_id = ?", [
      desk.idOf("judge2"),
    ])
    expect(conflict).toMatchObject({ kind: "declared", nomination_id: estate?.id })
    const [event] = await desk.rows("select detail from audit_events where action = 'judge.declare'")
    expect(event?.["detail"]).not.toContain("住在这里")
    const again = await desk.post("judge2", paths.judgeInterests(desk.idOf("judge2")), {
      kind: "estate",
      ref: estate?.estateId ?? "",
    })
    expect(again.status).toBe(422)
    expect(again.html).toContain("已经申明过了")
  })

  test("the city as a whole is none of the places; a street is, by name or code", async () => {
    const street = await desk.get(
      "judge2",
      paths.judgeInterests(desk.idOf("judge2"), { kind: "place", q: "510104018" }),
    )
    expect(street.html).toContain('value="510104018"')
    expect(street.words).toContain("东湖街道 （锦江区）")
    const city = await desk.post("judge2", paths.judgeInterests(desk.idOf("judge2")), {
      kind: "place",
      ref: "510100",
    })
    expect(city.status).toBe(422)
  })

  test("none to declare", async () => {
    for (const account of ["judge", "judge3"])
      expect(
        (await desk.post(account, paths.judgeInterests(desk.idOf(account)), { none: "yes" })).status,
      ).toBe(303)
    expect((await desk.post("judge", paths.judgeInterests(desk.idOf("judge")), { none: "yes" })).status).toBe(
      409,
    )
  })
})

describe("identity", () => {
  test("a number that cannot be right is refused, and stays in the form", async () => {
    const answer = await desk.verify("judge", { number: "110105194912310021" })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain("身份证号码不对")
    expect(answer.html).toContain("110105194912310021")
  })

  test("only a keyed hash is kept", async () => {
    for (const [at, account] of judgeAccounts.entries())
      expect((await desk.verify(account, { number: residentNumbers[at] ?? "" })).status).toBe(303)
    const dump =
      JSON.stringify(await desk.rows("select * from judges")) +
      JSON.stringify(await desk.rows("select * from audit_events"))
    for (const number of residentNumbers) expect(dump).not.toContain(number)
  })

  test("the same person with a second account is refused with who it is, in whatever spelling", async () => {
    const answer = await desk.verify("judge2", { number: " 11010519491231002x " })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain("同一个人不能用两个账号评审")
    expect(answer.html).toContain("samePerson")
  })
})
