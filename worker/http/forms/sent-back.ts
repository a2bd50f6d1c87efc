import type { ShownReturn } from "../../../web/pages/desk/earlier-returns.tsx"
import type { VerificationView } from "../../../web/pages/verification/verification-view.ts"
import { paths } from "../../../web/paths.ts"
import type { EvidenceRow } from "../../data/evidence.ts"
import { earlierReturns } from "../../domain/submission/earlier-returns.ts"
import { standingReturn } from "../../domain/submission/questions.ts"
import type { EvidenceFiling } from "../../usecases/evidence/open-evidence.ts"
import type { OpenSubmission } from "../../usecases/submission/open-submission.ts"
import type { AnsweredQuestion, Verification } from "../../usecases/submission/open-verification.ts"
import { answerFiles } from "./evidence-view.ts"

/** What pages know of an answer besides its words. */
export type AnswerFiles = Pick<NonNullable<VerificationView["sentBack"]>, "files" | "filesHref">

/** The last return that what lies filed answers. */
export function sentBackOf(
  { dossier }: Verification,
  questions: readonly (AnsweredQuestion & AnswerFiles)[],
): VerificationView["sentBack"] {
  const back = standingReturn(dossier)
  if (!back || back.filing === dossier.submission?.filing) return null
  const { level, at, reason } = back
  const whole = questions.find(({ key }) => key === null)
  const { answer = null, state = "answered", filed = "", files = [], filesHref = "" } = whole ?? {}
  return { level, at, reason, answer, state, filed, files, filesHref }
}

/** Returns before the last one, with what was answered and the files of these answers that may be seen. */
export function earlierReturnsShown(
  { dossier, edition }: Pick<OpenSubmission, "dossier" | "edition">,
  whose: Parameters<typeof earlierReturns>[2],
  evidence: readonly EvidenceRow[],
  filing: EvidenceFiling | null = null,
): ShownReturn[] {
  const files = answerFiles(dossier, evidence, filing)
  const { estate, quarter } = dossier
  return earlierReturns(dossier, edition, whose).map((back) => ({
    ...back,
    questions: back.questions.map((question) => ({
      ...question,
      files: files.get(question.name) ?? [],
      filesHref: paths.evidence(estate.slug, quarter.quarter, question.name),
    })),
  }))
}
