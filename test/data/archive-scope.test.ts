import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { archiveCounts } from "../../worker/data/archive-reads.ts"
import { openDatabase } from "../../worker/data/database.ts"
import { scopeOf } from "../../worker/data/scope.ts"
import type { Actor, MemberActor } from "../../worker/domain/actor.ts"
import { authorityMember, openTestCell, type TestCell } from "../support/cell.ts"
import { addQuarter, addSubmissions, closeDistrict } from "../support/cell-rows.ts"
import { addScopeCity, giveEstates, people, quarter } from "../support/scope-city.ts"
import { addNominations, addProgrammes } from "../support/scope-nominations.ts"

let cell: TestCell
const district = authorityMember("approver", "510104")
const at = "2026-10-05T00:00:00.000Z"

async function addPerson(id: string, organisationId: string, salt: string | null = "s") {
  await cell.client.execute({
    sql: "insert into users (id, name, email, salt, created_at, updated_at) values (?, ?, ?, ?, 0, 0)",
    args: [`user-${id}`, id, `${id}@x.example`, salt],
  })
  await cell.rows(
    "insert into members (id, user_id, organisation_id, role, created_at) values (?, ?, ?, 'manager', ?)",
    [id, `user-${id}`, organisationId, id],
  )
}

/** A key, an invitation and a reset of an organisation, each named after it. */
async function addDoings(memberId: string, organisationId: string) {
  await cell.rows(
    `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at)
     values (?1, ?2, ?3, 'n', ?1, ?1, '[]', '2026', '2027')`,
    [`key-${organisationId}`, organisationId, memberId],
  )
  await cell.rows(
    `insert into invitations (id, organisation_id, role, token_hash, salt, invited_by, created_at, expires_at)
     values (?1, ?2, 'viewer', ?1, 's', ?3, '2026', '2027')`,
    [`invitation-${organisationId}`, organisationId, memberId],
  )
  await cell.rows(
    `insert into factor_resets (id, user_id, member_id, organisation_id, asked_by, reason, state, asked_at, expires_at)
     values (?1, ?4, ?3, ?2, ?3, 'r', 'expired', '2026', '2027')`,
    [`reset-${organisationId}`, organisationId, memberId, `user-${memberId}`],
  )
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z"), watched: false })
  await addScopeCity(cell)
  await giveEstates(cell)
  await cell.rows(
    "insert into organisations (id, kind, name, place_code, created_at) values (?, 'authority', 'n', '510104', '2024')",
    [district.organisation.id],
  )
  for (const [id, of] of [
    ["a-manager", "company-1"],
    ["a-neighbour", "company-2"],
    ["a-official", district.organisation.id],
  ] as const) {
    await addPerson(id, of)
    await addDoings(id, of)
  }
  await addPerson("b-gone", "company-1", null)
  await cell.rows("insert into member_estates (member_id, estate_id) values ('a-neighbour', 'id-yew')")
  await addQuarter(cell, quarter, "2026-10-20")
  await addQuarter(cell, "2026Q2", "2026-07-20")
  for (const place of ["510104", "510105", "510106"]) await closeDistrict(cell, "2026Q2", place)
  await addSubmissions(cell, [
    { slug: "ash", quarter, state: "submitted", texts: { households: "1" } },
    { slug: "beech", quarter: "2026Q2", state: "verified", texts: {} },
    { slug: "yew", quarter, state: "verified", texts: {} },
    { slug: "ended", quarter, state: "draft", texts: { households: "2" } },
  ])
  // Another company filed for one of them before.
  await addSubmissions(cell, [
    { slug: "ash", quarter: "2026Q2", state: "verified", texts: { households: "3" } },
  ])
  await cell.rows(
    "update submissions set organisation_id = 'company-2' where estate_id = 'id-yew' or id = '2026Q2-ash'",
  )
  const [edition] = await cell.rows("select id from editions limit 1")
  const columns = `id, period, number, state, stage, edition_id, engine_version, estate_count, progress, requested_by,
    requested_at, heartbeat_at, instance_id, manifest_hash`
  for (const [id, period, number, state, hash] of [
    ["q3", quarter, 1, "final", "h3"],
    ["q2-1", "2026Q2", 1, "final", "h2"],
    ["q2-2", "2026Q2", 2, "running", null],
    ["year", "2026", 1, "preliminary", "hy"],
    ["none", "2025", 1, "final", null],
  ] as const) {
    await cell.client.execute({
      sql: `insert into releases (${columns}) values (?, ?, ?, ?, 'done', ?, 'v', 9, '{}', 'm', '${at}', '${at}', 'i', ?)`,
      args: [id, period, number, state, String(edition?.["id"]), hash],
    })
    if (id !== "q2-2")
      await cell.rows("insert into publications (period, release_id, published_at) values (?, ?, ?)", [
        period,
        id,
        at,
      ])
    await cell.rows(
      `insert into scorecards (release_id, estate_id, position, outcome)
       select ?, id, row_number() over (order by slug), 'scored' from estates`,
      [id],
    )
  }
  await addProgrammes(cell, "open")
  await addNominations(cell, [
    { estate: "ash", by: "company-1" },
    { estate: "beech", by: "company-1", state: "draft" },
    { estate: "yew", by: "company-2", programme: "second" },
    { estate: "yew", by: "organiser-1", programme: "second", state: "draft" },
  ])
  await cell.rows(
    `insert into awards (id, programme_id, nomination_id, estate_id, category, shortlist_number, certificate_number,
       document, hash, awarded_at, valid_from, valid_to)
     select 'award ' || n.id, n.programme_id, n.id, n.estate_id, n.category, 1, n.id, '{}', 'h', '2026', '2026', '2027'
     from nominations n where n.state = 'submitted'`,
  )
  for (const [id, of, concerns] of [
    ["e1", "company-1", null],
    ["e2", "company-2", null],
    ["e3", district.organisation.id, "company-1"],
  ] as const)
    await cell.client.execute({
      sql: `insert into audit_events (id, at, actor_kind, organisation_id, concerns_id, action, entity, entity_id, detail)
            values (?, '${at}', 'member', ?, ?, 'x', 'x', 'x', '{}')`,
      args: [id, of, concerns],
    })
})
afterAll(() => cell.close())

