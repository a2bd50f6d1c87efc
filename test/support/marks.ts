import { openMarks } from "../../worker/usecases/submission/marks.ts"
import { checkSending, type Filing } from "../../worker/usecases/submission/open-filing.ts"
import type { Verification } from "../../worker/usecases/submission/open-verification.ts"

/** A reason for everything that asks the sender of a part for one. */
export function allReasons(filing: Filing): Map<string, string> {
  return new Map(checkSending(filing).soft.map(({ field }) => [field ?? "", "与台账一致。"]))
}

/** Every mark of a submission, settled by its name. */
export function allSettled(open: Verification): string[] {
  return openMarks(open).map(({ id }) => id)
}

/** The reasons of the marks of a part as a whole: what a walk files is what was filed the quarter before. */
export const wholeReasons = {
  same_as_last: "已逐项核对，确与上季度相同。",
  few_answers: "其余项目没有台账。",
}

/** The names of the marks that an answer of the API lists. */
export function marksIn(body: unknown): string[] {
  const { verification } = body as { verification: { marks: { mark: string }[] } | null }
  return (verification?.marks ?? []).map(({ mark }) => mark)
}
