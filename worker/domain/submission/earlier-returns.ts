/** Returns that were dealt with before the last one: what came back, and what was answered to it. */
import type { Edition } from "../scoring/edition.ts"
import { type Asked, type Question, questionsBack, type SentBack, standingReturn } from "./questions.ts"

/** One return that has been followed by another, or by a correction. */
export interface EarlierReturn extends Omit<SentBack, "reason"> {
  /** Written to the company; null for who answers for some keys only. */
  reason: string | null
  questions: (Question & {
    /** The words that were sent; null where none were. */
    answer: string | null
  })[]
}

/** Where the words of answers stand. */
interface Answered extends Asked {
  values: readonly (Asked["values"][number] & { reason: string | null })[]
}

/**
 * The earlier returns of a submission, the newest first, with the questions about some keys (`whole`: also about the
 * filing as a whole; without it only returns that asked about them). Answers count as they were sent last; what is being typed is not among them.
 */
export function earlierReturns(
  asked: Answered,
  edition: Edition,
  whose: { mine: ReadonlySet<string>; whole: boolean },
): EarlierReturn[] {
  const { submission, returns, values } = asked
  if (!submission) return []
  const standing = standingReturn(asked)
  const answers = new Map(
    values
      .filter((row) => row.submissionId === submission.id && row.filing <= submission.filing && row.reason)
      .sort((a, b) => a.filing - b.filing)
      .map((row) => [row.key, row.reason]),
  )
  return returns
    .filter((one) => one.submissionId === submission.id && one.filing !== standing?.filing)
    .map((back) => ({
      ...back,
      reason: whose.whole ? back.reason : null,
      questions: questionsBack(asked, edition, back, whose).map((question) => ({
        ...question,
        answer: answers.get(question.name) ?? null,
      })),
    }))
    .filter(({ questions }) => whose.whole || questions.length > 0)
    .reverse()
}
