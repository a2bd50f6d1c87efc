import { expect, test } from "vitest"
import { archiveParts, elementKey } from "../../../worker/domain/selection/archive-chain.ts"
import { recordByHand } from "../../../worker/domain/selection/assignment.ts"
import type { PublicArchive } from "../../../worker/domain/selection/public-archive.ts"
import { verifyArchive } from "../../../worker/domain/selection/verify-archive.ts"
import { expressions } from "../../../worker/gateways/expression.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { archiveChanges, pairOf, seal } from "../../support/archive-changes.ts"
import { fixtureArchive, fixtureKeptArchive, rechained } from "../../support/archive-fixture.ts"

const deps = { evaluate: expressions().evaluate, calendar: workingDays }
type Archive = Parameters<typeof verifyArchive>[0]
const faultsOf = (archive: Archive) => verifyArchive(archive, deps).checks.flatMap(({ faults }) => faults)
const faultyOf = (archive: Archive) =>
  verifyArchive(archive, deps)
    .checks.filter(({ faults }) => faults.length > 0)
    .map(({ name }) => name)

test("an archive that follows has no fault, and its list is the one awarded from", () => {
  const archive = fixtureArchive()
  const { checks, list } = verifyArchive(archive, deps)
  expect(checks.flatMap(({ faults }) => faults)).toEqual([])
  expect(checks.map(({ count }) => count).every((count) => count > 0)).toBe(true)
  expect(list[0]?.entries.map(({ nominationId }) => nominationId)).toEqual(
    archive.awards.map(({ nomination }) => nomination),
  )
})

test("an archive of the format before follows as well, in any order of its rows", () => {
  const archive = fixtureKeptArchive()
  expect(faultsOf(archive)).toEqual([])
  archive.nominations.reverse()
  archive.reviews.reverse()
  archive.assignments.reverse()
  expect(faultsOf(archive)).toEqual([])
})

test("conflicts and assignments of somebody who is no judge, or over no nomination, are named", () => {
  for (const part of ["conflicts", "assignments"] as const) {
    const archive = fixtureArchive()
    const [one] = archive[part]
    Object.assign(one!, { judge: "P99" })
    expect(faultsOf(archive), part).toContain("judge P99 is not among the judges")
    Object.assign(one!, { judge: archive.judges[0]!.judge, nomination: "gone" })
    expect(faultsOf(archive), part).toContain("gone is not among the nominations")
  }
})

/** As if who was struck had withdrawn on that day instead. */
function withdrawn(archive: PublicArchive): PublicArchive {
  const one = archive.nominations.find(({ struckAt }) => struckAt !== null)
  if (one) Object.assign(one, { state: "withdrawn", withdrawnAt: one.struckAt, struckAt: null })
  const list = archive.shortlists[1]!
  for (const left of list.document.categories.flatMap((category) => category.left))
    if (left.nominationId === one?.id) left.reason = "withdrawn"
  list.hash = seal(list.document)
  for (const award of archive.awards) {
    award.document.shortlist.hash = list.hash
    award.hash = seal(award.document)
  }
  return rechained(archive)
}

test("a list that somebody withdrew from follows as well, also where an objection was upheld later", () => {
  expect(faultsOf(withdrawn(fixtureArchive()))).toEqual([])
})

test("who withdrew cannot have been struck, awarded, or have withdrawn after the list", () => {
  const archive = withdrawn(fixtureArchive())
  const gone = archive.nominations.find(({ withdrawnAt }) => withdrawnAt !== null)!
  gone.withdrawnAt = "2026-11-06T00:00:00.000Z"
  expect(faultyOf(rechained(archive))).toContain("later_lists")
  const other = fixtureArchive()
  const awarded = other.nominations.find(({ id }) => id === other.awards[0]?.nomination)!
  Object.assign(awarded, { state: "withdrawn", withdrawnAt: "2026-11-15T00:00:00.000Z" })
  expect(faultyOf(rechained(other))).toEqual(["later_lists", "awards"])
})

test.each(archiveChanges)("%s that was changed shows, the chain made anew or not", (_, change, names) => {
  const archive = fixtureArchive()
  change(archive)
  expect(faultyOf(archive)).toContain("chain")
  expect(faultyOf(rechained(archive))).toEqual(expect.arrayContaining(names))
})

/** As if the first assignment had been given by hand, scored, taken back before the list, and another judge put there. */
function byHand(archive: PublicArchive): PublicArchive {
  const { judge, nomination } = pairOf(archive)
  const taken = "2026-10-19T02:00:00.000Z"
  const spare = {
    id: "by-hand",
    judge: "judge-9",
    nomination,
    run: 2,
    endedAt: taken,
    endReason: "taken_back",
  }
  archive.judges.push({ ...archive.judges[0]!, judge: "judge-9" })
  archive.assignments.push(spare)
  archive.reviews.push({
    ...archive.reviews[0]!,
    assignment: "by-hand",
    submittedAt: "2026-10-18T02:00:00.000Z",
    voidedAt: taken,
  })
  const { seed, review } = archive.rules[0]!.document
  const run = { seed, perCandidate: review.perCandidate, reasonMark: "mark" }
  const told = { judges: ["judge-9"], candidates: [nomination] }
  const pair = `judge-9 ${nomination}`
  archive.runs.push(
    { ...run, number: 2, kind: "single", at: taken, record: recordByHand({ ...told, pairs: [pair] }) },
    { ...run, number: 3, kind: "taken_back", at: taken, record: recordByHand({ ...told, kept: [pair] }) },
  )
  expect(judge).not.toBe("judge-9")
  return rechained(archive)
}

test("what was given and taken back by hand follows, and its score does not count", () => {
  expect(faultsOf(byHand(fixtureArchive()))).toEqual([])
})

test.each<[string, (archive: PublicArchive) => void, string]>([
  ["a given pair that never stood", ({ assignments }) => assignments.pop(), "assignment"],
  ["a taking back that no run tells", ({ runs }) => runs.pop(), "assignment"],
  [
    "a taking back that did not happen",
    ({ assignments }) => Object.assign(assignments.at(-1)!, { endedAt: null, endReason: null }),
    "assignment",
  ],
  [
    "a score that counts all the same",
    ({ reviews }) => Object.assign(reviews.at(-1)!, { voidedAt: null }),
    "reviews",
  ],
])("%s shows", (_, change, name) => {
  const archive = byHand(fixtureArchive())
  change(archive)
  expect(faultyOf(rechained(archive))).toContain(name)
})

test("each element that is removed, doubled, moved or exchanged is named", () => {
  let tried = 0
  for (const part of archiveParts) {
    const { length } = fixtureArchive()[part]
    for (let at = 0; at < length; at++) {
      const named = () => {
        const archive = fixtureArchive()
        const list: object[] = archive[part]
        return { archive, list, name: `${part} ${elementKey(part, list[at] ?? {})}` }
      }
      const removed = named()
      removed.list.splice(at, 1)
      expect(faultsOf(removed.archive)).toContain(`${removed.name} is gone: the chain has it`)
      const doubled = named()
      doubled.list.splice(at, 0, doubled.list[at]!)
      expect(faultsOf(doubled.archive)).toContain(`${doubled.name} stands 2 times in the file`)
      if (at > 0) {
        const moved = named()
        moved.list.splice(at - 1, 2, moved.list[at]!, moved.list[at - 1]!)
        expect(faultsOf(moved.archive).join("\n")).toContain(moved.name)
      }
      tried++
    }
  }
  expect(tried).toBeGreaterThan(80)
})
