import type { CandidateResult, JudgeResult } from "../../../worker/domain/selection/results.ts"
import type { ProgrammeRules } from "../../../worker/domain/selection/rules.ts"
import type { FramedProgramme } from "../selection/selection-frame.tsx"

/** One review as the organiser reads it; `score` is null where the judge abstained from the whole. */
export interface ReadReview {
  judge: string
  score: number | null
  confidence: number | null
  comment: string
}

export interface ResultRow extends CandidateResult {
  category: string
  estate: string
  code: string
  readings: ReadReview[]
}

export interface JudgeRow extends JudgeResult {
  name: string
  assigned: number
}

export interface ResultsView {
  programme: FramedProgramme
  rules: ProgrammeRules
  submitted: number
  assigned: number
  candidates: ResultRow[]
  judges: JudgeRow[]
}
