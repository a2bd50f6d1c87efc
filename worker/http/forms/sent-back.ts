import type { VerificationView } from "../../../web/pages/verification/verification-view.ts"
import { standingReturn } from "../../domain/submission/questions.ts"
import type { AnsweredQuestion, Verification } from "../../usecases/submission/open-verification.ts"

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
