import { afterAll, beforeAll, expect, test } from "vitest"
import { reviews } from "../../schema/tables/judges.ts"
import { programmeRules, shortlists } from "../../schema/tables/programmes.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import type { Actor } from "../../worker/domain/actor.ts"
import type { ShortlistDocument } from "../../worker/domain/selection/shortlist.ts"
import { openTestCell, type TestCell } from "../support/cell.ts"
import { fixtureRules } from "../support/fixture-rules.ts"
import { addScopeCity, memberOf, people } from "../support/scope-city.ts"
import { addJudge, addNominations, addProgrammes } from "../support/scope-nominations.ts"

/** A frozen list with nobody on it. */
const listOf = (programmeId: string, number: number): ShortlistDocument => ({
  ...{ format: 1, programmeId, number, rulesVersion: 2, rulesHash: "h2" },
  ...{ frozenAt: "2026-10-12T02:00:00.000Z", categories: [] },
})

let cell: TestCell
const own = "first/ash/company-1"
const others = "first/yew/company-2"
const at = "2026-10-05T00:00:00.000Z"

/** A judge of `first` who has both candidates. */
async function judging(name: string): Promise<void> {
  const judge = { ...memberOf("organiser", "organiser-1", "judge"), memberId: name, userId: `user-${name}` }
  await cell.rows(
    "insert into users (id, name, email, salt, created_at, updated_at) values (?, ?, ?, 's', 0, 0)",
    [judge.userId, name, `${name}@test.example`],
  )
  await cell.rows(
    "insert into members (id, user_id, organisation_id, role, created_at) values (?, ?, 'organiser-1', 'judge', '2024')",
    [judge.memberId, judge.userId],
  )
  await addJudge(cell, judge, [own, others])
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z"), watched: false })
  await addScopeCity(cell)
  await addProgrammes(cell, "decided")
  await addNominations(cell, [
    { estate: "ash", by: "company-1" },
    { estate: "yew", by: "company-2" },
  ])
  for (const name of ["counted", "voided", "unsent"]) await judging(name)
  const review = (judge: string, nomination: string, more: Partial<typeof reviews.$inferInsert> = {}) => ({
    ...{
      assignmentId: `judge-${judge}/${nomination}`,
      scores: '{"C1":80,"C2":null}',
      state: "submitted" as const,
    },
    ...{ comment: `${judge} ${nomination}`, updatedAt: at, submittedAt: at, ...more },
  })
  await cell.client.execute(
    insertRows(reviews, [
      review("counted", own),
      review("voided", own, { voidedAt: at, voidReason: "conflict" }),
      review("unsent", own, { state: "draft", submittedAt: null }),
      review("counted", others, { abstained: true }),
    ]),
  )
  const rules = { ...fixtureRules(), title: "第二版" }
  await cell.client.batch(
    [
      insertRows(programmeRules, [
        {
          programmeId: "id-first",
          version: 2,
          document: JSON.stringify(rules),
          hash: "h2",
          memberId: "m",
          at,
        },
      ]),
      "update programmes set rules_version = 2 where id = 'id-first'",
      insertRows(
        shortlists,
        [
          ["id-first", 2],
          ["id-first", 10],
          ["id-first", 1],
          ["id-second", 11],
        ].map(([programmeId, number]) => ({
          ...{
            programmeId: String(programmeId),
            number: Number(number),
            hash: "h",
            memberId: "m",
            frozenAt: at,
          },
          document: JSON.stringify(listOf(String(programmeId), Number(number))),
        })),
      ),
    ],
    "write",
  )
})
afterAll(() => cell.close())

const feedback = (actor: Actor, id: string) => cell.contextFor(actor).read.feedback.of(id)

test("a nominee is told of the reviews of its own candidate that count, and of no other", async () => {
  expect((await feedback(people.manager, own))?.reviews).toEqual([
    { scores: { C1: 80, C2: null }, abstained: false, comment: `counted ${own}` },
  ])
  expect((await feedback(people.neighbour, others))?.reviews).toEqual([
    { scores: { C1: 80, C2: null }, abstained: true, comment: `counted ${others}` },
  ])
})

test("by the rules in force and the lists of its own programme, the newest last", async () => {
  const told = await feedback(people.manager, own)
  expect(told?.rules.title).toBe("第二版")
  expect(told?.lists.map(({ number }) => number)).toEqual([1, 2, 10])
  expect(told?.nomination.id).toBe(own)
  expect(told?.programme.id).toBe("id-first")
})

test("nobody is told of somebody else's, the organiser and the platform's jobs neither", async () => {
  for (const actor of [people.neighbour, people.organiser, people.operator, people.visitor, people.system])
    expect(await feedback(actor, own)).toBeNull()
})
