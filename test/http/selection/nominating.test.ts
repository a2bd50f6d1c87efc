import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { errorBeside, fieldValue, freshKey, type Shown, shown } from "../../support/quarter-forms.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let selection: Fixture
/** Estates that company-1 holds, and one that it does not. */
let own: string[]
let foreign: string
let opened = 0

beforeAll(async () => {
  door = await openFrontDoor({ estates: 12, released: 1, now: new Date("2026-09-20T02:00:00Z") })
  const rows = await door.cell.rows(
    `select e.slug, t.organisation_id company from estates e join tenures t on t.estate_id = e.id
     join scorecards s on s.estate_id = e.id join releases r on r.id = s.release_id and r.state = 'final'
     where t.to_date is null and e.origin = 'demonstration' and s.outcome = 'scored' group by e.id order by e.id`,
  )
  const slugs = (of: (company: string) => boolean) =>
    rows.filter(({ company }) => of(String(company))).map(({ slug }) => String(slug))
  own = slugs((company) => company === "company-1")
  foreign = slugs((company) => company !== "company-1")[0] ?? ""
})
afterAll(() => door.close())

beforeEach(async () => {
  door.now = new Date("2026-09-20T02:00:00Z")
  opened += 1
  selection = await openSelection(door, { slug: `ping-xuan-${opened}` })
})

async function get(who: string, path: string): Promise<Shown> {
  return shown(await (await door.as(who)).get(path))
}

async function post(who: string, path: string, fields: Record<string, string>): Promise<Shown> {
  return shown(await (await door.as(who)).post(path, { key: freshKey(), ...fields }))
}

const start = (who: string, estate: string, category = "A") =>
  post(who, paths.newNomination(selection.slug), { estate, category })

async function begin(who: string, estate: string, category = "A"): Promise<string> {
  const answer = await start(who, estate, category)
  expect(answer.status, answer.words).toBe(303)
  return new URL(answer.location, "http://x").pathname.split("/").at(-1) ?? ""
}

const filled = { "answer:statement": "四方议事每月一次，记录在册。", consent: "yes", revision: "1" }
const submit = (who: string, id: string, fields: Record<string, string> = {}) =>
  post(who, paths.nominationSubmission(id), { ...filled, reason: "数据之外另有说明", ...fields })

async function row(id: string) {
  const [found] = await door.cell.rows("select * from nominations where id = ?", [id])
  return found ?? {}
}

describe("choosing an estate", () => {
  test("a company sees what it holds, by rank, with band, range and what each lacks", async () => {
    const page = await get("manager", paths.newNomination(selection.slug))
    expect(page.status).toBe(200)
    for (const slug of own) expect(page.html).toContain(`value="${slug}"`)
    expect(page.html).not.toContain(`value="${foreign}"`)
    expect(page.words).toMatch(/范围：第 \d+(–\d+)? 名/)
    const all = await get("secretary", paths.newNomination(selection.slug))
    expect(all.html).toContain(`value="${foreign}"`)
  })

  test("another company's estate, another place's, a press estate and an unknown one", async () => {
    expect((await start("manager", foreign)).status).toBe(404)
    expect((await start("manager", "no-such-estate")).status).toBe(404)
    const outside = await door.cell.rows(
      "select slug from estates where place_code <> ? and origin = 'demonstration'",
      ["510104018004"],
    )
    expect((await start("community", String(outside[0]?.["slug"]))).status).toBe(404)
    const press = await door.cell.rows("select slug from estates where origin = 'press' limit 1")
    if (press[0]) {
      const answer = await start("secretary", String(press[0]["slug"]))
      expect(answer.status).toBe(409)
      expect(answer.words).toContain("只有媒体报道的记录")
    }
  })

  test("a category that there is not, and a draft that is there already", async () => {
    const answer = await start("manager", own[0] ?? "", "Z")
    expect(answer.status).toBe(422)
    expect(answer.words).toContain("请选择评选里有的类别")
    const id = await begin("manager", own[0] ?? "")
    expect(await begin("editor", own[0] ?? "")).toBe(id)
  })
})

