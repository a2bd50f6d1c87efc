import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Actor, MemberActor } from "../../worker/domain/actor.ts"
import { openAttachment } from "../../worker/usecases/review/open-attachment.ts"
import { authorityMember, openTestCell, type TestCell } from "../support/cell.ts"
import { addScopeCity, giveEstates, memberOf, people, today } from "../support/scope-city.ts"
import { addFile, addJudge, addNominations, addProgrammes } from "../support/scope-nominations.ts"

let cell: TestCell
const district = authorityMember("approver", "510104")
const judge = memberOf("organiser", "organiser-1", "judge")
const judge2 = { ...judge, memberId: "m-judge-2", userId: "user-judge-2" }

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z"), watched: false })
  await addScopeCity(cell)
  await giveEstates(cell)
  await addProgrammes(cell, "review")
  await cell.rows(
    "insert into organisations (id, kind, name, place_code, created_at) values (?, 'authority', '锦江区', '510104', '2024')",
    [district.organisation.id],
  )
  await addNominations(cell, [
    { estate: "ash", by: "company-1" },
    { estate: "beech", by: "company-1", programme: "second" },
    { estate: "left", by: "company-1", state: "withdrawn" },
    { estate: "coming", by: "company-1", state: "draft" },
    { estate: "yew", by: "company-2" },
    { estate: "ended", by: district.organisation.id },
    { estate: "beech", by: district.organisation.id, state: "draft" },
    { estate: "begun", by: "organiser-1", state: "draft" },
    { estate: "begun", by: "organiser-1", programme: "second", state: "draft" },
    { estate: "yew", by: "company-2", programme: "third" },
  ])
  for (const { memberId, userId } of [judge, judge2]) {
    await cell.rows(
      "insert into users (id, name, email, salt, created_at, updated_at) values (?, ?, ?, 's', 0, 0)",
      [userId, userId, `${userId}@test.example`],
    )
    await cell.rows(
      "insert into members (id, user_id, organisation_id, role, created_at) values (?, ?, 'organiser-1', 'judge', '2024')",
      [memberId, userId],
    )
  }
  await addJudge(cell, judge, ["first/ash/company-1", "first/yew/company-2"])
  await addJudge(cell, judge2, ["first/yew/company-2"])
  await addFile(cell, { id: "photo", nominationId: "first/ash/company-1" })
  await addFile(cell, { id: "copy", nominationId: "first/ash/company-1", redacts: "photo" })
  await addFile(cell, { id: "gone", nominationId: "first/ash/company-1", removedAt: "2026-10-06" })
  await addFile(cell, { id: "other-photo", nominationId: "first/yew/company-2" })
  await addFile(cell, { id: "own-photo", nominationId: "first/begun/organiser-1" })
  await addFile(cell, { id: "elsewhere", nominationId: "second/beech/company-1" })
})
afterAll(() => cell.close())

const read = (actor: Actor) => cell.contextFor(actor).read
const every = { state: null, screening: null, category: null }
const firstPage = { after: null, limit: 50 }

/** The nominations that each way of reading one by its id shows, which are the same. */
async function seen(actor: Actor): Promise<string[]> {
  const rows = await cell.rows("select id from nominations order by id")
  const found: string[] = []
  for (const { id } of rows) {
    const sheet = await read(actor).nominations.find(String(id))
    const listed = await read(actor).nominations.listed(String(id))
    expect(listed === null, String(id)).toBe(sheet === null)
    if (sheet) found.push(String(id))
  }
  return found
}

/** What the lists of the own organisation hold, which are the same. */
async function own(actor: MemberActor): Promise<string[]> {
  const { nominations, nominationList } = read(actor)
  const id = actor.organisation.id
  const { rows: listed } = await nominationList.own(id, { ...every, programme: null }, firstPage)
  const { rows, total } = await nominations.own(id, 1)
  expect(rows.map((row) => row.id).sort()).toEqual(listed.map((row) => row.id))
  expect(total).toBe(listed.length)
  return listed.map((row) => row.id)
}

const ofCompany = [
  "first/ash/company-1",
  "first/coming/company-1",
  "first/left/company-1",
  "second/beech/company-1",
]

