import { roundTo } from "../scoring/rounding.ts"
import { reviewScore } from "./review-results.ts"
import type { ProgrammeRules } from "./rules.ts"
import type { ShortlistDocument } from "./shortlist.ts"

/** The mean of fewer scores would tell a single judge's. */
export const MEAN_OF_AT_LEAST = 2

/** What a nominee learns of its own candidate: means, never a single judge's scores. */
export interface Feedback {
  outcome:
    | "listed"
    | "reserve"
    | "quota"
    | "insufficient"
    | "not_scored"
    | "struck"
    | "withdrawn"
    | "not_ranked"
  /** Place on the last list, and position among all that were ranked in the category, on how many. */
  place: number | null
  order: number | null
  ranked: number
  total: number | null
  judges: number | null
  score: number | null
  reviews: number
  abstained: number
  /** Mean by criterion; null with fewer than two reviews that scored it, so that no single one is told. */
  criteria: { code: string; title: string; weight: number; mean: number | null }[]
  /** Words for the nominee, in no order that tells who wrote them. */
  comments: string[]
}

interface Given {
  nomination: { id: string; category: string; state: string; struckAt: string | null }
  rules: ProgrammeRules
  reviews: { scores: Record<string, number | null>; abstained: boolean; comment: string }[]
  lists: ShortlistDocument[]
}

function placeOf({ nomination, lists }: Given) {
  const category = lists.at(-1)?.categories.find(({ code }) => code === nomination.category)
  const waiting = category ? [...category.entries, ...category.reserve] : []
  const entry = waiting.find(({ nominationId }) => nominationId === nomination.id)
  const left = category?.left.find(({ nominationId }) => nominationId === nomination.id)
  const ranked = waiting.length + (category?.left ?? []).filter((one) => one.entry !== null).length
  const outcome: Feedback["outcome"] =
    nomination.state === "withdrawn"
      ? "withdrawn"
      : (left?.reason ?? (entry ? (entry.place === null ? "reserve" : "listed") : "not_ranked"))
  return { ranked, outcome, entry: entry ?? left?.entry ?? null }
}

/** The feedback of one nomination from its reviews and the last list. */
export function feedbackOf(given: Given): Feedback {
  const { rules, reviews } = given
  const { ranked, outcome, entry } = placeOf(given)
  const counting = reviews.filter((review) => reviewScore(review, rules.criteria) !== null)
  const criteria = rules.criteria.map(({ code, title, weight }) => {
    const scores = counting.flatMap(({ scores: own }) => {
      const score = own[code]
      return score === null || score === undefined ? [] : [score]
    })
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
    return { code, title, weight, mean: scores.length < MEAN_OF_AT_LEAST ? null : roundTo(mean, 1) }
  })
  return {
    outcome,
    ranked,
    place: entry?.place ?? null,
    order: entry?.order ?? null,
    total: entry?.total ?? null,
    judges: entry?.judges ?? null,
    score: entry?.score ?? null,
    reviews: counting.length,
    abstained: reviews.length - counting.length,
    criteria,
    comments: reviews.map(({ comment }) => comment.trim()).filter((comment) => comment !== ""),
  }
}
