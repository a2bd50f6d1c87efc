import type { Fault } from "../errors.ts"
import type { Edition } from "../scoring/edition.ts"
import { editionKeys, type KeySpec, type KeyValue, parseKeyValue } from "../scoring/keys.ts"
import { conditionKeys } from "../scoring/operand-keys.ts"
import { askChecks, brokenFault, canMend, unfolded, type Values } from "./edition-checks.ts"
import { numberFault } from "./number-text.ts"
import { MAX_REASON_TEXT, MAX_VALUE_TEXT, normaliseTyped } from "./typed-text.ts"

/**
 * The product's own rules whose fault blocks a submission, beside the hard checks of the edition; all others ask for a
 * reason. The same ids in page, API and command.
 */
export const hardRules = [
  "unknown_key",
  "not_yours",
  "too_long",
  "reason_too_long",
  "not_a_number",
  "percent",
  "other_unit",
  "not_whole",
  "not_yes_no",
  "below_min",
  "above_max",
  "not_one_of",
  "na_not_here",
] as const

export const softRules = ["changed_much", "above_hundred"] as const

export interface Typed {
  /** As typed by a person, by key. Keys without text are missing. */
  texts: ReadonlyMap<string, string>
  reasons: ReadonlyMap<string, string>
}

export interface CheckedFiling {
  /** Texts in the edition's format, for the keys that have no hard fault. */
  texts: Map<string, string>
  values: Map<string, KeyValue>
  /** What stops this provider. */
  hard: Fault[]
  /** What asks this provider for a reason. */
  soft: Fault[]
  /** What only others can mend: told, and no obstacle. The company is told of all, others of what has a value of theirs. */
  told: Fault[]
}

function isSyntaxFault(spec: KeySpec, text: string): string | null {
  if (spec.type === "yes_no") return text === "yes" || text === "no" ? null : "not_yes_no"
  if (!/^-?\d+(\.\d+)?$/.test(text)) return numberFault(text)
  if (spec.type === "integer" && text.includes(".")) return "not_whole"
  return null
}

/** The hard fault of one value alone, or its value. */
function checkOne(spec: KeySpec, text: string): { fault: Fault } | { value: KeyValue } {
  const field = spec.key
  if (text.length > MAX_VALUE_TEXT)
    return { fault: { rule: "too_long", field, with: { max: MAX_VALUE_TEXT } } }
  if (text === "NA") return { value: "NA" }
  const syntax = isSyntaxFault(spec, text)
  if (syntax) return { fault: { rule: syntax, field, with: { typed: text } } }
  const parsed = parseKeyValue(spec, text)
  if ("value" in parsed && parsed.value !== null) return { value: parsed.value }
  if (text.startsWith("-") || Number(text) < spec.min)
    return { fault: { rule: "below_min", field, with: { min: spec.min, typed: text } } }
  if (spec.max !== null && Number(text) > spec.max)
    return { fault: { rule: "above_max", field, with: { max: spec.max, typed: text } } }
  return spec.values
    ? { fault: { rule: "not_one_of", field, with: { values: spec.values.join("/"), typed: text } } }
    : { fault: { rule: "above_max", field, with: { max: spec.max ?? 0, typed: text } } }
}

/** Keys that may be `NA`: those that a condition of `not_applicable_when` reads. */
export function naAllowedKeys(edition: Edition): Set<string> {
  return new Set(edition.indicators.flatMap((i) => i.not_applicable_when.flatMap(conditionKeys)))
}

/** A change of more than half, and of at least 5, against last quarter asks for a reason. */
function changedMuch(value: KeyValue, before: KeyValue | undefined): before is number {
  if (typeof value !== "number" || typeof before !== "number") return false
  const change = Math.abs(value - before)
  return change >= 5 && change > Math.abs(before) / 2
}

function simpleRatios(edition: Edition): { of: string; over: string }[] {
  return edition.indicators
    .flatMap((indicator) => indicator.alternatives)
    .map(({ measure }) => measure)
    .filter((measure) => measure.kind === "ratio" && measure.scale === 100)
    .flatMap((measure) =>
      measure.kind === "ratio" && typeof measure.of === "string" && typeof measure.over === "string"
        ? [{ of: measure.of, over: measure.over }]
        : [],
    )
}

/** A fault with the values that it lies between. */
interface Between {
  fault: Fault
  keys: readonly string[]
}

/** The product's own soft rules over values of one provider, together with those of others. */
function ownSoft(
  { edition, mine, before }: Pick<FilingContext, "edition" | "mine" | "before">,
  all: Values,
): Between[] {
  const specs = editionKeys(edition)
  const faults: Between[] = []
  for (const [key, value] of all) {
    const spec = specs.get(key)
    const last = before[0]?.get(key)
    if (!spec || !mine.has(key) || spec.type === "yes_no" || spec.kind === "bonus") continue
    if (changedMuch(value, last))
      faults.push({
        fault: { rule: "changed_much", field: key, with: { value: Number(value), before: last } },
        keys: [key],
      })
  }
  for (const { of, over } of simpleRatios(edition)) {
    const [part, whole] = [all.get(of), all.get(over)]
    const declared = specs.get(of)?.at_most === over
    if (declared || !mine.has(of) || typeof part !== "number" || typeof whole !== "number") continue
    if (part > whole)
      faults.push({
        fault: {
          rule: "above_hundred",
          field: of,
          with: { key: of, wholeKey: over, value: part, whole },
        },
        keys: [of, over],
      })
  }
  return faults
}

