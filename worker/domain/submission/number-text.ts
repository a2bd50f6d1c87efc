/**
 * Numbers as people write them, brought into the edition's format, or why they are not taken. Page, browser, programs and
 * files read by it, so that a text means one value everywhere.
 */
import type { KeySpec } from "../scoring/keys.ts"

type Measured = Pick<KeySpec, "type" | "unit">

/** 1,280 and 1 280: groups of three. A comma in any other place may be a decimal one, so it is not taken. */
const grouped = /^\d{1,3}(?:([, ])\d{3})(?:\1\d{3})*(?:\.\d+)?$/
const plain = /^\d*\.?\d+$/
/** A number, then what was written after it. */
const followed = /^(-?[\d.,。 ]*\d)\s*([^\d.,。\s].*)$/

/** By how many places the point moves. */
const scales: Record<string, number> = { 千: 3, 万: 4, 亿: 8 }

/** Other ways to write a unit, by its Chinese name; NFKC has made m2 of m² and ㎡. */
const sameUnits: Record<string, readonly string[]> = {
  平方米: ["m2", "平米", "平方", "方"],
  立方米: ["m3", "立方", "方"],
  米: ["m"],
  小时: ["h", "个小时"],
  次: ["回"],
  人次: ["人"],
}

/** What is a unit, and of none of the figures asked here. */
const otherUnits = [
  ...[
    "亩",
    "公顷",
    "ha",
    "km",
    "公里",
    "千米",
    "里",
    "cm",
    "厘米",
    "吨",
    "t",
    "升",
    "l",
    "分钟",
    "分",
    "元",
    "万元",
  ],
  ...["k", "平方公里", "km2", "周", "月", "天", "日", "年"],
]

/** Moves the point of digits to the right: 1.2 by 4 places is 12000. */
function scaled(digits: string, places: number): string {
  const [whole = "", fraction = ""] = digits.split(".")
  const all = (whole + fraction.padEnd(places, "0")).replace(/^0+(?=\d)/, "")
  const point = all.length - Math.max(0, fraction.length - places)
  const text = `${all.slice(0, point) || "0"}${point < all.length ? `.${all.slice(point)}` : ""}`
  return text.replace(/^0+(?=\d)/, "")
}

/** The names of a key's unit, as they may stand behind its number. */
function unitNames({ unit }: Measured): string[] {
  if (!unit) return []
  const names = [unit.zh, unit.en.normalize("NFKC").toLowerCase(), ...(sameUnits[unit.zh] ?? [])]
  return names.flatMap((name) => (name.endsWith("s") ? [name, name.slice(0, -1)] : [name]))
}

/** Digits with at most one point, of digits with separators; null when it is no number. */
function digitsIn(text: string): string | null {
  const pointed = text.replace("。", ".")
  if (grouped.test(pointed)) return pointed.replaceAll(/[, ]/g, "")
  return plain.test(pointed) ? pointed.replace(/^\./, "0.") : null
}

const signless = (text: string) => text.replace(/^[−–-]\s*/, "")

/** A tail as scale and unit; null when neither. */
function tailOf(spec: Measured, tail: string): { places: number } | null {
  const words = tail.trim().toLowerCase()
  const places = scales[words[0] ?? ""]
  const unit = places === undefined ? words : words.slice(1).trim()
  const own = unitNames(spec).includes(unit)
  if (places === undefined) return own ? { places: 0 } : null
  return unit === "" || own ? { places } : null
}

/**
 * Reads a number: `1 200`, `1,200`, `12。5`, `.5`, `1.2万` and the key's own unit behind it (`1200户`, `100㎡`) are
 * understood; of a whole number also `1200.0`. Anything else stays as it was typed.
 */
export function readNumber(spec: Measured, typed: string): string {
  const text = typed.normalize("NFKC").replaceAll("｡", "。").trim()
  const unsigned = signless(text.replace(/^\+(?=[\d.])/, ""))
  const minus = /^[−–-]/.test(text) ? "-" : ""
  const [, head = unsigned, tail = ""] = followed.exec(unsigned) ?? []
  const read = tail === "" ? { places: 0 } : tailOf(spec, tail)
  const digits = digitsIn(head)
  if (read === null || digits === null) return text.replace(/^[−–]/, "-")
  const moved = read.places > 0 ? scaled(digits, read.places) : digits
  return minus + (spec.type === "integer" ? moved.replace(/\.0+$/, "") : moved)
}

/** Why a text is no number, as exactly as can be said: a percentage, another unit, or simply no number. */
export function numberFault(text: string): "percent" | "other_unit" | "not_a_number" {
  if (/\d\s*(%|‰|％|个百分点)$/.test(text)) return "percent"
  const [, head = "", tail = ""] = followed.exec(signless(text)) ?? []
  const words = tail.trim().toLowerCase()
  const bare = scales[words[0] ?? ""] === undefined ? words : words.slice(1).trim()
  return digitsIn(head) !== null && (otherUnits.includes(words) || otherUnits.includes(bare))
    ? "other_unit"
    : "not_a_number"
}
