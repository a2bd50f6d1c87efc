import { FEWEST_PUBLISHED } from "../../../worker/domain/release/suppression.ts"
import type {
  Condition,
  DisclosureRule,
  Edition,
  Indicator,
  Measure,
  Operand,
  Requirement,
} from "../../../worker/domain/scoring/edition.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import type { Text } from "../../text/text.ts"
import { formatNumber } from "../../ui/format.ts"

/** Reads the formulas of an edition aloud: keys by their titles, the rest as arithmetic. */
export interface Reader {
  text: Text
  titles: ReadonlyMap<string, string>
  /** The counts of persons that are not published: the edition's `disclosure`, else those that no release shows. */
  small: DisclosureRule
}

/** The titles of all keys of an edition in the language of `text`. */
export function formulaReader(edition: Edition, text: Text): Reader {
  const specs = [...editionKeys(edition).values()]
  return {
    text,
    titles: new Map(specs.map(({ key, title }) => [key, title[text.language]])),
    small: edition.disclosure ?? { from: 1, to: FEWEST_PUBLISHED - 1 },
  }
}

function isMeasure(operand: Exclude<Operand, string | number>): operand is Measure {
  return "kind" in operand
}

/** An operand in words; `inside` puts brackets around what is not one thing. */
export function operandWords(reader: Reader, operand: Operand, inside = false): string {
  if (typeof operand === "number") return formatNumber(operand, 9)
  if (typeof operand === "string") return reader.titles.get(operand) ?? operand
  if (isMeasure(operand)) {
    const words = measureWords(reader, operand)
    return inside && operand.kind !== "value" && operand.kind !== "mean" ? `(${words})` : words
  }
  if ("ceil_div" in operand)
    return reader.text.publicPages.method.ceil(
      operandWords(reader, operand.ceil_div[0], true),
      String(operand.ceil_div[1]),
    )
  if ("previous" in operand) return earlierWords(reader, operand.previous, 1)
  const [list, sign] = "sum" in operand ? [operand.sum, " + "] : [operand.product, " × "]
  const words = list.map((part) => operandWords(reader, part, true)).join(sign)
  return inside && list.length > 1 ? `(${words})` : words
}

/** What was so many quarters ago; a `previous` within another one is a quarter more. */
function earlierWords(reader: Reader, operand: Operand, quarters: number): string {
  if (typeof operand === "object" && "previous" in operand)
    return earlierWords(reader, operand.previous, quarters + 1)
  return reader.text.publicPages.method.previous(operandWords(reader, operand), quarters)
}

/** The formula of a measure in words, `已完成 ÷ 计划 × 100`. */
export function measureWords(reader: Reader, measure: Measure): string {
  const words = reader.text.publicPages.method
  if (measure.kind === "value") return operandWords(reader, measure.of)
  if (measure.kind === "mean")
    return words.mean(measure.of.map((part) => operandWords(reader, part)).join(reader.text.site.listComma))
  const of = operandWords(reader, measure.of, true)
  const over = operandWords(reader, measure.over, true)
  if (measure.kind === "per") return `${of} ÷ (${over} ÷ ${formatNumber(measure.per)})`
  const scale = measure.scale === 1 ? "" : ` × ${formatNumber(measure.scale)}`
  const cap = measure.cap === undefined ? "" : words.capped(formatNumber(measure.cap))
  return `${of} ÷ ${over}${scale}${cap}`
}

/**
 * What a figure of an indicator is: its unit, or the formula of the alternative that counted, since the alternatives
 * have no unit of their own in the edition. Null `alternative`: none counted.
 */
export function figureWords(reader: Reader, indicator: Indicator, alternative: number | null): string {
  const [first, ...others] = indicator.alternatives
  if (!first || others.length === 0) return indicator.unit[reader.text.language]
  const counted = alternative === null ? undefined : indicator.alternatives[alternative]
  return counted ? measureWords(reader, counted.measure) : ""
}

/** A share in per cent of one value in another one, said as that; the formula of any other measure. */
function comparedWords(reader: Reader, operand: Operand): { of: string; unit: string } {
  const words = reader.text.publicPages.method
  if (typeof operand !== "object" || !isMeasure(operand) || operand.kind !== "ratio")
    return { of: operandWords(reader, operand), unit: "" }
  const { of, over, scale, cap } = operand
  if (typeof of !== "string" || typeof over !== "string" || scale !== 100 || cap !== undefined)
    return { of: operandWords(reader, operand), unit: "" }
  return { of: words.shareOf(operandWords(reader, of), operandWords(reader, over)), unit: "%" }
}

/** A condition in words. */
export function conditionWords(reader: Reader, condition: Condition): string {
  const words = reader.text.publicPages.method
  if ("all" in condition) return condition.all.map((part) => conditionWords(reader, part)).join(words.and)
  const { of, unit } = comparedWords(reader, condition.of)
  const limit = (value: number) => `${formatNumber(value)}${unit}`
  if (condition.less_than !== undefined) return words.less(of, limit(condition.less_than))
  if (condition.equals !== undefined) return words.equals(of, limit(condition.equals))
  return words.least(of, limit(condition.at_least ?? 0))
}

/** What a band requires, in words. */
export function requirementWords(reader: Reader, requirement: Requirement): string {
  const words = reader.text.publicPages.method
  if (typeof requirement !== "string") return conditionWords(reader, requirement)
  if (requirement === "gates") return words.requireGates
  if (requirement === "no_veto") return words.requireNoVeto
  const [name, first = "", second = ""] = requirement.split(":")
  if (name === "no_quarter_below") return words.requireQuarters(first)
  return words.requireScore(words.scores[first as keyof typeof words.scores] ?? first, second)
}
