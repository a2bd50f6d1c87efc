/** Reading of the lists of an edition: bases, inputs, dimensions, indicators, gates, bonuses, deductions, vetoes, bands, checks. */
import { parseRequirement } from "./band.ts"
import type { Band, Base, Bonus, Check, Dimension, Indicator, Requirement } from "./edition.ts"
import { RuleReader } from "./read-rules.ts"
import { at, type EditionReader, type JsonObject } from "./read-values.ts"

/** Reads a base value of an edition's document; faults go to the reader. */
export function readBase(reader: EditionReader, value: JsonObject, path: string): Base {
  const key = reader.text(value, "key", path)
  const min = reader.number(value, "min", path)
  const max = reader.number(value, "max", path)
  if (min > max) reader.fault(at(path, "max"), `max ${max} is below min ${min}`)
  const flag = (name: "sensitive" | "carry") => {
    const given = value[name] ?? false
    if (typeof given !== "boolean") reader.fault(at(path, name), "true or false is expected")
    return given === true
  }
  const sensitive = flag("sensitive")
  const carry = flag("carry") ? { carry: true as const } : {}
  const atMost = value["at_most"] === undefined ? {} : { at_most: reader.text(value, "at_most", path) }
  return {
    key,
    title: reader.words(value, "title", path, key),
    unit: reader.words(value, "unit", path),
    type: reader.oneOf(value, "type", path, ["number", "integer"]),
    min,
    max,
    ...atMost,
    provider: reader.provider(value, path),
    sensitive,
    ...carry,
  }
}

/** Reads a dimension of an edition's document; faults go to the reader. */
export function readDimension(reader: EditionReader, value: JsonObject, path: string): Dimension {
  const code = reader.text(value, "code", path)
  return {
    code,
    title: reader.words(value, "title", path, code),
    points: reader.number(value, "points", path, 0),
  }
}

/** Reads an indicator with its inputs and rules; faults go to the reader. */
export function readIndicator(
  reader: EditionReader,
  value: JsonObject,
  path: string,
  baseKeys: ReadonlySet<string>,
): Indicator {
  const code = reader.text(value, "code", path)
  const inputs = reader.objects(value, "inputs", path, (one, here) => readBase(reader, one, here))
  const rules = new RuleReader(reader, new Set([...baseKeys, ...inputs.map(({ key }) => key)]))
  const alternatives = reader.objects(value, "alternatives", path, (one, here) =>
    rules.alternative(one, here),
  )
  if (alternatives.length === 0 && Array.isArray(value["alternatives"]))
    reader.fault(at(path, "alternatives"), "the list is empty")
  return {
    code,
    dimension: reader.text(value, "dimension", path),
    title: reader.words(value, "title", path, code),
    definition: reader.words(value, "definition", path),
    unit: reader.words(value, "unit", path),
    direction: reader.shownOneOf(value, "direction", path, ["higher", "lower"]),
    points: reader.number(value, "points", path, 0),
    cadence: reader.shownOneOf(value, "cadence", path, ["quarter", "quarter_end", "last_12_months"]),
    inputs,
    alternatives,
    missing_when: rules.conditions(value, "missing_when", path),
    not_applicable_when: rules.conditions(value, "not_applicable_when", path),
    evidence: reader.words(value, "evidence", path),
    source: reader.source(value["source"], at(path, "source")),
  }
}

/** What gates, bonuses, deductions and vetoes have in common. */
export function readItem(reader: EditionReader, value: JsonObject, path: string) {
  const code = reader.text(value, "code", path)
  return {
    code,
    title: reader.words(value, "title", path, code),
    definition: reader.words(value, "definition", path),
    source: reader.source(value["source"], at(path, "source")),
    provider: reader.provider(value, path),
  }
}

/** Reads a bonus; its `values` are points that it may have, so each lies within 0 and `max`. */
export function readBonus(reader: EditionReader, value: JsonObject, path: string): Bonus {
  const max = reader.number(value, "max", path, 0)
  const bonus = { ...readItem(reader, value, path), max }
  if (value["values"] === undefined) return bonus
  const values = reader.list(value, "values", path, 1).map((one, n) => {
    const here = at(at(path, "values"), n)
    const points = reader.numberIn(one, here, 0)
    if (points > max) reader.fault(here, `${points} is above max ${max}`)
    return points
  })
  return { ...bonus, values }
}

/** Reads a check over all keys of the edition; faults go to the reader. */
export function readCheck(
  reader: EditionReader,
  value: JsonObject,
  path: string,
  keys: ReadonlySet<string>,
): Check {
  const id = reader.text(value, "id", path)
  const rules = new RuleReader(reader, keys, true)
  return {
    id,
    severity: reader.oneOf(value, "severity", path, ["hard", "soft"]),
    title: reader.words(value, "title", path, id),
    left: rules.operand(value["left"], at(path, "left")),
    relation: reader.oneOf(value, "relation", path, ["at_most", "at_least", "equals"]),
    right: rules.operand(value["right"], at(path, "right")),
    ...(value["when"] === undefined ? {} : { when: rules.conditions(value, "when", path) }),
    source: reader.source(value["source"], at(path, "source")),
  }
}

/** Reads a band with its requirements; faults go to the reader. */
export function readBand(
  reader: EditionReader,
  value: JsonObject,
  path: string,
  baseKeys: ReadonlySet<string>,
): Band {
  const code = reader.text(value, "code", path)
  const rules = new RuleReader(reader, baseKeys)
  const requires = reader.list(value, "requires", path).map((one, n): Requirement => {
    const here = `${path}.requires[${n}]`
    if (typeof one !== "string") return rules.condition(one, here)
    if (!parseRequirement(one)) reader.fault(here, `there is no requirement “${one}”`)
    return one
  })
  return {
    code,
    title: reader.words(value, "title", path, code),
    at_least: reader.number(value, "at_least", path),
    requires,
  }
}
