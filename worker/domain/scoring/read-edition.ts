/**
 * The only way from unknown JSON to an `Edition`: refuses with every fault and its path, and never throws.
 * Rules: the format of editions, parts Edition, Indicator, Checks and Disclosure.
 */
import { isQuarter } from "../quarter.ts"
import { checkEdition } from "./check-edition.ts"
import type { Edition, TotalColumn } from "./edition.ts"
import { editionKeys } from "./keys.ts"
import {
  readBand,
  readBase,
  readBonus,
  readCheck,
  readDimension,
  readIndicator,
  readItem,
} from "./read-items.ts"
import {
  at,
  DEEPEST,
  type EditionFault,
  EditionReader,
  type JsonObject,
  placeTooDeep,
} from "./read-values.ts"

export type { EditionFault } from "./read-values.ts"

export type EditionReading =
  | { readonly edition: Edition; readonly faults?: undefined }
  | { readonly edition?: undefined; readonly faults: EditionFault[] }

const COLUMNS: readonly TotalColumn[] = ["base", "bonus", "deductions", "final", "ranking"]

/**
 * `words`: an edition to be shown or published must have all its titles, definitions and sources ("required"); one that
 * is only computed with may lack them ("optional"): codes stand in for titles.
 */
export function readEdition(json: unknown, words: "required" | "optional" = "required"): EditionReading {
  const reader = new EditionReader(words === "optional")
  const deep = placeTooDeep(json)
  if (deep !== null) return { faults: [{ path: deep, message: `nested deeper than ${DEEPEST}` }] }
  const document = reader.object(json, "")
  if (document !== json) return { faults: reader.faults }
  const edition = readDocument(reader, document)
  checkEdition(reader, edition)
  return reader.faults.length > 0 ? { faults: reader.faults } : { edition }
}

function readDocument(reader: EditionReader, document: JsonObject): Edition {
  const code = reader.text(document, "code", "")
  const effectiveFrom = reader.text(document, "effective_from", "")
  if (effectiveFrom !== "" && !isQuarter(effectiveFrom))
    reader.fault("effective_from", `a quarter such as 2023Q1 is expected, not “${effectiveFrom}”`)
  const bases = reader.objects(document, "bases", "", (one, path) => readBase(reader, one, path))
  const baseKeys = new Set(bases.map(({ key }) => key))
  const aggregation = reader.oneOf(document, "aggregation", "", ["sum", "arithmetic", "geometric"])
  const edition: Edition = {
    code,
    version: reader.text(document, "version", ""),
    title: reader.words(document, "title", "", code),
    disclaimer: reader.words(document, "disclaimer", ""),
    effective_from: effectiveFrom,
    timezone: reader.shownOneOf(document, "timezone", "", ["Asia/Shanghai"]),
    bases,
    dimensions: reader.objects(document, "dimensions", "", (one, path) => readDimension(reader, one, path)),
    indicators: reader.objects(document, "indicators", "", (one, path) =>
      readIndicator(reader, one, path, baseKeys),
    ),
    ...readItems(reader, document),
    bands: reader.objects(document, "bands", "", (one, path) => readBand(reader, one, path, baseKeys)),
    rounding: readRounding(reader, document),
    aggregation,
    ...readScale(reader, document, aggregation),
    not_applicable: reader.oneOf(document, "not_applicable", "", ["rescale_dimension", "full_marks"]),
    year: readYear(reader, document),
    rank: readRank(reader, document),
    robustness: readRobustness(reader, document),
    ...readDisclosure(reader, document),
  }
  return { ...edition, ...readChecks(reader, document, edition) }
}

function readChecks(reader: EditionReader, document: JsonObject, edition: Edition): Pick<Edition, "checks"> {
  if (document["checks"] === undefined) return {}
  const keys = new Set(editionKeys(edition).keys())
  return { checks: reader.objects(document, "checks", "", (one, path) => readCheck(reader, one, path, keys)) }
}

