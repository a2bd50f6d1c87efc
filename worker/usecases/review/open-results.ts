import type { Reads } from "../../data/reads.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { hasReached } from "../../domain/selection/phases.ts"
import type { CandidateResult, JudgeResult } from "../../domain/selection/results.ts"
import { type CountedReview, reviewResults, reviewScore } from "../../domain/selection/review-results.ts"
import type { ProgrammeRules } from "../../domain/selection/rules.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"

type Found = NonNullable<Awaited<ReturnType<Reads["reviews"]["results"]>>>

/** One review as the organiser reads it. */
export interface ReadReview {
  judge: string
  score: number | null
  confidence: number | null
  comment: string
}

/** A candidate with what its reviews come to. */
export interface ResultLine extends CandidateResult {
  category: string
  estate: string
  code: string
  assigned: number
  readings: ReadReview[]
}

/** A judge with how it scores. */
export interface JudgeLine extends JudgeResult {
  name: string
  assigned: number
}

/** What the reviews of a programme come to so far. */
export interface Results {
  programme: Found["programme"]
  rules: ProgrammeRules
  submitted: number
  assigned: number
  candidates: ResultLine[]
  judges: JudgeLine[]
}

const noReviews = {
  reviews: 0,
  abstained: 0,
  insufficient: true,
  rawMean: null,
  rawMedian: null,
  calibratedMean: null,
}
const noMean = { reviews: 0, mean: null, spread: null, standardised: false, outlying: false }

function countedOf(given: Found["given"]) {
  return given.flatMap((row): (CountedReview & { comment: string; confidence: number | null })[] => {
    const { judgeId, nominationId, state, scores, abstained, comment, confidence } = row
    if (state !== "submitted") return []
    return [
      {
        judgeId,
        nominationId,
        scores,
        abstained: abstained ?? false,
        comment: comment ?? "",
        confidence,
      },
    ]
  })
}

/** Opens a programme's results. Errors: forbidden, not_found, conflict (`programme_phase` before the review). */
export async function openResults(ctx: UseCaseContext<MemberActor>, slug: string): Promise<Results> {
  if (!may(ctx.actor, "programme.run")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.reviews.results(slug)
  if (!found) throw new DomainError("not_found", "not_found")
  const { programme, candidates, panel, given } = found
  const rules = rulesOf(programme)
  if (!hasReached(programme.phase, "review"))
    throw new DomainError("conflict", "programme_phase", [], { phase: programme.phase })
  const counted = countedOf(given)
  const results = reviewResults({ reviews: counted, criteria: rules.criteria, quorum: rules.review.quorum })
  const byCandidate = new Map(results.candidates.map((one) => [one.nominationId, one]))
  const byJudge = new Map(results.judges.map((one) => [one.judgeId, one]))
  const names = new Map(panel.map(({ id, name }) => [id, name]))
  return {
    programme,
    rules,
    submitted: counted.length,
    assigned: given.length,
    candidates: candidates.map(({ id, category, blindCode, estate }) => ({
      ...noReviews,
      nominationId: id,
      ...byCandidate.get(id),
      category,
      estate,
      code: blindCode,
      assigned: given.filter(({ nominationId }) => nominationId === id).length,
      readings: counted
        .filter(({ nominationId }) => nominationId === id)
        .map((one) => ({
          judge: names.get(one.judgeId) ?? "",
          score: reviewScore(one, rules.criteria),
          confidence: one.confidence,
          comment: one.comment,
        })),
    })),
    judges: panel
      .filter(({ id }) => given.some(({ judgeId }) => judgeId === id))
      .map(({ id, name }) => ({
        ...noMean,
        judgeId: id,
        ...byJudge.get(id),
        name,
        assigned: given.filter(({ judgeId }) => judgeId === id).length,
      })),
  }
}
