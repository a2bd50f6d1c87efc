import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { nominations } from "../../../schema/tables/nominations.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import { paths } from "../../../web/paths.ts"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import { fixtureFigures } from "../../support/fixture-rules.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { errorBeside, freshKey, type Shown, shown } from "../../support/quarter-forms.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let selection: Fixture

/** Candidates have bases of 90, 89, 88 …: those under 86 do not meet it. */
const eligibility = [
  {
    code: "E1",
    title: "基础分不低于 86",
    expression: "base >= 86",
    built: { figure: "base", operator: ">=" as const, value: "86" },
  },
  { code: "E2", title: "没有一票否决", expression: "veto_count == 0", built: null },
]

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  selection = await openSelection(door, { phase: "screening", nominated: 6, rules: { eligibility } })
  await door.cell.client.execute("update nominations set screening = null")
})
afterAll(() => door.close())

async function get(who: string, path: string): Promise<Shown> {
  return shown(await (await door.as(who)).get(path))
}

async function post(who: string, path: string, fields: Record<string, string> = {}): Promise<Shown> {
  return shown(await (await door.as(who)).post(path, { key: freshKey(), ...fields }))
}

const list = (query: Record<string, string> = {}) => paths.selectionPart(selection.slug, "nominations", query)
const idOf = (at: number) => selection.nominations[at]?.id ?? ""
const one = (at: number) => paths.screenedNomination(selection.slug, idOf(at))
const screeningOf = async (at: number) =>
  (await door.cell.rows("select screening from nominations where id = ?", [idOf(at)]))[0]?.["screening"]

describe("screening", () => {
  test("evaluates all by the rules in force, on what each was submitted with", async () => {
    expect((await get("secretary", list())).words).toContain("待审查（6）")
    const answer = await post("secretary", paths.screening(selection.slug))
    expect(answer.status).toBe(303)
    const page = await get("secretary", answer.location)
    expect(page.words).toContain("审查完成，结果在下表")
    expect(page.words).toContain("审查通过（5）")
    expect(page.words).toContain("不符合条件（1）")
    expect(await screeningOf(5)).toBe("ineligible")
    const [event] = await door.cell.rows("select * from audit_events where action = 'nomination.screen'")
    expect(JSON.parse(String(event?.["after"]))).toEqual({
      nominations: 6,
      eligible: 5,
      ineligible: 1,
      overridden: 0,
    })
    const failed = await get("secretary", one(5))
    expect(failed.words).toContain("基础分 85 分，要求 ≥ 86 分")
  })

  test("is for who runs the programme, and in its phase", async () => {
    expect((await post("judge", paths.screening(selection.slug))).status).toBe(403)
    expect((await post("manager", paths.screening(selection.slug))).status).toBe(403)
    const open = await openSelection(door, { slug: "still-open", phase: "open" })
    expect((await post("chair", paths.screening(open.slug))).status).toBe(409)
    expect((await post("chair", paths.screening("no-such"))).status).toBe(404)
  })

  test("the list is narrowed to what was asked for", async () => {
    const page = await get("chair", list({ show: "ineligible" }))
    expect(page.html).toContain(one(5))
    expect(page.html).not.toContain(one(0))
    expect((await get("chair", list({ show: "withdrawn" }))).words).toContain("没有符合筛选的申报")
  })
})

