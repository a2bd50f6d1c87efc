import { canonicalJson } from "../canonical.ts"
import { strikeCandidate } from "./next-in-line.ts"
import type { ProgrammeArchive } from "./programme-archive.ts"
import { type Candidate, rankCandidates } from "./rank-candidates.ts"
import { reviewResults } from "./review-results.ts"
import type { ShortlistCategory, ShortlistDocument, ShortlistEntry } from "./shortlist.ts"
import { type Check, hashFault } from "./verify-check.ts"

/** Reviews that counted when a list was frozen: submitted by then, and not voided by then. */
function countedReviews({ assignments, reviews }: ProgrammeArchive, frozenAt: string) {
  const byId = new Map(assignments.map((one) => [one.id, one]))
  return reviews.flatMap(({ assignment, scores, abstained, submittedAt, voidedAt }) => {
    const given = byId.get(assignment)
    if (!given || submittedAt > frozenAt || (voidedAt !== null && voidedAt <= frozenAt)) return []
    return [{ judgeId: given.judge, nominationId: given.nomination, scores, abstained }]
  })
}

/** The candidates as they stood when a list was frozen: admitted, not withdrawn by then. */
function candidatesAt(archive: ProgrammeArchive, { frozenAt, rulesVersion }: ShortlistDocument): Candidate[] {
  const rules = archive.rules.find(({ version }) => version === rulesVersion)?.document
  if (!rules) return []
  const results = reviewResults({
    reviews: countedReviews(archive, frozenAt),
    criteria: rules.criteria,
    quorum: rules.review.quorum,
  })
  const byId = new Map(results.candidates.map((one) => [one.nominationId, one]))
  return archive.nominations
    .filter(({ screening, withdrawnAt }) => {
      const admitted = screening === "eligible" || screening === "overridden"
      return admitted && (withdrawnAt === null || withdrawnAt > frozenAt)
    })
    .map(({ id, category, blindCode, figures, struckAt }) => ({
      nominationId: id,
      category,
      blindCode,
      figures,
      result: byId.get(id) ?? null,
      struck: struckAt !== null && struckAt <= frozenAt,
    }))
}

function firstFaults(
  archive: ProgrammeArchive,
  { document }: ProgrammeArchive["shortlists"][number],
): string[] {
  const rules = archive.rules.find(({ version }) => version === document.rulesVersion)
  if (!rules) return [`list ${document.number} names rules ${document.rulesVersion}, which are not there`]
  if (rules.hash !== document.rulesHash) return [`list ${document.number} names other rules`]
  const again = rankCandidates(rules.document, candidatesAt(archive, document))
  return again.flatMap((category, at) =>
    canonicalJson(category) === canonicalJson(document.categories[at] ?? null)
      ? []
      : [`list ${document.number}, category ${category.code}, comes out otherwise`],
  )
}

/** Who was struck from one list to the next. */
function newlyStruck(before: ShortlistCategory | undefined, after: ShortlistCategory): string[] {
  const struck = (category: ShortlistCategory | undefined) =>
    (category?.left ?? []).filter(({ reason }) => reason === "struck").map(({ nominationId }) => nominationId)
  const known = new Set(struck(before))
  return struck(after).filter((id) => !known.has(id))
}

function laterFaults(
  archive: ProgrammeArchive,
  before: ShortlistDocument,
  { document }: ProgrammeArchive["shortlists"][number],
): string[] {
  const rules = archive.rules.find(({ version }) => version === document.rulesVersion)?.document
  return document.categories.flatMap((category) => {
    const quotas = rules?.categories.find(({ code }) => code === category.code)?.quotas ?? []
    let again = before.categories.find(({ code }) => code === category.code)
    for (const id of newlyStruck(again, category)) {
      if (!again) break
      if (
        !archive.nominations.some(
          (one) => one.id === id && (one.struckAt !== null || one.withdrawnAt !== null),
        )
      )
        return [`list ${document.number} strikes ${id}, which was not struck`]
      again = strikeCandidate(again, id, quotas).category
    }
    return canonicalJson(again ?? null) === canonicalJson(category)
      ? []
      : [`list ${document.number}, category ${category.code}, does not follow from the one before`]
  })
}

/** The first list follows from figures, reviews and rules, each later one from the one before by the rule of the next. */
export function checkShortlists(archive: ProgrammeArchive): Check[] {
  const [first, ...later] = [...archive.shortlists].sort((a, b) => a.number - b.number)
  const hashes = archive.shortlists.flatMap(({ number, hash, document }) =>
    hashFault(`list ${number}`, document, hash),
  )
  let before = first?.document
  const faults = later.flatMap((list) => {
    const found = before ? laterFaults(archive, before, list) : []
    before = list.document
    return found
  })
  return [
    {
      name: "first_list",
      count: first ? 1 : 0,
      faults: first ? [...hashes, ...firstFaults(archive, first)] : [],
    },
    { name: "later_lists", count: later.length, faults },
  ]
}

/** The last list, as it was awarded from. */
export function finalEntries({
  shortlists,
}: ProgrammeArchive): { category: string; entries: ShortlistEntry[] }[] {
  const last = [...shortlists].sort((a, b) => a.number - b.number).at(-1)
  return (last?.document.categories ?? []).map(({ title, entries }) => ({ category: title, entries }))
}