const archive = (actor: Actor) => cell.contextFor(actor).read.archive
const slugs = (rows: { slug: string }[]) => rows.map(({ slug }) => slug)

describe("an organisation's archive", () => {
  test("has its own people, those who are there, and what they made: nobody else's", async () => {
    const {
      organisation,
      people: members,
      given,
      invited,
      keys,
      resets,
    } = await archive(people.manager).people()
    expect(organisation.id).toBe("company-1")
    const limited = ["m-company-1-editor", "m-emptied", "m-other-limited"]
    expect(members.map(({ member }) => member.id).sort()).toEqual(["a-manager", ...limited])
    expect(given.map(({ memberId, slug }) => `${memberId} ${slug}`).sort()).toEqual([
      ...["m-company-1-editor ash", "m-company-1-editor left", "m-company-1-editor yew"],
      ...["m-other-limited beech", "m-other-limited coming"],
    ])
    expect(invited.map(({ id }) => id)).toEqual(["invitation-company-1"])
    expect(keys.map(({ id }) => id)).toEqual(["key-company-1"])
    expect(resets.map(({ id }) => id)).toEqual(["reset-company-1"])
  })

  test("has the estates that it sees, and of a company its own tenures alone", async () => {
    const own = await archive(people.manager).estates("")
    const held = ["ash", "beech", "begun", "coming", "ended", "left", "retired", "retiring"]
    expect(slugs(own.estates)).toEqual(held)
    expect(own.tenures.map(({ estate, company }) => `${estate} ${company}`)).toEqual(
      held.map((slug) => `${slug} 物业 company-1`),
    )
    const rest = await archive(people.manager).estates("coming")
    expect(slugs(rest.estates)).toEqual(held.slice(4))
    expect(rest.tenures.map(({ estate }) => estate)).toEqual(held.slice(4))
    const placed = await archive(district).estates("")
    expect(slugs(placed.estates)).toEqual([...held.filter((slug) => slug !== "beech"), "yew"])
    expect(placed.tenures.map(({ estate }) => estate)).toEqual(
      placed.estates.flatMap(({ slug }) => (["ended", "left"].includes(slug) ? [slug, slug] : [slug])),
    )
  })

  test("has the closings and corrections of its districts alone", async () => {
    await cell.rows(
      `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at)
       values ('c1', '2026Q2', 'id-beech', 'q2-1', 'r', 'm', '2026'), ('c2', '2026Q2', 'id-yew', 'q2-1', 'r', 'm', '2026')`,
    )
    const told = async (actor: Actor) => {
      const { closings, corrections, quarters } = await archive(actor).quarters()
      expect(quarters.map((one) => one.quarter)).toEqual(["2026Q2", "2026Q3"])
      return [...closings.map(({ placeCode }) => placeCode), ...corrections.map(({ estate }) => estate)]
    }
    expect(await told(people.manager)).toEqual(["510104", "510105", "beech"])
    expect(await told(people.neighbour)).toEqual(["510104", "yew"])
    expect(await told(district)).toEqual(["510104", "yew"])
    expect(await told(authorityMember("approver", "510105"))).toEqual(["510105", "beech"])
    expect(await told(people.organiser)).toEqual([])
  })

  test("has what a company filed itself, and what was filed in an authority's place", async () => {
    const filed = async (actor: MemberActor, after = "") =>
      (await archive(actor).submissions(after)).submissions.map(({ estate, values }) => [
        estate,
        values.length,
      ])
    expect(await filed(people.manager)).toEqual([
      ["ash", 1],
      ["beech", 0],
      ["ended", 1],
    ])
    expect(await filed(people.manager, "ash")).toEqual([
      ["beech", 0],
      ["ended", 1],
    ])
    expect(await filed(people.neighbour)).toEqual([
      ["ash", 1],
      ["yew", 0],
    ])
    // Nobody but the company sees the values of a draft.
    expect(await filed(district)).toEqual([
      ["ash", 1],
      ["ash", 1],
      ["ended", 0],
      ["yew", 0],
    ])
  })

  test("has the releases that the public sees, and where its estates of that time stand in them", async () => {
    const published = await archive(people.manager).published()
    expect(published.map(({ releaseId }) => releaseId)).toEqual(["q2-1", "q3"])
    const cards = async (actor: Actor, period: string, releaseId: string, after = 0) =>
      slugs(await archive(actor).cards({ period, releaseId }, after))
    expect(await cards(people.manager, quarter, "q3")).toEqual(["ash", "beech", "begun", "ended", "retiring"])
    expect(await cards(people.manager, quarter, "q3", 3)).toEqual(["ended", "retiring"])
    expect(await cards(people.neighbour, quarter, "q3")).toEqual(["left", "yew"])
    // A year is whose the estate is on its last day.
    expect(await cards(people.manager, "2026", "year")).toEqual(["ash", "beech", "begun", "coming"])
    expect(await cards(people.organiser, quarter, "q3")).toEqual([])
  })

  test("has its own nominations, and of its programmes what was sent to them", async () => {
    const told = async (actor: Actor, after = "") => {
      const { nominations, programmes, awards } = await archive(actor).selection(after)
      expect(awards.length).toBe(
        nominations.filter(({ nomination }) => nomination.state === "submitted").length,
      )
      return [nominations.map(({ nomination }) => nomination.id), programmes.map(({ slug }) => slug)]
    }
    expect(await told(people.manager)).toEqual([["first/ash/company-1", "first/beech/company-1"], ["first"]])
    expect((await archive(people.manager).selection("first/ash/company-1")).nominations).toHaveLength(1)
    expect(await told(people.organiser)).toEqual([
      ["first/ash/company-1", "second/yew/organiser-1"],
      ["first", "second", "third"],
    ])
    expect(await told(people.otherOrganiser)).toEqual([["second/yew/company-2"], ["second"]])
    expect(await told(district)).toEqual([[], []])
  })

  test("counts the same for its steps", async () => {
    const db = openDatabase({ url: cell.url, deadlineMs: 60_000 })
    const counts = async (actor: Actor) => {
      const scope = scopeOf(db, actor, { id: null, fingerprint: null })
      return (await db.batch(archiveCounts(db, scope))).map(([row]) => row?.n)
    }
    expect(await counts(people.manager)).toEqual([8, 4, 2, 2])
    expect(await counts(people.neighbour)).toEqual([3, 4, 1, 1])
    expect(await counts(district)).toEqual([8, 4, 1, 0])
    expect(await counts(people.otherOrganiser)).toEqual([0, 4, 0, 1])
  })

  test("is nobody's who has not signed in, and not the platform's own jobs'", async () => {
    for (const actor of [people.visitor, people.system]) {
      const reads = archive(actor)
      for (const read of [
        () => reads.people(),
        () => reads.estates(""),
        () => reads.quarters(),
        async () => reads.submissions(""),
        () => reads.selection(""),
        () => reads.published(),
        () => reads.cards({ period: quarter, releaseId: "q3" }, 0),
      ])
        await expect(read()).rejects.toMatchObject({ code: "not_found" })
    }
  })
})
