import type { Fault } from "../errors.ts"
import type { Criterion } from "./rules.ts"

export const MOST_COMMENT = 2000

/** What a judge says of one candidate. */
export interface ReviewContent {
  /** By code of the criterion; null where the judge abstains from it, missing where it has not said. */
  scores: Record<string, number | null>
  /** The judge abstains from the whole candidate. */
  abstained: boolean
  /** 1 low, 2 middle, 3 high; null until it is said. */
  confidence: number | null
  comment: string
}

/** The same as it was typed: by code of the criterion a level's score or `abstain`. */
export interface TypedReview {
  scores: ReadonlyMap<string, string>
  abstained: boolean
  confidence: string
  comment: string
}

/** What stands for abstaining from a criterion. */
export const abstain = "abstain"

/** What was typed, and what no review can hold: a level or criterion that the rules do not have, a comment without end. */
export function readReview(
  criteria: readonly Criterion[],
  typed: TypedReview,
): { content: ReviewContent; faults: Fault[] } {
  const faults: Fault[] = []
  const scores: ReviewContent["scores"] = {}
  const byCode = new Map(criteria.map((criterion) => [criterion.code, criterion]))
  for (const [code, text] of typed.scores) {
    const criterion = byCode.get(code)
    if (text === "") continue
    const level = criterion?.levels.find(({ score }) => String(score) === text)
    if (criterion && text === abstain) scores[code] = null
    else if (level) scores[code] = level.score
    else faults.push({ rule: "review_level", field: criterion ? code : "review" })
  }
  const confidence = ["1", "2", "3"].includes(typed.confidence) ? Number(typed.confidence) : null
  if (typed.confidence !== "" && confidence === null)
    faults.push({ rule: "review_confidence", field: "confidence" })
  const comment = typed.comment.trim()
  if (comment.length > MOST_COMMENT)
    faults.push({
      rule: "review_comment_long",
      field: "comment",
      with: { most: MOST_COMMENT, length: comment.length },
    })
  return { content: { scores, abstained: typed.abstained, confidence, comment }, faults }
}

/** What a review still lacks before it can be submitted: every criterion said, how sure; who abstains says why. */
export function missingInReview(criteria: readonly Criterion[], content: ReviewContent): Fault[] {
  const { scores, abstained, confidence, comment } = content
  if (abstained) return comment === "" ? [{ rule: "review_abstain_reason", field: "comment" }] : []
  const open = criteria.filter(({ code }) => scores[code] === undefined)
  return [
    ...open.map(({ code, title }) => ({ rule: "review_missing", field: code, with: { title } })),
    ...(confidence === null ? [{ rule: "review_confidence", field: "confidence" }] : []),
  ]
}