describe("the form", () => {
  test("keeps a draft, and says everything that is missing when it is submitted", async () => {
    const id = await begin("manager", own[0] ?? "")
    const path = paths.nomination(id)
    expect((await post("manager", path, { revision: "1", "answer:statement": "<b>初稿</b>" })).status).toBe(
      303,
    )
    const page = await get("editor", `${path}?done=saved`)
    expect(page.words).toContain("草稿已保存")
    expect(fieldValue(page, "answer:statement")).toBe("<b>初稿</b>")
    expect(page.html).not.toContain("<b>初稿</b>")
    const empty = await post("manager", paths.nominationSubmission(id), { revision: "2" })
    expect(empty.status).toBe(422)
    expect(errorBeside(empty, "n-statement")).toContain("请填写这一项")
    expect(errorBeside(empty, "n-consent")).toContain("同意公开")
    const long = await submit("manager", id, { revision: "2", "answer:statement": "长".repeat(1501) })
    expect(long.status).toBe(422)
    expect(errorBeside(long, "n-statement")).toContain("现在 1501 字，最多 1500 字")
    expect(fieldValue(long, "answer:statement")).toHaveLength(1501)
    expect(await row(id)).toMatchObject({ state: "draft", revision: 2 })
  })

  test("somebody saved meanwhile: what changed is said, and what was typed is kept", async () => {
    const id = await begin("manager", own[0] ?? "")
    const path = paths.nomination(id)
    await post("editor", path, { revision: "1", "answer:statement": "先存的" })
    const late = await post("manager", path, { revision: "1", "answer:statement": "后存的" })
    expect(late.status).toBe(409)
    expect(late.words).toContain("做法与成效现在是：先存的")
    expect(fieldValue(late, "answer:statement")).toBe("后存的")
  })

  test("is nobody else's: another company finds nothing, the organiser sees no draft", async () => {
    const id = await begin("manager", own[0] ?? "")
    const other = await door
      .addMember("company-2", "manager")
      .catch(() => "added-company-2-manager@demo.shige.example")
    expect((await get(other, paths.nomination(id))).status).toBe(404)
    expect((await submit(other, id)).status).toBe(404)
    expect((await get("secretary", paths.nomination(id))).status).toBe(404)
    expect((await get("secretary", paths.screenedNomination(selection.slug, id))).status).toBe(404)
  })
})

