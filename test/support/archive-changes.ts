import { canonicalJson } from "../../worker/domain/canonical.ts"
import { sha256 } from "../../worker/domain/scoring/sha256.ts"
import type { PublicArchive } from "../../worker/domain/selection/public-archive.ts"

/** The hash of a document as archives name it. */
export const seal = (document: unknown) => sha256(canonicalJson(document))

/** The pair of the first assignment. */
export function pairOf({ assignments }: PublicArchive) {
  const { judge, nomination } = assignments[0]!
  return { judge, nomination }
}

/** What somebody might change who makes the chain anew, and where it shows all the same. */
export const archiveChanges: [string, (archive: PublicArchive) => void, string[]][] = [
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
