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

const faultsOf = (archive: ProgrammeArchive) =>
  verifyArchive(archive, deps).checks.flatMap((one) => one.faults)
const frozenAt = "2026-10-26T02:00:00.000Z"
const later = (moment: string, ms = 1) => new Date(Date.parse(moment) + ms).toISOString()
/** Somebody on the last list, who was awarded. */
const awardedIn = ({ nominations, awards }: ProgrammeArchive) =>
  nominations.find(({ id }) => id === awards[0]?.nomination)!
const objectionTo = (archive: ProgrammeArchive, more: Partial<ProgrammeArchive["objections"][0]>) =>
  archive.objections.push({
    ...archive.objections[0]!,
    ...{
      number: 2,
      nomination: awardedIn(archive).id,
      state: "rejected",
      decidedAt: "2026-11-06T02:00:00.000Z",
    },
    ...more,
  })

test.each<[string, (archive: ProgrammeArchive) => void, string]>([
  [
    "an objection that nobody decided",
    (archive) => objectionTo(archive, { state: "admitted", decidedAt: null }),
    "SG-0 was awarded while an objection was open",
  ],
  [
    "an objection decided after the award",
    (archive) => objectionTo(archive, { decidedAt: later("2026-11-16T02:00:00.000Z") }),
    "SG-0 was awarded while an objection was open",
  ],
  [
    "an objection upheld that struck nobody",
    (archive) => objectionTo(archive, { state: "upheld" }),
    "objection 2 was upheld and struck nobody",
  ],
  [
    "an objection before its notice",
    (archive) => objectionTo(archive, { receivedAt: "2026-11-01T02:00:00.000Z" }),
    "objection 2 is out of time",
  ],
  [
    "an objection without a notice",
    (archive) => objectionTo(archive, { notice: 9 }),
    "objection 2 is out of time",
  ],
  [
    "somebody struck in the moment of the award",
    (archive) => Object.assign(awardedIn(archive), { struckAt: "2026-11-16T02:00:00.000Z" }),
    "which was struck or had withdrawn",
  ],
  [
    "a notice of four days",
    ({ notices }) => Object.assign(notices[1]!, { toDay: "2026-11-12", workingDays: 4 }),
    "notice 2 is shorter than the 5 working days of the rules",
  ],
  [
    "a version of the rules that is left out",
    ({ rules }) => rules.push({ ...rules[0]!, version: 3 }),
    "rules 3 stand at 2",
  ],
  [
    "an eligibility by rules that are not there",
    ({ nominations }) => Object.assign(nominations[3]!.eligibility!, { rulesVersion: 7 }),
    "n3 was judged by rules 7, which are not there",
  ],
  [
    "somebody let in whom nobody judged",
    ({ nominations }) => Object.assign(nominations[3]!, { eligibility: null }),
    "n3 is eligible, its rules say ineligible",
  ],
  [
    "an override that nobody decided",
    ({ nominations }) =>
      Object.assign(nominations[11]!, {
        screening: "overridden",
        overrides: [{ asked: "u1", decided: null, confirmed: true }],
      }),
    "n11 was let in without two people",
  ],
  [
    "an override that was refused",
    ({ nominations }) =>
      Object.assign(nominations[11]!, {
        screening: "overridden",
        overrides: [{ asked: "u1", decided: "u2", confirmed: false }],
      }),
    "n11 was let in without two people",
  ],
  [
    "a review that was never assigned",
    ({ reviews }) => Object.assign(reviews[0]!, { assignment: "nowhere" }),
    "review of nowhere, which was never assigned",
  ],
  [
    "a judge without declared interests",
    ({ judges }) => Object.assign(judges[1]!, { interests: null }),
    "judge-1 scored before it was verified and had declared its interests",
  ],
  [
    "a list by rules that are not there",
    ({ shortlists }) => Object.assign(shortlists[0]!.document, { rulesVersion: 7 }),
    "list 1 names rules 7, which are not there",
  ],
  [
    "a list by other rules",
    ({ shortlists }) => Object.assign(shortlists[0]!.document, { rulesHash: "other" }),
    "list 1 names other rules",
  ],
  [
    "a review after the list",
    ({ reviews }) => Object.assign(reviews[0]!, { submittedAt: later(frozenAt) }),
    "list 1, category A, comes out otherwise",
  ],
  [
    "a review voided in the list's moment",
    ({ reviews }) => Object.assign(reviews[0]!, { voidedAt: frozenAt }),
    "list 1, category A, comes out otherwise",
  ],
  [
    "somebody who withdrew in the list's moment",
    (archive) => Object.assign(awardedIn(archive), { withdrawnAt: frozenAt }),
    "list 1, category A, comes out otherwise",
  ],
  [
    "somebody struck in the list's moment",
    (archive) => Object.assign(awardedIn(archive), { struckAt: frozenAt }),
    "list 1, category A, comes out otherwise",
  ],
])("%s is told", (_, change, words) => {
  const archive = fixtureArchive()
  change(archive)
  expect(faultsOf(archive)).toContainEqual(expect.stringContaining(words))
})

test.each<[string, (archive: ProgrammeArchive) => void]>([
  [
    "an objection decided in the moment of the award",
    (archive) => objectionTo(archive, { decidedAt: "2026-11-16T02:00:00.000Z" }),
  ],
  [
    "an objection on the first day",
    (archive) => objectionTo(archive, { receivedAt: "2026-11-02T02:00:00.000Z" }),
  ],
  [
    "an objection on the last day",
    (archive) => objectionTo(archive, { receivedAt: "2026-11-06T02:00:00.000Z" }),
  ],
  ["a review in the list's moment", ({ reviews }) => Object.assign(reviews[0]!, { submittedAt: frozenAt })],
  [
    "a review voided after the list",
    ({ reviews }) => Object.assign(reviews[0]!, { voidedAt: later(frozenAt) }),
  ],
  ["lists that stand the other way round", ({ shortlists }) => shortlists.reverse()],
  [
    "somebody whom nobody screened",
    ({ nominations }) => Object.assign(nominations[11]!, { screening: null }),
  ],
])("%s is in order", (_, change) => {
  const archive = fixtureArchive()
  change(archive)
  expect(faultsOf(archive)).toEqual([])
})