function readDisclosure(reader: EditionReader, document: JsonObject): Pick<Edition, "disclosure"> {
  if (document["disclosure"] === undefined) return {}
  const value = reader.object(document["disclosure"], "disclosure")
  if (value !== document["disclosure"]) return {}
  const from = reader.whole(value, "from", "disclosure")
  const to = reader.whole(value, "to", "disclosure")
  if (from < 1) reader.fault("disclosure.from", `a whole number from 1 is expected, not ${from}`)
  if (to < from) reader.fault("disclosure.to", `to ${to} is below from ${from}`)
  return { disclosure: { from, to } }
}

function readItems(reader: EditionReader, document: JsonObject) {
  return {
    gates: reader.objects(document, "gates", "", (one, path) => readItem(reader, one, path)),
    bonuses: reader.objects(document, "bonuses", "", (one, path) => readBonus(reader, one, path)),
    bonus_cap: reader.number(document, "bonus_cap", "", 0),
    deductions: reader.objects(document, "deductions", "", (one, path) => ({
      ...readItem(reader, one, path),
      each: reader.number(one, "each", path, 0),
      max: reader.number(one, "max", path, 0),
    })),
    deduction_cap: reader.number(document, "deduction_cap", "", 0),
    vetoes: reader.objects(document, "vetoes", "", (one, path) => ({
      ...readItem(reader, one, path),
      level: reader.oneOf(one, "level", path, ["estate", "cycle"]),
    })),
  }
}

function readRounding(reader: EditionReader, document: JsonObject): Edition["rounding"] {
  const value = reader.object(document["rounding"], "rounding")
  if (value !== document["rounding"]) return { indicator: null, total: null }
  return {
    indicator: reader.wholeOrNull(value, "indicator", "rounding"),
    total: reader.wholeOrNull(value, "total", "rounding"),
  }
}

function readScale(
  reader: EditionReader,
  document: JsonObject,
  aggregation: Edition["aggregation"],
): { scale?: number } {
  if (document["scale"] === undefined) return {}
  if (aggregation === "sum" && document["aggregation"] === "sum")
    reader.fault("scale", "there is no scale with the aggregation sum")
  const scale = reader.number(document, "scale", "")
  if (scale <= 0) reader.fault("scale", "a number above 0 is expected")
  return { scale }
}

function readYear(reader: EditionReader, document: JsonObject): Edition["year"] {
  const value = reader.object(document["year"], "year")
  if (value !== document["year"]) return { min_quarters: 0, method: "mean" }
  return {
    min_quarters: reader.whole(value, "min_quarters", "year"),
    method: reader.oneOf(value, "method", "year", ["mean"]),
  }
}

function readRank(reader: EditionReader, document: JsonObject): Edition["rank"] {
  const value = reader.object(document["rank"], "rank")
  const none = { score: "base", places: null, ties: "shared", tie_break: [], min_group: 0 } as const
  if (value !== document["rank"]) return none
  const breaks = reader.list(value, "tie_break", "rank")
  return {
    score: reader.oneOf(value, "score", "rank", ["base_minus_deductions", "base", "final"]),
    places: reader.wholeOrNull(value, "places", "rank"),
    ties: reader.oneOf(value, "ties", "rank", ["shared"]),
    tie_break: breaks.map((one, n) => reader.choice(one, `rank.tie_break[${n}]`, COLUMNS)),
    min_group: reader.whole(value, "min_group", "rank"),
  }
}

function readRobustness(reader: EditionReader, document: JsonObject): Edition["robustness"] {
  const value = reader.object(document["robustness"], "robustness")
  if (value !== document["robustness"]) return { draws: 0, weight_spread: 0, seed: 0 }
  const spread = reader.number(value, "weight_spread", "robustness", 0)
  if (spread > 1) reader.fault("robustness.weight_spread", "a share from 0 to 1 is expected")
  const seed = reader.number(value, "seed", "robustness")
  if (!Number.isNaN(seed) && !Number.isSafeInteger(seed))
    reader.fault(at("robustness", "seed"), `a whole number is expected, not ${seed}`)
  return { draws: reader.whole(value, "draws", "robustness", 100_000), weight_spread: spread, seed }
}
