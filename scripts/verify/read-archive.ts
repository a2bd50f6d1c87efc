import { canonicalJson } from "../../worker/domain/canonical.ts"
import type { ProgrammeArchive } from "../../worker/domain/selection/programme-archive.ts"
import type { PublicArchive } from "../../worker/domain/selection/public-archive.ts"
import { archive as archiveShape } from "../../worker/shapes/archive.ts"

export type AnyArchive = ProgrammeArchive | PublicArchive

/** The largest file that is read, in bytes: the archive of 10,000 candidates has about 60 MB. */
export const MOST_BYTES = 96 * 1024 * 1024
/** How deep an archive nests at most: ours do less than a dozen. */
const MOST_DEPTH = 64

/** Why a file is not looked into; the sentence is for the person at the terminal. */
export class Unreadable extends Error {}

/** An archive as it was read, and what its spelling says about where it comes from. */
export interface ReadArchive {
  archive: AnyArchive
  /** What is written otherwise than the application writes it: in the file, not in the archive. */
  spelling: string[]
}

/** How deep brackets nest outside of texts: one look at each character. */
function depthOf(text: string): number {
  let [depth, most, inText] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inText) {
      if (code === 0x5c) at++
      else if (code === 0x22) inText = false
    } else if (code === 0x22) inText = true
    else if (code === 0x7b || code === 0x5b) most = Math.max(most, ++depth)
    else if (code === 0x7d || code === 0x5d) depth--
  }
  return most
}

function parsed(text: string): unknown {
  if (depthOf(text) > MOST_DEPTH)
    throw new Unreadable(`This file is no archive: it nests deeper than ${MOST_DEPTH} levels.`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Unreadable(`This file is not JSON: ${error instanceof Error ? error.message : error}.`)
  }
}

/** The first field of a value that its shape does not know, as a path; null when there is none. */
function unknownField(raw: unknown, known: unknown, path = ""): string | null {
  if (typeof raw !== "object" || raw === null || typeof known !== "object" || known === null) return null
  const values = new Map(Object.entries(known))
  for (const [name, value] of Object.entries(raw)) {
    const here = Array.isArray(raw) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`
    if (!values.has(name)) return here
    const found = unknownField(value, values.get(name), here)
    if (found !== null) return found
  }
  return null
}

/** Where a file is spelt otherwise than canonical JSON: numbers, escapes, order, doubled names, spaces, a mark in front. */
function spellingFaults(text: string, value: unknown): string[] {
  const canonical = canonicalJson(value)
  if (text === canonical) return []
  let at = 0
  while (at < text.length && text[at] === canonical[at]) at++
  const near = (of: string) => JSON.stringify(of.slice(Math.max(0, at - 30), at + 30))
  return [
    `character ${at + 1} is spelt otherwise than it was published: ${near(text)}, published ${near(canonical)}`,
  ]
}

/** Reads an archive of either format. Throws Unreadable with a sentence for what is none. */
export function readArchive(bytes: Uint8Array): ReadArchive {
  if (bytes.byteLength > MOST_BYTES)
    throw new Unreadable(`This file is larger than ${MOST_BYTES / 1024 / 1024} MB, the most that is read.`)
  let text: string
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Unreadable("This file is not JSON: it is no UTF-8 text.")
  }
  const value = parsed(text.replace(/^\uFEFF/, ""))
  const found = archiveShape.safeParse(value)
  if (!found.success) {
    const [issue] = found.error.issues
    const where = issue && issue.path.length > 0 ? `${issue.path.join(".")}: ` : ""
    throw new Unreadable(
      `This file is no archive of a programme (format 1 or 2). ${where}${issue?.message ?? ""}`,
    )
  }
  const strange = unknownField(value, found.data)
  const extra = strange === null ? [] : [`${strange} is a field that no archive has`]
  return { archive: found.data, spelling: [...extra, ...spellingFaults(text, value)] }
}
