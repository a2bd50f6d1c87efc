import type { Provider } from "../scoring/edition.ts"
import { editionKeys, type KeySpec, type KeyValue } from "../scoring/keys.ts"
import type { EstateScore } from "../scoring/results.ts"
import { isTold, type ReasonClass } from "./adjustments.ts"
import { type AuthorityFinding, composeValues } from "./compose.ts"
import { type ExpectedFacts, effectsOf } from "./expected.ts"
import { type PartValue, standingValues } from "./parts.ts"

/** 核查调整 of one value, as whoever provided it is told. */
export interface Adjustment {
  spec: KeySpec
  level: "street" | "district"
  /** As it was filed; null when nothing was, absent where somebody else filed it. */
  typed?: KeyValue | null
  checked: KeyValue
  reasonClass: ReasonClass
  reason: string
  /** What the final score has more than if this value alone had stayed as it was filed; null for whoever sees no score. */
  effect: number | null
}

export interface Adjustments {
  list: Adjustment[]
  /** The score as it was filed, and with all adjustments; null for whoever sees no score, and where none is. */
  scores: { filed: EstateScore; adjusted: EstateScore } | null
}

type Finding = AuthorityFinding & { submissionId: string; filing: number; reason: string | null }

interface Filed {
  submission: { id: string; filing: number; state: string } | null
  values: readonly (PartValue & { submissionId: string })[]
  findings: readonly Finding[]
}

/**
 * What street and district have adjusted of the present filing, as far as they have passed it on: the company is told all
 * of it with what it does to the points, another provider what concerns its own values.
 */
export function toldAdjustments(
  { submission, values, findings }: Filed,
  { provider, mine }: { provider: Provider; mine: ReadonlySet<string> },
  facts: ExpectedFacts,
): Adjustments {
  if (!submission) return { list: [], scores: null }
  const told = findings.filter(
    (row) =>
      row.submissionId === submission.id &&
      row.filing === submission.filing &&
      row.decision === "adjusted" &&
      isTold(submission, row),
  )
  if (told.length === 0) return { list: [], scores: null }
  const specs = editionKeys(facts.edition)
  const rows = values.filter((row) => row.submissionId === submission.id)
  const composed = composeValues(specs, submission.state, standingValues(rows, submission.filing), told)
  const own = [...composed].filter(([key, one]) => one.adjusted && (provider === "company" || mine.has(key)))
  const effects = provider === "company" && own.length > 0 ? effectsOf(facts, composed) : null
  const list = own.flatMap(([key, { typed, value, adjustedFor }]): Adjustment[] => {
    const spec = specs.get(key)
    const both = told.filter((row) => row.key === key)
    const finding = both.find(({ level }) => level === "district") ?? both[0]
    if (!spec || !finding) return []
    return [
      {
        spec,
        level: finding.level,
        ...(mine.has(key) ? { typed } : {}),
        checked: value,
        reasonClass: adjustedFor ?? "other",
        reason: finding.reason ?? "",
        effect: effects?.each.get(key) ?? null,
      },
    ]
  })
  return { list, scores: effects && { filed: effects.filed, adjusted: effects.adjusted } }
}
