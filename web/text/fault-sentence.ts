import type { Fault } from "../../worker/domain/errors.ts"
import type { KeySpec } from "../../worker/domain/scoring/keys.ts"
import { softRules } from "../../worker/domain/submission/faults.ts"
import { markRules } from "../../worker/domain/submission/marks.ts"
import { answeredKey } from "../../worker/domain/submission/questions.ts"
import type { Text } from "./text.ts"
import type { FaultWords } from "./zh/faults.ts"

const soft: readonly string[] = [...softRules, ...markRules]

type Words = Pick<Text, "language" | "faults">

/** Who reads it: who types is asked or told to mend it, who verifies to decide, anybody else is only told. */
export type FaultReader = "filer" | "verifier" | "told"

function checkSentence(
  { language, faults }: Words,
  specs: ReadonlyMap<string, KeySpec>,
  { check, rule, with: told = {} }: Fault,
): string {
  const { relation, left, right, key, limitKey } = told
  const { sides, atMost, both, sentence, open, names } = faults.checks
  const [value, limit] = [specs.get(String(key)), specs.get(String(limitKey))]
  const without = told["without"]
  if (without !== undefined) {
    const title =
      value && limit ? atMost(value.title[language], limit.title[language]) : check?.title?.[language]
    const titles = String(without)
      .split("/")
      .map((one) => specs.get(one)?.title[language] ?? one)
    return open(title ?? rule, titles.join(names))
  }
  const figures = left === undefined ? null : ([String(left), String(right)] as const)
  if (value && limit) {
    const title = atMost(value.title[language], limit.title[language])
    return sentence(title, figures ? both(...figures, value.unit?.[language] ?? "") : "")
  }
  const shown = sides[relation as keyof typeof sides]
  return sentence(check?.title?.[language] ?? rule, figures && shown ? shown(...figures) : "")
}

/** The sentence of a fault in the words of the edition's own titles; who types is also asked for a soft one's reason. */
export function faultSentence(
  text: Words,
  specs: ReadonlyMap<string, KeySpec>,
  fault: Fault,
  reader: FaultReader = "filer",
): string {
  const { language, faults } = text
  const nameOf = (key: string) => specs.get(answeredKey(key) ?? key)?.title[language] ?? key
  if (fault.check) {
    const said = checkSentence(text, specs, fault)
    const ask = fault.with?.["without"] === undefined ? faults.ask : faults.askOpen
    if (fault.check.severity === "soft") return reader === "filer" ? said + ask : said
    if (reader === "verifier") return said + faults.refuse
    return reader === "told" || !fault.check.title ? said : said + faults.mend
  }
  const field = fault.field ?? ""
  const rules: Record<string, ((words: FaultWords) => string) | undefined> = faults.rules
  const sentence = rules[fault.rule]
  if (!sentence) return faults.ruleId(fault.rule)
  const unit = specs.get(field)?.unit?.[language] ?? ""
  const said = sentence({ title: nameOf(field), unit, with: fault.with ?? {}, nameOf })
  return reader === "filer" && soft.includes(fault.rule) ? said + faults.ask : said
}
