/** Reading of measures, operands, scorings, conditions and checks. Keys are checked against those that may be used there. */
import type { Alternative, Condition, Measure, Operand, Scoring, Source } from "./edition.ts"
import { at, type EditionReader, type JsonObject } from "./read-values.ts"

const MEASURES = ["value", "ratio", "per", "mean"] as const
const COMPARISONS = ["less_than", "equals", "at_least"] as const

/** Reads measures, scorings and conditions; faults go to the edition's reader. */
export class RuleReader {
  private readonly reader: EditionReader
  private readonly keys: ReadonlySet<string>
  private readonly previous: boolean

  /** `keys`: those that operands may name. `previous`: whether they may look at the quarter before, as in checks. */
  constructor(reader: EditionReader, keys: ReadonlySet<string>, previous = false) {
    this.reader = reader
    this.keys = keys
    this.previous = previous
  }

  alternative(value: JsonObject, path: string): Alternative {
    return {
      measure: this.measure(value["measure"], at(path, "measure")),
      scoring: this.scoring(value["scoring"], at(path, "scoring")),
    }
  }

  conditions(parent: JsonObject, name: string, path: string): Condition[] {
    if (parent[name] === undefined && this.reader.wordsOptional) return []
    const list = this.reader.list(parent, name, path)
    return list.map((one, n) => this.condition(one, at(at(path, name), n)))
  }

  condition(value: unknown, path: string): Condition {
    const { reader } = this
    const condition = reader.object(value, path)
    const source = condition["source"] === undefined ? {} : { source: this.sourceOf(condition, path) }
    if (condition !== value) return { all: [] }
    if ("all" in condition) {
      reader.onlyNames(condition, path, ["all"])
      const parts = reader.list(condition, "all", path, 1)
      return { all: parts.map((one, n) => this.condition(one, `${path}.all[${n}]`)), ...source }
    }
    reader.onlyNames(condition, path, ["of", ...COMPARISONS])
    const of = this.operand(condition["of"], at(path, "of"))
    const present = COMPARISONS.filter((name) => condition[name] !== undefined)
    if (present.length !== 1) reader.fault(path, `exactly one of ${COMPARISONS.join(", ")} is expected`)
    const limits = present.map((name) => [name, reader.number(condition, name, path)] as const)
    return { of, ...Object.fromEntries(limits), ...source }
  }

  private sourceOf(parent: JsonObject, path: string): Source {
    return this.reader.source(parent["source"], at(path, "source"))
  }

  /** An operand; a stand-in 0 after a fault. */
  operand(value: unknown, path: string): Operand {
    const { reader } = this
    if (typeof value === "number") return reader.numberIn(value, path)
    if (typeof value === "string") {
      if (!this.keys.has(value)) reader.fault(path, `there is no key “${value}” that may be used here`)
      return value
    }
    const operand = reader.object(value, path)
    if (operand !== value) return 0
    if ("kind" in operand) return this.measure(operand, path)
    if ("sum" in operand) return { sum: this.operands(operand, "sum", path) }
    if ("product" in operand) return { product: this.operands(operand, "product", path) }
    if ("ceil_div" in operand) return this.ceilDiv(operand, path)
    if ("previous" in operand) return this.earlier(operand, path)
    reader.fault(path, "an operand is a key, a number, a sum, a product, a ceil_div or a measure")
    return 0
  }

  private operands(operand: JsonObject, name: "sum" | "product", path: string): Operand[] {
    this.reader.onlyNames(operand, path, [name])
    const parts = this.reader.list(operand, name, path, 1)
    return parts.map((one, n) => this.operand(one, at(at(path, name), n)))
  }

  private earlier(operand: JsonObject, path: string): Operand {
    const here = at(path, "previous")
    if (!this.previous) this.reader.fault(here, "the quarter before may be looked at in checks only")
    this.reader.onlyNames(operand, path, ["previous"])
    return { previous: this.operand(operand["previous"], here) }
  }

  private ceilDiv(operand: JsonObject, path: string): Operand {
    const { reader } = this
    reader.onlyNames(operand, path, ["ceil_div"])
    const parts = reader.list(operand, "ceil_div", path)
    if (parts.length !== 2) reader.fault(at(path, "ceil_div"), "an operand and a number are expected")
    const of = this.operand(parts[0], `${path}.ceil_div[0]`)
    const by = reader.numberIn(parts[1], `${path}.ceil_div[1]`)
    if (by <= 0) reader.fault(`${path}.ceil_div[1]`, "a number above 0 is expected")
    return { ceil_div: [of, by] }
  }

