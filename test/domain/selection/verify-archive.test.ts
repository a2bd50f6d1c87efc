import { expect, test } from "vitest"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import { sha256 } from "../../../worker/domain/scoring/sha256.ts"
import { archiveParts, elementKey } from "../../../worker/domain/selection/archive-chain.ts"
import { recordByHand } from "../../../worker/domain/selection/assignment.ts"
import type { PublicArchive } from "../../../worker/domain/selection/public-archive.ts"
import { verifyArchive } from "../../../worker/domain/selection/verify-archive.ts"
import { expressions } from "../../../worker/gateways/expression.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { fixtureArchive, fixtureKeptArchive, rechained } from "../../support/archive-fixture.ts"

const seal = (document: unknown) => sha256(canonicalJson(document))
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

/** What somebody might change who makes the chain anew, and where it shows all the same. */
const changes: [string, (archive: PublicArchive) => void, string[]][] = [
  ["a rule", ({ rules }) => Object.assign(rules[0]!.document, { seed: 1 }), ["rules", "assignment"]],
  [
    "the time of a rule",
    ({ rules }) => Object.assign(rules[0]!, { at: "2026-10-30T00:00:00.000Z" }),
    ["first_list"],
  ],
  [
    "a figure",
    ({ nominations }) => Object.assign(nominations[3]!.figures.basis, { base: 99 }),
    ["figures", "eligibility"],
  ],
  [
    "the release of a figure, with its hash",
    ({ nominations }) => {
      const one = nominations[3]!
      one.figures.basis.manifestHash = "1".repeat(64)
      one.figuresHash = seal(one.figures)
      one.eligibility!.figuresHash = one.figuresHash
    },
    ["figures"],
  ],
  ["a category", ({ nominations }) => Object.assign(nominations[3]!, { category: "Z" }), ["figures"]],
  ["a nomination twice", ({ nominations }) => nominations.push(nominations[0]!), ["figures"]],
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
        overrides: [{ asked: "P1", decided: "P1", confirmed: true }],
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
  ["a score between levels", ({ reviews }) => Object.assign(reviews[0]!.scores, { C1: 61 }), ["reviews"]],
  ["a review twice", ({ reviews }) => reviews.push(reviews[0]!), ["reviews"]],
  [
    "a review after its end",
    ({ assignments }) =>
      Object.assign(assignments[0]!, { endedAt: "2026-10-12T00:00:00.000Z", endReason: "conflict" }),
    ["reviews"],
  ],
  [
    "a conflict",
    (archive) => archive.conflicts.push({ ...archive.conflicts[0]!, ...pairOf(archive) }),
    ["conflicts"],
  ],
  ["a conflict that is gone", ({ conflicts }) => conflicts.pop(), ["assignment"]],
  [
    "an unverified judge",
    ({ judges }) => Object.assign(judges[1]!, { identityVerified: false }),
    ["conflicts"],
  ],
  ["a silent judge", ({ judges }) => Object.assign(judges[1]!, { declared: false }), ["conflicts"]],
  ["a removed judge", ({ judges }) => Object.assign(judges[1]!, { state: "removed" }), ["conflicts"]],
  ["a judge who is gone", ({ judges }) => judges.pop(), ["conflicts"]],
  ["the distribution", ({ runs }) => runs[0]!.record.pairs.pop(), ["assignment"]],
  ["the loads of the distribution", ({ runs }) => runs[0]!.record.loads.pop(), ["assignment"]],
  ["the seed of the distribution", ({ runs }) => Object.assign(runs[0]!, { seed: 99 }), ["assignment"]],
  [
    "an assignment that no run gave",
    ({ assignments }) => Object.assign(assignments[0]!, { run: 7 }),
    ["assignment"],
  ],
  [
    "a later list",
    ({ shortlists }) => shortlists[1]!.document.categories[0]!.entries.reverse(),
    ["first_list", "later_lists"],
  ],
  [
    "a later list that is gone",
    ({ shortlists }) => shortlists.pop(),
    ["later_lists", "notices", "certificates"],
  ],
  [
    "a category of the first list more",
    ({ shortlists }) => {
      const list = shortlists[0]!
      list.document.categories.push({ ...list.document.categories[0]!, code: "C" })
      list.hash = seal(list.document)
    },
    ["first_list"],
  ],
  ["the end of a notice", ({ notices }) => Object.assign(notices[0]!, { toDay: "2026-11-05" }), ["notices"]],
  [
    "the closing of a notice",
    ({ notices }) => Object.assign(notices[1]!, { closedAt: "2026-11-13T02:00:00.000Z" }),
    ["notices"],
  ],
  [
    "a notice that was not closed",
    ({ notices }) => Object.assign(notices[1]!, { closedAt: null }),
    ["awards"],
  ],
  ["a notice that is gone", ({ notices }) => notices.pop(), ["awards"]],
  [
    "an objection out of time",
    ({ objections }) => Object.assign(objections[0]!, { receivedAt: "2026-12-03T02:00:00.000Z" }),
    ["objections"],
  ],
  ["an objection that is gone", ({ objections }) => objections.pop(), ["objections"]],
  [
    "an objection turned down",
    ({ objections }) => Object.assign(objections[0]!, { state: "rejected" }),
    ["objections"],
  ],
  [
    "an objection left open",
    ({ objections }) => Object.assign(objections[0]!, { decidedAt: null }),
    ["objections"],
  ],
  ["an award", ({ awards }) => Object.assign(awards[0]!, { nomination: "n11" }), ["awards", "certificates"]],
  ["an award that is gone", ({ awards }) => awards.shift(), ["awards"]],
  ["an award twice", ({ awards }) => awards.push(awards[0]!), ["awards", "certificates"]],
  [
    "a certificate",
    ({ awards }) => Object.assign(awards[0]!.document, { category: "特等" }),
    ["certificates"],
  ],
  [
    "a certificate with its hash",
    ({ awards }) => {
      const [award] = awards
      Object.assign(award!.document.shortlist, { place: 2 })
      award!.hash = seal(award!.document)
    },
    ["certificates"],
  ],
  [
    "a certificate's number with its hash",
    ({ awards }) => {
      const [award] = awards
      award!.number = "0000-0000-0000-0001"
      award!.document.number = award!.number
      award!.hash = seal(award!.document)
    },
    ["certificates"],
  ],
  [
    "a revocation without a reason",
    ({ awards }) => Object.assign(awards[2]!, { revokeReason: null }),
    ["revocations"],
  ],
  [
    "a revocation that is gone",
    ({ awards }) => Object.assign(awards[2]!, { revokedAt: null }),
    ["revocations"],
  ],
  [
    "a revocation before the award",
    ({ awards }) => Object.assign(awards[2]!, { revokedAt: "2026-11-15T02:00:00.000Z" }),
    ["revocations"],
  ],
  ["an archive before it", ({ earlier }) => earlier.pop(), ["chain"]],
]

function pairOf({ assignments }: PublicArchive) {
  const { judge, nomination } = assignments[0]!
  return { judge, nomination }
}

test.each(changes)("%s that was changed shows, the chain made anew or not", (_, change, names) => {
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
}, 60_000)
