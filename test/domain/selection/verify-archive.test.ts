import { expect, test } from "vitest"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import { sha256 } from "../../../worker/domain/scoring/sha256.ts"
import { recordByHand } from "../../../worker/domain/selection/assignment.ts"
import type { ProgrammeArchive } from "../../../worker/domain/selection/programme-archive.ts"
import { verifyArchive } from "../../../worker/domain/selection/verify-archive.ts"
import { expressions } from "../../../worker/gateways/expression.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { fixtureArchive } from "../../support/archive-fixture.ts"

const seal = (document: unknown) => sha256(canonicalJson(document))
const deps = { evaluate: expressions().evaluate, calendar: workingDays }
const faultyOf = (archive: ProgrammeArchive) =>
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

/** As if who was struck had withdrawn on that day instead. */
function withdrawn(archive: ProgrammeArchive): ProgrammeArchive {
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
  return archive
}

test("a list that somebody withdrew from follows as well, also where an objection was upheld later", () => {
  expect(faultyOf(withdrawn(fixtureArchive()))).toEqual([])
})

test("who withdrew cannot have been struck, awarded, or have withdrawn after the list", () => {
  const archive = withdrawn(fixtureArchive())
  const gone = archive.nominations.find(({ withdrawnAt }) => withdrawnAt !== null)!
  gone.withdrawnAt = "2026-11-06T00:00:00.000Z"
  expect(faultyOf(archive)).toEqual(["later_lists"])
  const other = fixtureArchive()
  const awarded = other.nominations.find(({ id }) => id === other.awards[0]?.nomination)!
  awarded.withdrawnAt = "2026-11-15T00:00:00.000Z"
  expect(faultyOf(other)).toEqual(["awards"])
})

test("it does not matter in which order its rows stand", () => {
  const archive = fixtureArchive()
  archive.nominations.reverse()
  archive.reviews.reverse()
  archive.assignments.reverse()
  expect(faultyOf(archive)).toEqual([])
})

/** What somebody might change, and where it shows. */
const changes: [string, (archive: ProgrammeArchive) => void, string[]][] = [
  ["a rule", ({ rules }) => Object.assign(rules[0]!.document, { seed: 1 }), ["rules"]],
  [
    "a figure",
    ({ nominations }) => Object.assign(nominations[3]!.figures.basis, { base: 99 }),
    ["figures", "eligibility"],
  ],
  [
    "an eligibility",
    ({ nominations }) => Object.assign(nominations[11]!, { screening: "eligible" }),
    ["eligibility"],
  ],
  [
    "an override by one person",
    ({ nominations }) =>
      Object.assign(nominations[11]!, {
        screening: "overridden",
        overrides: [{ asked: "u1", decided: "u1", confirmed: true }],
      }),
    ["eligibility"],
  ],
  [
    "a score",
    ({ reviews }) => {
      for (const review of reviews.slice(0, 9)) review.scores = { C1: 100, C2: 100 }
    },
    ["first_list"],
  ],
  [
    "a conflict",
    (archive) => archive.conflicts.push({ ...archive.conflicts[0]!, ...pairOf(archive) }),
    ["conflicts"],
  ],
  [
    "an unverified judge",
    ({ judges }) => Object.assign(judges[1]!, { identityVerified: false }),
    ["conflicts"],
  ],
  ["the distribution", ({ runs }) => runs[0]!.record.pairs.pop(), ["assignment"]],
  ["the seed of the distribution", ({ runs }) => Object.assign(runs[0]!, { seed: 99 }), ["assignment"]],
  [
    "a later list",
    ({ shortlists }) => shortlists[1]!.document.categories[0]!.entries.reverse(),
    ["first_list", "later_lists"],
  ],
  ["the end of a notice", ({ notices }) => Object.assign(notices[0]!, { toDay: "2026-11-05" }), ["notices"]],
  [
    "an objection out of time",
    ({ objections }) => Object.assign(objections[0]!, { receivedAt: "2026-12-03T02:00:00.000Z" }),
    ["objections"],
  ],
  [
    "an objection in a state that there is not",
    ({ objections }) => Object.assign(objections[0]!, { state: "withdrawn" }),
    ["objections"],
  ],
  ["an award", ({ awards }) => Object.assign(awards[0]!, { nomination: "n11" }), ["awards"]],
  ["a certificate", ({ awards }) => Object.assign(awards[0]!.document, { category: "特等" }), ["awards"]],
]

function pairOf({ assignments }: ProgrammeArchive) {
  const { judge, nomination } = assignments[0]!
  return { judge, nomination }
}

test.each(changes)("%s that was changed shows", (_, change, names) => {
  const archive = fixtureArchive()
  change(archive)
  const found = faultyOf(archive)
  for (const name of names) expect(found).toContain(name)
})

/** As if the first assignment had been given by hand, scored, taken back before the list, and another judge put there. */
function byHand(archive: ProgrammeArchive): ProgrammeArchive {
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
  const run = { seed: 1, perCandidate: 3, reasonHash: null }
  const told = { judges: ["judge-9"], candidates: [nomination] }
  const pair = `judge-9 ${nomination}`
  archive.runs.push(
    { ...run, number: 2, kind: "single", at: taken, record: recordByHand({ ...told, pairs: [pair] }) },
    { ...run, number: 3, kind: "taken_back", at: taken, record: recordByHand({ ...told, kept: [pair] }) },
  )
  expect(judge).not.toBe("judge-9")
  return archive
}

test("what was given and taken back by hand follows, and its score does not count", () => {
  expect(faultyOf(byHand(fixtureArchive()))).toEqual([])
})

test.each<[string, (archive: ProgrammeArchive) => void, string[]]>([
  ["a given pair that never stood", ({ assignments }) => assignments.pop(), ["assignment"]],
  ["a taking back that no run tells", ({ runs }) => runs.pop(), ["assignment"]],
  [
    "a taking back that did not happen",
    ({ assignments }) => Object.assign(assignments.at(-1)!, { endedAt: null, endReason: null }),
    ["assignment"],
  ],
  [
    "a score that counts all the same",
    ({ reviews }) => Object.assign(reviews.at(-1)!, { voidedAt: null }),
    ["assignment"],
  ],
])("%s shows", (_, change, names) => {
  const archive = byHand(fixtureArchive())
  change(archive)
  expect(faultyOf(archive)).toEqual(expect.arrayContaining(names))
})