  private measure(value: unknown, path: string): Measure {
    const { reader } = this
    const measure = reader.object(value, path)
    if (measure !== value) return { kind: "value", of: 0 }
    const kind = reader.oneOf(measure, "kind", path, MEASURES)
    if (kind !== measure["kind"]) return { kind: "value", of: 0 }
    const operand = (name: string) => this.operand(measure[name], at(path, name))
    if (kind === "value") {
      reader.onlyNames(measure, path, ["kind", "of"])
      return { kind, of: operand("of") }
    }
    if (kind === "mean") {
      reader.onlyNames(measure, path, ["kind", "of"])
      const parts = reader.list(measure, "of", path, 1)
      return { kind, of: parts.map((one, n) => this.operand(one, `${path}.of[${n}]`)) }
    }
    const of = operand("of")
    const over = operand("over")
    if (kind === "per") {
      reader.onlyNames(measure, path, ["kind", "of", "over", "per"])
      const per = reader.number(measure, "per", path)
      if (per === 0) reader.fault(at(path, "per"), "a number other than 0 is expected")
      return { kind, of, over, per }
    }
    reader.onlyNames(measure, path, ["kind", "of", "over", "scale", "cap"])
    const cap = measure["cap"] === undefined ? {} : { cap: reader.number(measure, "cap", path) }
    return { kind, of, over, scale: reader.number(measure, "scale", path), ...cap }
  }

  private scoring(value: unknown, path: string): Scoring {
    const { reader } = this
    const scoring = reader.object(value, path)
    const kind =
      scoring === value ? reader.oneOf(scoring, "kind", path, ["linear", "log", "steps"]) : "linear"
    if (kind === "steps") return this.steps(scoring, path)
    const none = { full: this.noSource(), zero: this.noSource() }
    if (kind !== scoring["kind"]) return { kind, full: 1, zero: 0, source: none }
    reader.onlyNames(scoring, path, ["kind", "full", "zero"])
    const full = reader.number(scoring, "full", path)
    const zero = reader.number(scoring, "zero", path)
    if (full === zero) reader.fault(path, "full equals zero")
    if (kind === "log")
      for (const [name, limit] of Object.entries({ full, zero }))
        if (limit <= 0) reader.fault(at(path, name), "a logarithm needs a number above 0")
    return { kind, full, zero, source: this.lineSource(scoring, path, none) }
  }

  private noSource(): Source {
    return { kind: "assumption", note: { zh: "", en: "" } }
  }

  private lineSource(scoring: JsonObject, path: string, none: { full: Source; zero: Source }) {
    const { reader } = this
    const value = scoring["source"]
    if (value === undefined && reader.wordsOptional) return none
    const here = at(path, "source")
    const source = reader.object(value, here)
    if (source !== value) return none
    return {
      full: reader.source(source["full"], at(here, "full")),
      zero: reader.source(source["zero"], at(here, "zero")),
    }
  }

  private steps(scoring: JsonObject, path: string): Scoring {
    const { reader } = this
    reader.onlyNames(scoring, path, ["kind", "direction", "steps"])
    const direction = reader.oneOf(scoring, "direction", path, ["at_least", "at_most"])
    const steps = reader.list(scoring, "steps", path, 1).map((step, n) => {
      const here = `${path}.steps[${n}]`
      const pair: readonly unknown[] = Array.isArray(step) ? step : []
      if (pair.length !== 2) reader.fault(here, "a pair of x and ratio is expected")
      const x = pair.length === 2 ? reader.numberIn(pair[0], `${here}[0]`) : Number.NaN
      const ratio = pair.length === 2 ? reader.numberIn(pair[1], `${here}[1]`, 0) : Number.NaN
      if (ratio > 1) reader.fault(`${here}[1]`, "a ratio is at most 1")
      return [x, ratio] as const
    })
    steps.forEach(([x, ratio], n) => {
      const before = steps[n - 1]
      if (!before) return
      const wrong = direction === "at_least" ? x >= before[0] : x <= before[0]
      if (wrong || ratio > before[1])
        reader.fault(`${path}.steps[${n}]`, "steps are out of order: the best comes first")
    })
    return { kind: "steps", direction, steps, source: this.stepSources(scoring, path, steps.length) }
  }

  private stepSources(scoring: JsonObject, path: string, steps: number): Source[] {
    const { reader } = this
    if (scoring["source"] === undefined && reader.wordsOptional)
      return Array.from({ length: steps }, () => this.noSource())
    const list = reader.list(scoring, "source", path)
    if (list.length !== steps && Array.isArray(scoring["source"]))
      reader.fault(at(path, "source"), `one source for each of the ${steps} steps is expected`)
    return list.map((one, n) => reader.source(one, `${path}.source[${n}]`))
  }
}
