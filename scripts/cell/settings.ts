import { cellList } from "../../worker/env.ts"
import { type City, withCity } from "./request.ts"

/** A variable of one line: a literal or a basic string, then perhaps a comment. */
const assignment = /^(\s*(\w+)\s*=\s*)('[^']*'|"(?:[^"\\]|\\.)*")(\s*(?:#.*)?)$/

interface Variables {
  lines: string[]
  /** Where the table [vars] begins, and the first line after it. */
  from: number
  to: number
}

function variablesOf(toml: string): Variables {
  const lines = toml.split("\n")
  const from = lines.findIndex((line) => /^\s*\[vars\]\s*(#.*)?$/.test(line))
  if (from === -1) throw new Error("wrangler.toml has no table [vars].")
  const next = lines.findIndex((line, at) => at > from && /^\s*\[/.test(line))
  return { lines, from, to: next === -1 ? lines.length : next }
}

function find({ lines, from, to }: Variables, name: string): { at: number; value: string } | null {
  const at = lines.findIndex((line, i) => i > from && i < to && new RegExp(`^\\s*${name}\\s*=`).test(line))
  if (at === -1) return null
  const written = assignment.exec(lines[at] ?? "")?.[3]
  if (written === undefined) throw new Error(`${name} in wrangler.toml must be a string on one line.`)
  return { at, value: written.startsWith("'") ? written.slice(1, -1) : (JSON.parse(written) as string) }
}

function listOf(variables: Variables): City[] {
  const found = find(variables, "CELLS")
  if (!found) return []
  try {
    return cellList.parse(JSON.parse(found.value))
  } catch {
    throw new Error("CELLS in wrangler.toml is no list of cities: put it right first.")
  }
}

/** What wrangler.toml says of cities: the one of `CELL` with its `HOSTS`, and the list `CELLS`. */
export function readSettings(toml: string): { single: string | null; hosts: string[]; cities: City[] } {
  const variables = variablesOf(toml)
  const hosts =
    find(variables, "HOSTS")
      ?.value.split(/[\s,]+/)
      .filter(Boolean) ?? []
  return { single: find(variables, "CELL")?.value ?? null, hosts, cities: listOf(variables) }
}

const quoted = (text: string) => (text.includes("'") ? JSON.stringify(text) : `'${text}'`)

/**
 * wrangler.toml with a city added to `CELLS`: that one line is written, every other stays as it was. Throws a sentence
 * when the city contradicts what stands there, or would leave the city of `CELL` without a host.
 */
export function addToSettings(toml: string, city: City): string {
  const variables = variablesOf(toml)
  const { single, cities } = readSettings(toml)
  const list = withCity(cities, city)
  if (single !== null && !list.some(({ code }) => code === single))
    throw new Error(
      `CELLS names every city of this Worker, also ${single}. Say its hosts first:\n` +
        `npm run cell -- add --code ${single} --name … --host …`,
    )
  const { lines } = variables
  const value = quoted(JSON.stringify(list))
  const known = find(variables, "CELLS")
  if (known) {
    const [, before = "", , , after = ""] = assignment.exec(lines[known.at] ?? "") ?? []
    lines[known.at] = `${before}${value}${after}`
  } else {
    const beside = find(variables, "CELL")?.at ?? variables.from
    lines.splice(beside + 1, 0, `CELLS = ${value}`)
  }
  return lines.join("\n")
}
