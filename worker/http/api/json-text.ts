import { requestLimits } from "../../domain/request-limits.ts"
import { cleanText } from "../forms/read-form.ts"

/** Deeper nesting than any request needs. */

/** Why a JSON text is refused before it is parsed. */
export type JsonRefusal = "json_too_deep" | "json_duplicate_name" | "json_name_refused"

interface Level {
  /** Names seen so far; null in an array. */
  names: Set<string> | null
  expectsName: boolean
}

/** The index after the string that begins at `start`; the end of the text when it never ends. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]
    if (character === "\\") at++
    else if (character === '"') return at + 1
  }
  return text.length
}

/** A name as it will be read; null when the text is no string, which the parser will say. */
function nameOf(token: string): string | null {
  if (!token.includes("\\")) return cleanText(token.slice(1, -1))
  try {
    return cleanText(String(JSON.parse(token)))
  } catch {
    return null
  }
}

function refuseName(level: Level, name: string | null): JsonRefusal | null {
  if (name === null) return null
  if (name === "__proto__") return "json_name_refused"
  if (level.names?.has(name)) return "json_duplicate_name"
  level.names?.add(name)
  level.expectsName = false
  return null
}

/**
 * Looks through a JSON text from left to right, without recursion: nesting, names that stand twice in one object, and
 * names that objects of JavaScript treat otherwise. What is no JSON at all is left to the parser.
 */
export function refusalOf(text: string): JsonRefusal | null {
  const levels: Level[] = []
  for (let at = 0; at < text.length; at++) {
    const level = levels.at(-1)
    const character = text[at]
    if (character === '"') {
      const end = endOfString(text, at)
      const refusal = level?.expectsName ? refuseName(level, nameOf(text.slice(at, end))) : null
      if (refusal) return refusal
      at = end - 1
    } else if (character === "{" || character === "[") {
      if (levels.length === requestLimits.jsonLevels) return "json_too_deep"
      levels.push({ names: character === "{" ? new Set() : null, expectsName: character === "{" })
    } else if (character === "}" || character === "]") levels.pop()
    else if (character === "," && level?.names) level.expectsName = true
  }
  return null
}

/** The value with every text in it cleaned as a form's are (control characters and half characters go). */
export function cleanValue(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanValue)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [cleanText(name), cleanValue(one)]))
}
