import { afterAll, beforeAll, expect, test } from "vitest"
import { newConflicts } from "../../../worker/domain/selection/find-conflicts.ts"
import { recordConflicts } from "../../../worker/usecases/judge/record-conflicts.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"

let door: FrontDoor
let made: Fixture

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 1 })
  made = await openSelection(door, { phase: "review", nominated: 6, judges: 3, score: () => 80 })
  // The last candidate is another company's.
  await door.cell.rows("update nominations set organisation_id = 'company-2' where id = ?", [
    nomination(5).id,
  ])
  await door.cell.rows("update tenures set organisation_id = 'company-2' where estate_id = ?", [
    nomination(5).estateId,
  ])
})
afterAll(() => door.close())

const asOf = "2026-10-15"
const system = () => door.cell.contextFor({ kind: "system", job: "test" })
const read = (part: {
  judgeId?: string
  nominationId?: string
  joining?: { judgeId: string; memberId: string }
}) => system().read.judges.graph(made.slug, part)
const one = <T>(list: readonly T[], at: number): T => {
  const found = list[at]
  if (found === undefined) throw new Error(`nothing at ${at}`)
  return found
}
const judge = (at: number) => one(made.judges, at)
const nomination = (at: number) => one(made.nominations, at)

/** Makes a judge's person a member of a company, with its own or with another account of the same identity. */
async function joinCompany(judgeAt: number, organisationId: string, userId: string): Promise<void> {
  await door.cell.rows(
    `insert into members (id, user_id, organisation_id, role, created_at) values (?, ?, ?, 'viewer', '2026-01-01T00:00:00.000Z')`,
    [`m-${judgeAt}-${organisationId}`, userId, organisationId],
  )
}

test("nobody is in conflict at first; the graph costs one round trip", async () => {
  const before = door.cell.requests()
  const found = await read({})
  expect(door.cell.requests() - before).toBe(1)
  expect(found?.graph.judges).toHaveLength(3)
  expect(found?.graph.candidates).toHaveLength(6)
  expect(found?.graph.assignments).toHaveLength(18)
  expect(found && newConflicts(found.graph, { asOf })).toEqual([])
})

test("a programme of another organiser, or none, has no graph", async () => {
  expect(await system().read.judges.graph("no-such-programme")).toBeNull()
})

test("a company that the person works for with a second account of the same identity is found", async () => {
  const company = nomination(0).organisationId
  const other = { id: "user-second", mark: `mark-${judge(1).id}` }
  await door.cell.rows(
    `insert into users (id, name, email, salt, created_at, updated_at) values (?, '另一账号', 'second@test.example', 's', 0, 0)`,
    [other.id],
  )
  await joinCompany(1, company, other.id)
  const whole = await read({})
  expect(whole && newConflicts(whole.graph, { asOf })).toEqual([])
  // The secretary saw the same document for the second account in an earlier programme.
  const earlier = await openSelection(door, { slug: "earlier", phase: "archived" })
  await door.cell.rows(
    `insert into judges (id, programme_id, member_id, user_id, state, identity_mark, invited_by, invited_at)
     values ('judge-second', ?, 'organiser-1-judge', ?, 'removed', ?, 'x', '2025-01-01T00:00:00.000Z')`,
    [earlier.programmeId, other.id, other.mark],
  )
  const found = await read({})
  const conflicts = found ? newConflicts(found.graph, { asOf }) : []
  expect(conflicts.filter(({ kind }) => kind === "member").map(({ judgeId }) => judgeId)).toContain(
    judge(1).id,
  )
  expect(conflicts.every(({ judgeId }) => judgeId === judge(1).id)).toBe(true)
  // The same, asked for one pair alone; a rival too.
  const own = await read({ judgeId: judge(1).id, nominationId: nomination(0).id })
  expect(own && newConflicts(own.graph, { asOf }).map(({ kind }) => kind)).toContain("member")
  const rival = await read({ judgeId: judge(1).id, nominationId: nomination(5).id })
  expect(rival && newConflicts(rival.graph, { asOf }).map(({ kind }) => kind)).toEqual(["rival"])
  const others = await read({ judgeId: judge(0).id, nominationId: nomination(0).id })
  expect(others && newConflicts(others.graph, { asOf })).toEqual([])
})

test("a member who is no judge yet", async () => {
  const [member] = await door.cell.rows("select id, user_id from members where role = 'secretary' limit 1")
  await joinCompany(9, nomination(0).organisationId, String(member?.["user_id"]))
  const found = await read({ joining: { judgeId: "new-judge", memberId: String(member?.["id"]) } })
  const conflicts = found ? newConflicts(found.graph, { asOf }) : []
  expect(conflicts.length).toBeGreaterThan(0)
  expect(new Set(conflicts.map(({ judgeId }) => judgeId))).toEqual(new Set(["new-judge"]))
})

test("a conflict on record ends the assignment, voids the review and deletes nothing; again, it changes nothing", async () => {
  const found = await read({ judgeId: judge(1).id, nominationId: nomination(0).id })
  if (!found) throw new Error("no graph")
  const { programme, graph } = found
  const conflicts = newConflicts(graph, { asOf })
  const ctx = system()
  await recordConflicts(ctx, { programme, found: conflicts, on: "opening" })
  await recordConflicts(ctx, { programme, found: conflicts, on: "scoring" })
  const [assignment] = await door.cell.rows(
    "select a.end_reason, a.ended_at, r.voided_at, r.void_reason, r.scores from assignments a join reviews r on r.assignment_id = a.id where a.judge_id = ? and a.nomination_id = ?",
    [judge(1).id, nomination(0).id],
  )
  expect(assignment).toMatchObject({ end_reason: "conflict", void_reason: "conflict" })
  expect(assignment?.["scores"]).toContain("80")
  const recorded = await door.cell.rows("select found_on, path from conflicts")
  expect(recorded.map((row) => row["found_on"])).toEqual(conflicts.map(() => "opening"))
  const again = await read({ judgeId: judge(1).id, nominationId: nomination(0).id })
  expect(again && newConflicts(again.graph, { asOf })).toEqual([])
  const open = await door.cell.rows("select count(*) as n from assignments where ended_at is null")
  expect(open[0]?.["n"]).toBe(17)
})