describe("nominations", () => {
  test("of a company are its own, of estates that it held too", async () => {
    expect(await seen(people.manager)).toEqual(ofCompany)
    expect(await own(people.manager)).toEqual(ofCompany)
    expect(await seen(people.neighbour)).toEqual(["first/yew/company-2", "third/yew/company-2"])
  })

  test("of a limited member are those of the estates that it was given", async () => {
    expect(await seen(people.limited)).toEqual(["first/ash/company-1", "first/left/company-1"])
    expect(await own(people.limited)).toEqual(["first/ash/company-1", "first/left/company-1"])
    expect(await seen(people.otherLimited)).toEqual(["first/coming/company-1", "second/beech/company-1"])
    expect(await own(people.emptied)).toEqual([])
  })

  test("of an authority are its own in its place", async () => {
    expect(await seen(district)).toEqual([`first/ended/${district.organisation.id}`])
    expect(await own(district)).toEqual([`first/ended/${district.organisation.id}`])
  })

  test("of an organiser are those that were sent to its programmes, and its own drafts there", async () => {
    const sent = ["ash/company-1", `ended/${district.organisation.id}`, "left/company-1", "yew/company-2"]
    const first = [...sent.slice(0, 1), "begun/organiser-1", ...sent.slice(1)].map((id) => `first/${id}`)
    expect(await seen(people.organiser)).toEqual([...first, "third/yew/company-2"])
    expect(await own(people.organiser)).toEqual(["first/begun/organiser-1"])
    expect(await seen(people.otherOrganiser)).toEqual(["second/beech/company-1"])
    const { nominations, nominationList } = read(people.organiser)
    const listed = await nominationList.ofProgramme("first", every, firstPage)
    expect(listed?.rows.map(({ id }) => id)).toEqual(sent.map((id) => `first/${id}`))
    const desk = { show: "all", category: "", page: 1 } as const
    expect(await nominations.desk("first", desk)).toMatchObject({ total: 4, drafts: 3 })
    expect(await nominations.desk("second", desk)).toBeNull()
    expect(await nominationList.ofProgramme("second", every, firstPage)).toBeNull()
  })

  test("are nobody's who has not signed in, and all the platform's own jobs'", async () => {
    expect(await seen(people.visitor)).toEqual([])
    expect(await seen(people.operator)).toEqual([])
    expect(await seen(people.system)).toHaveLength(10)
  })
})

describe("what may be nominated", () => {
  const all = ["ash", "beech", "begun", "coming", "ended", "left", "press", "retired", "retiring", "yew"]
  /** Estates that a form for them would open for, on a day. */
  async function nominable(actor: Actor, day = today): Promise<string[]> {
    const found: string[] = []
    for (const slug of all)
      if ((await read(actor).nominations.toNominate("first", slug, "A", day)).estate) found.push(slug)
    return found
  }

  test("by a company is what it manages that day, the first and last of them included", async () => {
    const now = ["ash", "beech", "begun", "coming", "retired", "retiring"]
    expect(await nominable(people.manager)).toEqual(now)
    expect(await nominable(people.manager, "2026-09-30")).toEqual([
      ...["ash", "beech", "begun", "ended", "retired", "retiring"],
    ])
    expect(await nominable(people.manager, "2026-09-29")).toEqual([
      ...["ash", "beech", "ended", "left", "retired", "retiring"],
    ])
    expect(await nominable(people.neighbour)).toEqual(["ended", "left", "yew"])
  })

  test("by a limited member is what of that it was given", async () => {
    expect(await nominable(people.limited)).toEqual(["ash"])
    expect(await nominable(people.otherLimited)).toEqual(["beech", "coming"])
    expect(await nominable(people.emptied)).toEqual([])
  })

  test("by an authority is what stands in its place, by an organiser anything, by others nothing", async () => {
    expect(await nominable(district)).toEqual(all.filter((slug) => slug !== "beech"))
    expect(await nominable(people.organiser)).toEqual(all)
    expect(await nominable(people.visitor)).toEqual([])
    expect(await nominable(people.system)).toEqual([])
  })

  test("has to stand that day: what retires then is told, and is no candidate; what only the press knows neither", async () => {
    const release = (
      id: string,
      period: string,
    ) => `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count,
      progress, requested_by, requested_at, heartbeat_at, instance_id)
      select '${id}', '${period}', 1, 'final', 'done', id, 'v', 3, '{}', 'm', 'at', 'at', 'i' from editions limit 1`
    await cell.rows(release("basis", "2026Q2"))
    await cell.rows(release("other", "2026Q1"))
    await cell.rows(
      `insert into scorecards (release_id, estate_id, position, outcome)
       select 'basis', id, row_number() over (order by slug), 'scored' from estates where slug <> 'begun'`,
    )
    await cell.rows(
      "insert into scorecards (release_id, estate_id, position, outcome) values ('other', 'id-begun', 1, 'scored')",
    )
    await cell.rows(
      "update programme_rules set document = json_set(document, '$.basis.releaseId', 'basis') where programme_id = 'id-first'",
    )
    const retired = async (slug: string, day: string) =>
      (await read(people.organiser).nominations.toNominate("first", slug, "A", day)).estate?.retired
    expect(await retired("retiring", "2026-09-30")).toBe(false)
    expect(await retired("retiring", "2026-10-01")).toBe(true)
    expect(await retired("retiring", today)).toBe(true)
    expect(await retired("ash", today)).toBe(false)
    expect(await retired("press", today)).toBe(true)
    const candidates = async (actor: Actor, day: string) => {
      const found = await read(actor).nominations.candidates("first", { q: "", today: day, page: 1 })
      expect(found?.total).toBe(found?.rows.length)
      return found?.rows.map(({ slug }) => slug).sort()
    }
    expect(await candidates(people.organiser, "2026-09-30")).toEqual([
      ...["ash", "beech", "coming", "ended", "left", "retiring", "yew"],
    ])
    expect(await candidates(people.organiser, "2026-10-01")).toEqual([
      ...["ash", "beech", "coming", "ended", "left", "yew"],
    ])
    expect(await candidates(people.manager, today)).toEqual(["ash", "beech", "coming"])
    expect(await candidates(people.limited, today)).toEqual(["ash"])
    expect(await candidates(district, today)).toEqual(["ash", "coming", "ended", "left", "yew"])
  })
})

