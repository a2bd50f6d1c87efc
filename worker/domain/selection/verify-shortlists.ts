import { canonicalJson } from "../canonical.ts"
import { strikeCandidate } from "./next-in-line.ts"
import { entriesOf } from "./notice-course.ts"
import type { ProvableArchive } from "./provable-archive.ts"
import { type Candidate, rankCandidates } from "./rank-candidates.ts"
import { reviewResults } from "./review-results.ts"
import type { ShortlistCategory, ShortlistDocument, ShortlistEntry } from "./shortlist.ts"
import { type Check, gaps, hashFault, rulesAt } from "./verify-check.ts"

/** Reviews that counted when a list was frozen: submitted by then, and not voided by then. */
function countedReviews({ assignments, reviews }: ProvableArchive, frozenAt: string) {
  const byId = new Map(assignments.map((one) => [one.id, one]))
  return reviews.flatMap(({ assignment, scores, abstained, submittedAt, voidedAt }) => {
    const given = byId.get(assignment)
    if (!given || submittedAt > frozenAt || (voidedAt !== null && voidedAt <= frozenAt)) return []
    return [{ judgeId: given.judge, nominationId: given.nomination, scores, abstained }]
  })
}

/** The candidates as they stood when a list was frozen: admitted, not withdrawn by then. */
function candidatesAt(archive: ProvableArchive, { frozenAt, rulesVersion }: ShortlistDocument): Candidate[] {
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
  archive: ProvableArchive,
  { document }: ProvableArchive["shortlists"][number],
): string[] {
  const rules = archive.rules.find(({ version }) => version === document.rulesVersion)
  if (!rules) return [`list ${document.number} names rules ${document.rulesVersion}, which are not there`]
  if (rules.hash !== document.rulesHash || rules !== rulesAt(archive.rules, document.frozenAt))
    return [`list ${document.number} names other rules than those in force`]
  const again = rankCandidates(rules.document, candidatesAt(archive, document))
  const codes = new Set([...again, ...document.categories].map(({ code }) => code))
  return [...codes].flatMap((code, at) =>
    canonicalJson(again[at] ?? null) === canonicalJson(document.categories[at] ?? null)
      ? []
      : [`list ${document.number}, category ${code}, comes out otherwise`],
  )
}

type Reason = "struck" | "withdrawn"

/** Who was struck or withdrew from one list to the next. */
function newlyGone(before: ShortlistCategory | undefined, after: ShortlistCategory) {
  const gone = (category: ShortlistCategory | undefined) =>
    (category?.left ?? []).flatMap(({ nominationId: id, reason }) =>
      reason === "struck" || reason === "withdrawn" ? [{ id, reason }] : [],
    )
  const known = new Set(gone(before).map(({ id }) => id))
  return gone(after).filter(({ id }) => !known.has(id))
}

/** Whether somebody was gone by then, for the reason that the list gives. */
function wasGone(
  { nominations }: ProvableArchive,
  { id, reason }: { id: string; reason: Reason },
  { frozenAt }: ShortlistDocument,
): boolean {
  const one = nominations.find((nomination) => nomination.id === id)
  const at = reason === "struck" ? one?.struckAt : one?.withdrawnAt
  return at !== undefined && at !== null && at <= frozenAt
}

function laterFaults(
  archive: ProvableArchive,
  before: ShortlistDocument,
  { document }: ProvableArchive["shortlists"][number],
): string[] {
  const rules = archive.rules.find(({ version }) => version === document.rulesVersion)?.document
  const codes = (list: ShortlistDocument) => list.categories.map(({ code }) => code).join(" ")
  const kept = (list: ShortlistDocument) => [list.programmeId, list.rulesVersion, list.rulesHash, codes(list)]
  if (canonicalJson(kept(before)) !== canonicalJson(kept(document)) || document.frozenAt < before.frozenAt)
    return [`list ${document.number} is of other rules or categories than the one before, or older`]
  return document.categories.flatMap((category) => {
    const quotas = rules?.categories.find(({ code }) => code === category.code)?.quotas ?? []
    let again = before.categories.find(({ code }) => code === category.code)
    for (const gone of newlyGone(again, category)) {
      if (!again) break
      if (!wasGone(archive, gone, document))
        return [`list ${document.number} leaves out ${gone.id}: ${gone.reason}, which it was not`]
      again = strikeCandidate(again, gone.id, quotas, gone.reason).category
    }
    return canonicalJson(again ?? null) === canonicalJson(category)
      ? []
      : [`list ${document.number}, category ${category.code}, does not follow from the one before`]
  })
}

/** Who was struck or has withdrawn is on the last list no more. */
function stillListed({ shortlists, nominations }: ProvableArchive): string[] {
  const last = [...shortlists].sort((a, b) => a.number - b.number).at(-1)?.document
  const gone = new Set(
    nominations.flatMap(({ id, struckAt, withdrawnAt }) => ((struckAt ?? withdrawnAt) === null ? [] : [id])),
  )
  return (last ? entriesOf(last) : []).flatMap(({ nominationId }) =>
    gone.has(nominationId) ? [`${nominationId} is gone and stands on the last list`] : [],
  )
}

/** The first list follows from figures, reviews and rules, each later one from the one before by the rule of the next. */
export function checkShortlists(archive: ProvableArchive): Check[] {
  const [first, ...later] = [...archive.shortlists].sort((a, b) => a.number - b.number)
  const hashes = archive.shortlists.flatMap(({ number, hash, document }) => [
    ...hashFault(`list ${number}`, document, hash),
    ...(document.number === number ? [] : [`list ${number} calls itself ${document.number}`]),
    ...(document.programmeId === archive.programme.id ? [] : [`list ${number} is of another programme`]),
  ])
  const numbers = gaps(
    "list",
    archive.shortlists.map(({ number }) => number),
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
      faults: first ? [...numbers, ...hashes, ...firstFaults(archive, first)] : [],
    },
    { name: "later_lists", count: later.length, faults: [...faults, ...stillListed(archive)] },
  ]
}

/** The last list, as it was awarded from. */
export function finalEntries({
  shortlists,
}: ProvableArchive): { category: string; entries: ShortlistEntry[] }[] {
  const last = [...shortlists].sort((a, b) => a.number - b.number).at(-1)
  return (last?.document.categories ?? []).map(({ title, entries }) => ({ category: title, entries }))
}
