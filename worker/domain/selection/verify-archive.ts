import { chainFaults } from "./archive-chain.ts"
import type { ProgrammeArchive } from "./programme-archive.ts"
import { type ProvableArchive, provable } from "./provable-archive.ts"
import type { PublicArchive } from "./public-archive.ts"
import type { ShortlistEntry } from "./shortlist.ts"
import { checkAwarded, checkCertificates, checkRevocations } from "./verify-awards.ts"
import { type Check, gaps, hashFault, type VerifyDeps } from "./verify-check.ts"
import { checkEligibility } from "./verify-eligibility.ts"
import { checkConflicts, checkReviews } from "./verify-judging.ts"
import { checkNotices, checkObjections } from "./verify-notices.ts"
import { checkAssignments } from "./verify-runs.ts"
import { checkShortlists, finalEntries } from "./verify-shortlists.ts"

/** Versions of the rules are whole, numbered without a gap, each younger than the one before. */
function checkRules({ rules }: ProvableArchive): Check {
  const faults = rules.flatMap(({ version, at, hash, document }, place) => [
    ...hashFault(`rules ${version}`, document, hash),
    ...(version === place + 1 ? [] : [`rules ${version} stand at ${place + 1}`]),
    ...(place > 0 && at < (rules[place - 1]?.at ?? "")
      ? [`rules ${version} are older than those before`]
      : []),
  ])
  return { name: "rules", count: rules.length, faults }
}

/** Every element is the one that the chain names, at its place, and the archives before are counted. */
function checkChain(archive: PublicArchive): Check {
  const before = [...archive.earlier.map(({ number }) => number), archive.number]
  const faults = [...chainFaults(archive), ...gaps("archive", before)]
  return { name: "chain", count: archive.chain.length, faults }
}

/** What is so wrong that it cannot be checked (a day that is none) is a fault too. */
function told(names: readonly Check["name"][], run: () => Check[]): Check[] {
  try {
    return run()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return names.map((name) => ({ name, count: 0, faults: [`cannot be derived again: ${why}`] }))
  }
}

/**
 * Derives the outcome of a programme from its archive again: every element is a link of its chain, rules and figures are
 * what their hashes say, eligibility follows from them, nobody scored in conflict, the distribution comes out the same,
 * lists follow from the reviews, objections were heard, certificates say what list and rules say. Every fault is told;
 * none is thrown.
 */
export function verifyArchive(
  archive: ProgrammeArchive | PublicArchive,
  deps: VerifyDeps,
): { checks: Check[]; list: { category: string; entries: ShortlistEntry[] }[] } {
  const whole = provable(archive)
  const checks = [
    ...(archive.format === 2 ? told(["chain"], () => [checkChain(archive)]) : []),
    ...told(["rules"], () => [checkRules(whole)]),
    ...told(["figures", "eligibility"], () => checkEligibility(whole, deps.evaluate)),
    ...told(["conflicts"], () => [checkConflicts(whole)]),
    ...told(["assignment"], () => [checkAssignments(whole)]),
    ...told(["reviews"], () => [checkReviews(whole)]),
    ...told(["first_list", "later_lists"], () => checkShortlists(whole)),
    ...told(["notices"], () => [checkNotices(whole, deps.calendar)]),
    ...told(["objections"], () => [checkObjections(whole)]),
    ...told(["awards"], () => [checkAwarded(whole)]),
    ...told(["certificates"], () => [checkCertificates(whole)]),
    ...told(["revocations"], () => [checkRevocations(whole)]),
  ]
  return { checks, list: finalEntries(whole) }
}
