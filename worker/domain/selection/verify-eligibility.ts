import { canonicalJson } from "../canonical.ts"
import { evaluateEligibility } from "./eligibility.ts"
import type { EvaluateRule } from "./expression.ts"
import type { ProvableArchive } from "./provable-archive.ts"
import { type Check, doubles, hashFault } from "./verify-check.ts"

type Nomination = ProvableArchive["nominations"][number]

/** Somebody let in against the rules needs two people: one who asked and another one who confirmed. */
function overrideFaults({ id, screening, overrides }: Nomination): string[] {
  if (screening !== "overridden") return []
  const two = overrides.some(
    ({ asked, decided, confirmed }) => confirmed && decided !== null && decided !== asked,
  )
  return two ? [] : [`${id} was let in without two people`]
}

function screeningFaults({ id, screening, eligibility }: Nomination): string[] {
  if (screening === null || screening === "overridden") return []
  const expected = eligibility?.eligible ? "eligible" : "ineligible"
  return screening === expected ? [] : [`${id} is ${screening}, its rules say ${expected}`]
}

/** The figures of a candidate are whole, and of the release that its rules name; so are its category and its state. */
function figureFaults({ rules }: ProvableArchive, one: Nomination): string[] {
  const { id, category, state, rulesVersion, withdrawnAt, figures } = one
  const own = rules.find(({ version }) => version === rulesVersion)?.document
  const { basis, categories } = own ?? {}
  return [
    ...hashFault(`figures of ${id}`, figures, one.figuresHash),
    ...(own ? [] : [`${id} was submitted under rules ${rulesVersion}, which are not there`]),
    ...(basis && (basis.period !== figures.basis.period || basis.manifestHash !== figures.basis.manifestHash)
      ? [`figures of ${id} are of another release than rules ${rulesVersion} name`]
      : []),
    ...(categories && !categories.some(({ code }) => code === category)
      ? [`${id} stands in category ${category}, which rules ${rulesVersion} do not have`]
      : []),
    ...((state === "withdrawn") === (withdrawnAt !== null)
      ? []
      : [`${id} is ${state}, withdrawn ${withdrawnAt}`]),
  ]
}

/** Frozen figures are what their hashes say, and eligibility follows from them by the rules of its version. */
export function checkEligibility(archive: ProvableArchive, evaluate: EvaluateRule): Check[] {
  const figures = [
    ...doubles(
      "nomination",
      archive.nominations.map(({ id }) => id),
    ),
    ...doubles(
      "blind code",
      archive.nominations.map(({ blindCode }) => blindCode),
    ),
    ...archive.nominations.flatMap((one) => figureFaults(archive, one)),
  ]
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
