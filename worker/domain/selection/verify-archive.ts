import type { ProgrammeArchive } from "./programme-archive.ts"
import type { ShortlistEntry } from "./shortlist.ts"
import { checkAwards } from "./verify-awards.ts"
import { type Check, hashFault, type VerifyDeps } from "./verify-check.ts"
import { checkEligibility } from "./verify-eligibility.ts"
import { checkAssignments, checkConflicts } from "./verify-judging.ts"
import { checkShortlists, finalEntries } from "./verify-shortlists.ts"

/** Versions of the rules are whole, numbered without a gap. */
function checkRules({ rules }: ProgrammeArchive): Check {
  const faults = rules.flatMap(({ version, hash, document }, at) => [
    ...hashFault(`rules ${version}`, document, hash),
    ...(version === at + 1 ? [] : [`rules ${version} stand at ${at + 1}`]),
  ])
  return { name: "rules", count: rules.length, faults }
}

/**
 * Derives the final list of a programme from its archive again: rules and figures are what their hashes say, eligibility
 * follows from them, nobody scored in conflict, the distribution comes out the same, the lists follow from the reviews,
 * objections were heard, awards are on the last list. Every fault is told; none is thrown.
 */
export function verifyArchive(
  archive: ProgrammeArchive,
  deps: VerifyDeps,
): { checks: Check[]; list: { category: string; entries: ShortlistEntry[] }[] } {
  const checks = [
    checkRules(archive),
    ...checkEligibility(archive, deps.evaluate),
    checkConflicts(archive),
    checkAssignments(archive),
    ...checkShortlists(archive),
    ...checkAwards(archive, deps.calendar),
  ]
  return { checks, list: finalEntries(archive) }
}
