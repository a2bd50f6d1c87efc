/** The editions that tests use: the first one, and small ones made of a few parts. */
import { readFileSync } from "node:fs"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"))
}

export const FIRST_EDITION = "schema/seed/editions/cd-wwsg-2023.json"

/** The first edition's next version, with checks and disclosure. */
export const SECOND_EDITION = "schema/seed/editions/cd-wwsg-2023-1.1.json"

export function editionOf(json: unknown): Edition {
  const { edition, faults } = readEdition(json, "optional")
  if (!edition) throw new Error(JSON.stringify(faults))
  return edition
}

export function firstEdition(): Edition {
  return editionOf(readJson(FIRST_EDITION))
}

export type Json = { [name: string]: unknown }

/** One dimension D with one indicator I of 10 points on inputs a and b; `indicator` and `document` replace parts. */
export function smallDocument(indicator: Json = {}, document: Json = {}): Json {
  const input = (key: string) => ({ key, type: "number", min: -1000, max: 1000 })
  const one = {
    code: "I",
    dimension: "D",
    points: 10,
    inputs: [input("a"), input("b")],
    alternatives: [{ measure: { kind: "value", of: "a" }, scoring: { kind: "linear", full: 10, zero: 0 } }],
    missing_when: [],
    not_applicable_when: [],
    ...indicator,
  }
  return {
    code: "small",
    version: "1",
    effective_from: "2023Q1",
    bases: [{ key: "x", type: "number", min: 0, max: 100 }],
    dimensions: [{ code: "D", points: 10 }],
    indicators: [one],
    gates: [],
    bonuses: [],
    bonus_cap: 0,
    deductions: [],
    deduction_cap: 0,
    vetoes: [],
    bands: [],
    rounding: { indicator: 2, total: 2 },
    aggregation: "sum",
    not_applicable: "rescale_dimension",
    year: { min_quarters: 3, method: "mean" },
    rank: { score: "base", places: 2, ties: "shared", tie_break: [], min_group: 1 },
    robustness: { draws: 50, weight_spread: 0.25, seed: 1 },
    ...document,
  }
}

/** An indicator with its own inputs, for documents with several. */
export function extraIndicator(code: string, dimension: string, points: number, more: Json = {}): Json {
  const key = `${code.toLowerCase()}_a`
  return {
    code,
    dimension,
    points,
    inputs: [{ key, type: "number", min: -1000, max: 1000 }],
    alternatives: [{ measure: { kind: "value", of: key }, scoring: { kind: "linear", full: 10, zero: 0 } }],
    missing_when: [],
    not_applicable_when: [],
    ...more,
  }
}
