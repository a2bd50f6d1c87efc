import type { Fault } from "../../../worker/domain/errors.ts"
import { faultKeys } from "../../../worker/domain/submission/edition-checks.ts"
import { markRules } from "../../../worker/domain/submission/marks.ts"
import type { ToldBeside } from "../../islands/filing/data.ts"
import { faultSentence, faultSentences } from "../../text/fault-sentence.ts"
import type { Text } from "../../text/text.ts"
import type { FilingView } from "./filing-view.ts"

type Faults = Pick<FilingView, "mine" | "specs" | "hard" | "soft">

const aboutReason = (fault: Fault) => fault.rule === "reason_too_long"

/** The sentences of the faults at a key's own field, or undefined: of its value, or of what asks for a reason. */
export function sentencesAt(
  text: Text,
  { specs, hard, soft }: Faults,
  key: string,
  which: "hard" | "soft",
): string | undefined {
  const all = which === "hard" ? hard : soft
  const own = all.filter((fault) => fault.field === key && !aboutReason(fault))
  return faultSentences(text, specs, own).join(" ") || undefined
}

const isMark = ({ rule }: Fault) =>
  rule.startsWith("open:") || (markRules as readonly string[]).includes(rule)

/** The faults that also concern values of others, and marks, as the browser is to show them. */
export function toldBeside(text: Text, { mine, specs, hard, soft }: Faults): ToldBeside[] {
  const shown = (faults: readonly Fault[], asked: boolean) =>
    faults
      .filter((fault) => isMark(fault) || (fault.check && faultKeys(fault).some((key) => !mine.has(key))))
      .map((fault) => ({
        field: fault.field ?? "",
        soft: asked,
        sentence: faultSentence(text, specs, fault),
      }))
  return [...shown(hard, false), ...shown(soft, true)]
}