describe("files", () => {
  beforeEach(async () => {
    await cell.rows("update programmes set phase = 'review'")
    await cell.rows("update assignments set ended_at = null")
    await cell.rows("update judges set state = 'accepted'")
  })
  const opens = (actor: MemberActor, id: string) =>
    openAttachment(cell.contextFor(actor), id).then(
      ({ as }) => as,
      ({ code }: { code: string }) => code,
    )
  const blind = (yes: boolean) =>
    cell.rows(`update programme_rules set document = json_set(document, '$.review.blind', json('${yes}'))`)

  test("of a nomination open to who made it, to a limited member of its estates only", async () => {
    expect(await opens(people.manager, "photo")).toBe("owner")
    expect(await opens(people.limited, "photo")).toBe("owner")
    for (const actor of [people.otherLimited, people.emptied, people.neighbour, district])
      expect(await opens(actor, "photo"), actor.memberId).toBe("not_found")
    // An estate that it was given, in another company's hands.
    expect(await opens(people.limited, "other-photo")).toBe("not_found")
    expect(await opens(people.otherLimited, "elsewhere")).toBe("owner")
    expect(await opens(people.limited, "elsewhere")).toBe("not_found")
    // What the secretary made for judges is not the nominee's.
    expect(await opens(people.manager, "copy")).toBe("not_found")
    expect(await opens(people.manager, "gone")).toBe("not_found")
  })

  test("open to the secretary of the programme, to nobody of another organiser", async () => {
    for (const id of ["photo", "copy", "other-photo"])
      expect(await opens(people.organiser, id)).toBe("organiser")
    expect(await opens(people.organiser, "elsewhere")).toBe("not_found")
    expect(await opens(people.otherOrganiser, "photo")).toBe("not_found")
  })

  test("open to the judge that has the candidate, and to no other", async () => {
    expect(await opens(judge, "copy")).toBe("judge")
    expect(await opens(judge2, "copy")).toBe("not_found")
    expect(await opens(judge, "photo")).toBe("not_found")
    // What its own organisation nominated is the secretary's, and no judge's.
    expect(await opens(judge, "own-photo")).toBe("not_found")
    await blind(false)
    expect(await opens(judge, "photo")).toBe("judge")
    expect(await opens(judge2, "photo")).toBe("not_found")
    expect(await opens(judge, "elsewhere")).toBe("not_found")
    await blind(true)
  })

  test("are shut to a judge whose assignment has ended", async () => {
    await cell.rows("update assignments set ended_at = '2026-10-10', end_reason = 'taken_back'")
    expect(await opens(judge, "copy")).toBe("not_found")
  })

  test.each(["invited", "declined", "removed"])("are shut to a judge who is %s", async (state) => {
    await cell.rows("update judges set state = ?", [state])
    expect(await opens(judge, "copy")).toBe("not_found")
  })

  test.each(["open", "screening", "shortlist", "notice", "decided", "archived"])(
    "are shut to judges while the programme is at %s, before and after the review",
    async (phase) => {
      await cell.rows("update programmes set phase = ?", [phase])
      expect(await opens(judge, "copy")).toBe("not_found")
    },
  )

  test("are shut to who judged and has another role now", async () => {
    expect(await opens({ ...judge, role: "secretary" }, "copy")).toBe("organiser")
    const left = { ...judge, organisation: people.manager.organisation, role: "viewer" as const }
    expect(await opens(left, "copy")).toBe("not_found")
  })
})