describe("letting in against the rules", () => {
  const ask = (who: string, at: number, reason: string) =>
    post(who, paths.override(selection.slug, idOf(at)), { reason })
  const decide = (who: string, at: number, confirmed: string) =>
    post(who, paths.overrideDecision(selection.slug, idOf(at)), { confirmed })

  test("needs a reason, and something that does not meet the rules", async () => {
    const silent = await ask("secretary", 5, "  ")
    expect(silent.status).toBe(422)
    expect(errorBeside(silent, "override-reason")).toContain("请写明破例的理由")
    expect((await ask("secretary", 0, "没有必要")).status).toBe(409)
    expect((await decide("chair", 5, "yes")).status).toBe(409)
  })

  test("is never decided by the person who asked, with whatever membership", async () => {
    expect((await ask("secretary", 5, "数据之外另有佐证")).status).toBe(303)
    expect((await ask("chair", 5, "再提一次")).status).toBe(409)
    const own = await decide("secretary", 5, "yes")
    expect(own.status).toBe(403)
    expect(own.words).toContain("提出破例的人不能自己决定")
    expect((await get("secretary", one(5))).words).toContain("是你提出的")
    // The chair's membership now belongs to the same person.
    const [user] = await door.cell.rows("select asked_by from overrides")
    const before = await door.cell.rows("select user_id from members where id = 'organiser-1-secretary-2'")
    await door.cell.client.execute({
      sql: "update overrides set asked_by = ? where asked_by = ?",
      args: [String(before[0]?.["user_id"]), String(user?.["asked_by"])],
    })
    expect((await decide("secretary2", 5, "yes")).status).toBe(403)
    await door.cell.client.execute({
      sql: "update overrides set asked_by = ?",
      args: [String(user?.["asked_by"])],
    })
  })

  test("is decided by another one, and both are on record; screening again leaves it", async () => {
    const pages = await get("chair", one(5))
    expect(pages.words).toContain("理由：数据之外另有佐证")
    const [yes, no] = await Promise.all([decide("chair", 5, "yes"), decide("secretary2", 5, "no")])
    expect([yes.status, no.status].sort()).toEqual([303, 409])
    if (no.status === 303) {
      await ask("secretary", 5, "再次说明")
      expect((await decide("chair", 5, "yes")).status).toBe(303)
    }
    expect(await screeningOf(5)).toBe("overridden")
    const events = await door.cell.rows(
      "select distinct action, actor_user_id u from audit_events where entity = 'override' order by seq",
    )
    expect(new Set(events.map(({ u }) => u)).size).toBeGreaterThanOrEqual(2)
    expect(
      JSON.stringify(
        await door.cell.rows("select detail, after from audit_events where entity = 'override'"),
      ),
    ).not.toContain("佐证")
    expect((await post("secretary", paths.screening(selection.slug))).status).toBe(303)
    expect(await screeningOf(5)).toBe("overridden")
    expect(await screeningOf(4)).toBe("eligible")
  })
})

test("2,000 nominations are screened in two seconds, with three round trips", async () => {
  const many = await openSelection(door, { slug: "two-thousand", phase: "screening", rules: { eligibility } })
  const at = door.now.toISOString()
  const places = await door.cell.rows("select place_code, district_code, street_code from estates limit 1")
  const place = places[0]
  const estates = Array.from({ length: 2_000 }, (_, index) => `many-${index}`)
  await door.cell.client.execute({
    sql: `insert into estates (id, slug, name, place_code, district_code, street_code, origin, created_at)
      select value, value, value, ?, ?, ?, 'demonstration', ? from json_each(?)`,
    args: [
      String(place?.["place_code"]),
      String(place?.["district_code"]),
      String(place?.["street_code"]),
      at,
      JSON.stringify(estates),
    ],
  })
  const quarters = Array.from({ length: 8 }, (_, index) => ({
    period: `202${4 + Math.floor(index / 4)}Q${(index % 4) + 1}`,
    outcome: "scored" as const,
    base: 85,
    final: 86,
    band: "good",
    rank: 3,
    gatesFailed: [],
    vetoes: [],
    late: 0,
    manifestHash: "0".repeat(64),
  }))
  const rows = estates.map((slug, index) => ({
    ...{
      id: `n-${slug}`,
      programmeId: many.programmeId,
      category: "A",
      estateId: slug,
      organisationId: "company-1",
    },
    ...{
      state: "submitted" as const,
      rulesVersion: 1,
      blindCode: `C-${slug}`,
      memberId: "m",
      createdAt: at,
      updatedAt: at,
    },
    submittedAt: at,
    figures: canonicalJson({ ...fixtureFigures({ slug }, { base: 80 + (index % 20) }), quarters }),
    figuresHash: "f".repeat(64),
  }))
  for (let from = 0; from < rows.length; from += 500)
    await door.cell.client.batch([insertRows(nominations, rows.slice(from, from + 500))], "write")
  const client = await door.as("secretary")
  const { response, roundTrips } = await door.costOf(() =>
    client.post(paths.screening(many.slug), { key: freshKey() }),
  )
  expect(response.status).toBe(303)
  expect(roundTrips).toBeLessThanOrEqual(3)
  const found = await door.cell.rows(
    "select screening s, count(*) n from nominations where programme_id = ? group by screening order by screening",
    [many.programmeId],
  )
  expect(found).toEqual([
    { s: "eligible", n: 1_400 },
    { s: "ineligible", n: 600 },
  ])
})
