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

/** What a check is called: by its title, or by its two values where the edition says it without words. */
function titleOf({ language, faults }: Words, specs: ReadonlyMap<string, KeySpec>, fault: Fault): string {
  const { key, limitKey } = fault.with ?? {}
  const [value, limit] = [specs.get(String(key)), specs.get(String(limitKey))]
  if (value && limit) return faults.checks.atMost(value.title[language], limit.title[language])
  return fault.check?.title?.[language] ?? fault.rule
}

/** Checks that wait for the same empty values, in one sentence. */
function openSentence(text: Words, specs: ReadonlyMap<string, KeySpec>, open: readonly Fault[]): string {
  const { language, faults } = text
  const without = String(open[0]?.with?.["without"]).split("/")
  const names = without.map((one) => specs.get(one)?.title[language] ?? one)
  return faults.checks.open(
    open.map((fault) => titleOf(text, specs, fault)),
    names.join(faults.checks.names),
  )
}

function checkSentence(text: Words, specs: ReadonlyMap<string, KeySpec>, fault: Fault): string {
  const { relation, left, right, key, limitKey, without } = fault.with ?? {}
  if (without !== undefined) return openSentence(text, specs, [fault])
  const { sides, both, sum, sentence } = text.faults.checks
  const title = titleOf(text, specs, fault)
  const side = (figure: string | number | undefined, keys: string | number | undefined) => {
    const names = keys === undefined ? [] : String(keys).split("/")
    const titles = names.map((name) => specs.get(name)?.title[text.language] ?? name)
    return titles.length > 0 ? sum(titles, String(figure)) : String(figure)
  }
  const { leftSum, rightSum } = fault.with ?? {}
  const figures = left === undefined ? null : ([side(left, leftSum), side(right, rightSum)] as const)
  const [value, limit] = [specs.get(String(key)), specs.get(String(limitKey))]
  if (value && limit)
    return sentence(title, figures ? both(...figures, value.unit?.[text.language] ?? "") : "")
  const shown = sides[relation as keyof typeof sides]
  return sentence(title, figures && shown ? shown(...figures) : "")
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

/** Some faults as they are read together: checks that wait for the same empty values are one. */
export function readTogether(faults: readonly Fault[]): Fault[][] {
  const groups = new Map<string, Fault[]>()
  for (const [at, fault] of faults.entries()) {
    const without = fault.check && fault.with?.["without"]
    const name = without === undefined ? String(at) : `${fault.field ?? ""} ${without}`
    groups.set(name, [...(groups.get(name) ?? []), fault])
  }
  return [...groups.values()]
}

/** The sentences of faults, those that are read together as one. */
export function faultSentences(
  text: Words,
  specs: ReadonlyMap<string, KeySpec>,
  faults: readonly Fault[],
  reader: FaultReader = "filer",
): string[] {
  return readTogether(faults).flatMap((together) => {
    const [first, ...others] = together
    if (!first) return []
    if (others.length === 0) return [faultSentence(text, specs, first, reader)]
    return [openSentence(text, specs, together) + (reader === "filer" ? text.faults.askOpen : "")]
  })
}
