import { canonicalJson } from "../canonical.ts"
import { evaluateEligibility } from "./eligibility.ts"
import type { EvaluateRule } from "./expression.ts"
import type { ArchivedNomination, ProgrammeArchive } from "./programme-archive.ts"
import { type Check, hashFault } from "./verify-check.ts"

/** Somebody let in against the rules needs two people: one who asked and another one who confirmed. */
function overrideFaults({ id, screening, overrides }: ArchivedNomination): string[] {
  if (screening !== "overridden") return []
  const two = overrides.some(
    ({ asked, decided, confirmed }) => confirmed && decided !== null && decided !== asked,
  )
  return two ? [] : [`${id} was let in without two people`]
}

function screeningFaults({ id, screening, eligibility }: ArchivedNomination): string[] {
  if (screening === null || screening === "overridden") return []
  const expected = eligibility?.eligible ? "eligible" : "ineligible"
  return screening === expected ? [] : [`${id} is ${screening}, its rules say ${expected}`]
}

/** Frozen figures are what their hashes say, and eligibility follows from them by the rules of its version. */
export function checkEligibility(archive: ProgrammeArchive, evaluate: EvaluateRule): Check[] {
  const figures = archive.nominations.flatMap((one) =>
    hashFault(`figures of ${one.id}`, one.figures, one.figuresHash),
  )
  const judged = archive.nominations.flatMap((one) => {
    const { id, eligibility, figuresHash } = one
    if (eligibility === null) return screeningFaults(one)
    const rules = archive.rules.find(({ version }) => version === eligibility.rulesVersion)
    if (!rules) return [`${id} was judged by rules ${eligibility.rulesVersion}, which are not there`]
    const again = evaluateEligibility(rules.document.eligibility, one.figures, {
      evaluate,
      figuresHash,
      rulesVersion: eligibility.rulesVersion,
    })
    const same = canonicalJson(again) === canonicalJson(eligibility)
    return [
      ...(same ? [] : [`eligibility of ${id} comes out otherwise`]),
      ...screeningFaults(one),
      ...overrideFaults(one),
    ]
  })
  const { length } = archive.nominations
  return [
    { name: "figures", count: length, faults: figures },
    { name: "eligibility", count: length, faults: judged },
  ]
}