describe("submitting", () => {
  test("freezes figures, hash and the result of every rule with its numbers", async () => {
    const id = await begin("manager", own[0] ?? "")
    expect((await submit("manager", id)).status).toBe(303)
    const kept = await row(id)
    const figures = JSON.parse(String(kept["figures"]))
    expect(figures).toMatchObject({ format: 1, basis: { period: selection.rules.basis.period } })
    expect(figures.basis.manifestHash).toBe(selection.rules.basis.manifestHash)
    const result = JSON.parse(String(kept["eligibility"]))
    expect(result.figuresHash).toBe(kept["figures_hash"])
    expect(result.rules.map(({ code }: { code: string }) => code)).toEqual(["E1", "E2"])
    const page = await get("manager", paths.nomination(id))
    expect(page.words).toContain(`基础分 ${String(figures.basis.base)} 分，要求 ≥ 60 分`)
    expect((await post("manager", paths.nomination(id), { revision: "2" })).status).toBe(409)
    const [event] = await door.cell.rows(
      "select * from audit_events where action = 'nomination.submit' and entity_id = ?",
      [id],
    )
    expect(String(event?.["after"])).toContain('"answer.statement":"text:14"')
    expect(JSON.stringify(event)).not.toContain("四方议事")
  })

  test("an estate that does not meet the rules is told so, and goes in with a reason", async () => {
    selection = await openSelection(door, {
      slug: `hard-${opened}`,
      rules: {
        eligibility: [
          {
            code: "E1",
            title: "满分",
            expression: "base > 100",
            built: { figure: "base", operator: ">", value: "100" },
          },
        ],
      },
    })
    const id = await begin("manager", own[0] ?? "")
    const page = await get("manager", paths.nomination(id))
    expect(page.words).toContain("有 1 个条件不符合")
    const asked = await submit("manager", id, { reason: "" })
    expect(asked.status).toBe(422)
    expect(asked.words).toContain("请说明仍要申报的理由")
    expect((await submit("manager", id, { reason: "改造后数据尚未发布" })).status).toBe(303)
    expect(await row(id)).toMatchObject({ state: "submitted", ineligible_reason: "改造后数据尚未发布" })
  })

  test("the last millisecond of the last day is in time, the next one is late", async () => {
    const [first = "", second = ""] = [
      await begin("manager", own[0] ?? ""),
      await begin("manager", own[0] ?? "", "B"),
    ]
    door.now = new Date("2026-09-30T15:59:59.999Z")
    expect((await submit("manager", first)).status).toBe(303)
    door.now = new Date("2026-09-30T16:00:00.000Z")
    const late = await submit("manager", second)
    expect(late.status).toBe(409)
    expect(late.words).toContain("申报已经截止，截止时间是 2026-09-30 23:59:59")
    expect((await post("manager", paths.nomination(second), { revision: "1" })).status).toBe(409)
    expect((await start("manager", own[1] ?? "")).status).toBe(409)
    door.now = new Date("2026-08-31T15:59:59Z")
    expect((await start("manager", own[1] ?? "")).words).toContain("申报还没有开始")
  })

  test("two organisations at once: one is in, the other is told who was first", async () => {
    const mine = await begin("manager", own[0] ?? "")
    const theirs = await begin("secretary", own[0] ?? "")
    const answers = await Promise.all([submit("manager", mine), submit("secretary", theirs)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(refused?.words).toMatch(/这个小区在这个类别已由.+申报/)
    const standing = await door.cell.rows(
      "select count(*) n from nominations where programme_id = ? and state = 'submitted'",
      [selection.programmeId],
    )
    expect(standing[0]?.["n"]).toBe(1)
    expect((await start("district", own[0] ?? "")).status).toBe(409)
  })

  test("the same form sent twice is one submission", async () => {
    const id = await begin("manager", own[0] ?? "")
    const form = { ...filled, key: freshKey(), reason: "说明" }
    const client = await door.as("manager")
    const [one, two] = await Promise.all([
      client.post(paths.nominationSubmission(id), form),
      client.post(paths.nominationSubmission(id), form),
    ])
    expect([one.status, two.status]).toEqual([303, 303])
    const events = await door.cell.rows(
      "select 1 from audit_events where action = 'nomination.submit' and entity_id = ?",
      [id],
    )
    expect(events).toHaveLength(1)
  })
})

describe("withdrawing", () => {
  test("needs a reason, happens once, and frees the place and the judges", async () => {
    selection = await openSelection(door, {
      slug: `review-${opened}`,
      phase: "review",
      nominated: 12,
      judges: 3,
      assigned: true,
    })
    const of = selection.nominations.find(({ organisationId }) => organisationId === "company-1")
    if (!of) throw new Error("company-1 has nominated nothing")
    const path = paths.nominationWithdrawal(of.id)
    const silent = await post("manager", path, { revision: "1" })
    expect(silent.status).toBe(422)
    expect(errorBeside(silent, "withdraw-reason")).toContain("请写明原因")
    expect(silent.html).toContain('href="#withdraw-reason"')
    expect((await post("manager", path, { revision: "1", reason: "改造未完成" })).status).toBe(303)
    expect(await row(of.id)).toMatchObject({ state: "withdrawn", withdraw_reason: "改造未完成" })
    const left = await door.cell.rows(
      "select distinct end_reason r from assignments where nomination_id = ?",
      [of.id],
    )
    expect(left).toEqual([{ r: "withdrawn" }])
    const again = await post("manager", path, { revision: "2", reason: "再来" })
    expect(again.status).toBe(409)
    expect(again.words).toContain("这份申报已经撤回")
  })

  test("is over once it is decided", async () => {
    selection = await openSelection(door, { slug: `decided-${opened}`, phase: "decided", nominated: 12 })
    const of = selection.nominations.find(({ organisationId }) => organisationId === "company-1")
    const path = paths.nominationWithdrawal(of?.id ?? "")
    expect((await post("manager", path, { revision: "1", reason: "晚了" })).status).toBe(409)
    expect(await row(of?.id ?? "")).toMatchObject({ state: "submitted" })
  })
})

test("a signed-in page costs two round trips, a write three", async () => {
  const id = await begin("manager", own[0] ?? "")
  const client = await door.as("manager")
  for (const path of [paths.nominations(), paths.newNomination(selection.slug), paths.nomination(id)]) {
    await client.get(path)
    const { roundTrips } = await door.costOf(() => client.get(path))
    expect(roundTrips, path).toBeLessThanOrEqual(2)
  }
  const form = { ...filled, key: freshKey(), reason: "说明" }
  const { roundTrips, response } = await door.costOf(() => client.post(paths.nominationSubmission(id), form))
  expect(response.status).toBe(303)
  expect(roundTrips).toBeLessThanOrEqual(3)
})