/** What lies between values: by the edition's checks and the product's own rules, for whom it stops, asks or tells. */
function between(context: FilingContext, typed: Values): Pick<CheckedFiling, "hard" | "soft" | "told"> {
  const { edition, mine, others, before, registry, whole } = context
  const all = new Map([...others, ...typed])
  const own = { mine: new Set(typed.keys()), registry }
  const { broken } = askChecks(edition, all, before)
  const hard = broken.filter(({ check }) => check.severity === "hard")
  const soft = unfolded(
    broken.filter(({ check }) => check.severity === "soft"),
    hard,
  )
  const concerning = [...hard, ...soft].map((one) => ({ one, fault: brokenFault(one, own) }))
  const mended = new Set(concerning.filter(({ one }) => canMend(own, one.keys, all)))
  const faultsOf = (severity: "hard" | "soft") =>
    [...mended].filter(({ one }) => one.check.severity === severity).map(({ fault }) => fault)
  return {
    hard: faultsOf("hard"),
    soft: [
      ...unfolded(ownSoft({ edition, before, ...own }, all), hard).map(({ fault }) => fault),
      ...faultsOf("soft"),
    ],
    told: concerning
      .filter((one) => !mended.has(one) && (whole || one.one.keys.some((key) => mine.has(key))))
      .map(({ fault }) => fault),
  }
}

/** Marks of a part as a whole: their reason stands under their own name, since no value carries it. */
export const wholeMarks = ["same_as_last", "few_answers"] as const

/** Whether a name is that of a mark of a part as a whole. */
export const isWholeMark = (key: string) => (wholeMarks as readonly string[]).includes(key)

/** Keys that are not this person's to type, by value or by reason: unknown ones are told once, however many. */
function foreignFaults({ mine, answers }: FilingContext, specs: Map<string, KeySpec>, typed: Typed): Fault[] {
  const reasoned = [...typed.reasons].flatMap(([key, reason]) =>
    reason.trim() === "" || isWholeMark(key) || answers?.has(key) ? [] : [key],
  )
  const keys = [...new Set([...typed.texts.keys(), ...reasoned])]
  const unknown = keys.filter((key) => !specs.has(key))
  const others = keys.filter((key) => specs.has(key) && !mine.has(key))
  const told = unknown.slice(0, 1).map((key) => ({
    rule: "unknown_key",
    field: key.slice(0, MAX_VALUE_TEXT),
    with: { n: unknown.length },
  }))
  return [...told, ...others.map((field) => ({ rule: "not_yours", field }))]
}

function longReasons({ mine, answers }: FilingContext, reasons: Typed["reasons"]): Fault[] {
  const known = (key: string) => mine.has(key) || isWholeMark(key) || answers?.has(key)
  return [...reasons]
    .filter(([key, reason]) => known(key) && reason.length > MAX_REASON_TEXT)
    .map(([field, { length }]) => ({
      rule: "reason_too_long",
      field,
      with: { max: MAX_REASON_TEXT, length },
    }))
}

export interface FilingContext {
  edition: Edition
  /** Keys that this person may type. */
  mine: ReadonlySet<string>
  /** Values of the other providers, needed for rules between two keys. */
  others: Values
  /** The values of the quarters before that count, the latest first; null where there are none. */
  before: readonly (Values | null)[]
  /** What the registry says of the estate, by key. */
  registry: Values
  /** Names of the answers that this person may give to what came back, among the reasons (questions.ts). */
  answers?: ReadonlySet<string>
  /** Told also of what lies between values of others alone, as the company is: it answers for the whole. */
  whole: boolean
}

/**
 * Checks what one provider typed, by the edition's checks and the product's own rules. Hard faults block, soft ones ask
 * for a reason (a soft fault whose reason is given is still listed, with `with.reason` = 1). Runs the same in the
 * browser, the page, the API, verification and corrections.
 */
export function checkFiling(context: FilingContext, typed: Typed): CheckedFiling {
  const { edition, mine } = context
  const specs = editionKeys(edition)
  const naAllowed = naAllowedKeys(edition)
  const texts = new Map<string, string>()
  const values = new Map<string, KeyValue>()
  const wrong = foreignFaults(context, specs, typed)
  for (const [key, typedText] of typed.texts) {
    const spec = specs.get(key)
    if (!spec || !mine.has(key)) continue
    const text = normaliseTyped(spec, typedText)
    if (text === "") continue
    const checked = checkOne(spec, text)
    if ("fault" in checked) wrong.push(checked.fault)
    else if (checked.value === "NA" && !naAllowed.has(key)) wrong.push({ rule: "na_not_here", field: key })
    else {
      texts.set(key, text)
      values.set(key, checked.value)
    }
  }
  wrong.push(...longReasons(context, typed.reasons))
  const { hard, soft, told } = between(context, values)
  return { texts, values, hard: [...wrong, ...hard], soft: explained(soft, typed.reasons), told }
}

/** Soft faults with the word that their reason is given. */
export function explained(soft: readonly Fault[], reasons: ReadonlyMap<string, string>): Fault[] {
  return soft.map((fault) =>
    reasons.get(fault.field ?? "")?.trim() ? { ...fault, with: { ...fault.with, reason: 1 } } : fault,
  )
}

/** Soft faults that still need a reason. */
export function unexplained(soft: readonly Fault[]): Fault[] {
  return soft.filter((fault) => !fault.with?.["reason"])
}
