import { canonicalJson } from "../canonical.ts"
import { sha256 } from "../scoring/sha256.ts"

/** The parts of an archive in the order of its chain; each is a list. */
export const archiveParts = [
  "rules",
  "nominations",
  "judges",
  "conflicts",
  "runs",
  "assignments",
  "reviews",
  "shortlists",
  "notices",
  "objections",
  "awards",
] as const
export type ArchivePart = (typeof archiveParts)[number]

/** One element of an archive: its part, its name within the part, and the hash that follows the link before it. */
export interface ChainLink {
  part: ArchivePart
  key: string
  hash: string
}

type Parts = Record<ArchivePart, readonly object[]>

/** What an element is called in its part. */
const keys: Record<ArchivePart, readonly string[]> = {
  rules: ["version"],
  nominations: ["id"],
  judges: ["judge"],
  conflicts: ["judge", "nomination"],
  runs: ["number"],
  assignments: ["id"],
  reviews: ["assignment"],
  shortlists: ["number"],
  notices: ["number"],
  objections: ["number"],
  awards: ["number"],
}

/** The name of an element within its part, in the archive's own words. */
export function elementKey(part: ArchivePart, element: object): string {
  const named = new Map(Object.entries(element))
  return keys[part].map((name) => String(named.get(name))).join(" ")
}

/** The hash that a chain begins with: of everything in the archive that is no element, its place among its like included. */
function headHash(archive: Parts & object): string {
  const others = Object.entries(archive).filter(
    ([name]) => name !== "chain" && !archiveParts.some((part) => part === name),
  )
  return sha256(canonicalJson(Object.fromEntries(others)))
}

const linkHash = (before: string, part: ArchivePart, key: string, element: object) =>
  sha256(`${before}\n${canonicalJson([part, key, element])}`)

/** The chain of an archive: every element bound to all before it, the first one to the head of the file. */
export function chainOf(archive: Parts & object): ChainLink[] {
  let hash = headHash(archive)
  return archiveParts.flatMap((part) =>
    archive[part].map((element): ChainLink => {
      const key = elementKey(part, element)
      hash = linkHash(hash, part, key, element)
      return { part, key, hash }
    }),
  )
}

/** Every element of an archive and what stands beside them, by name, as canonical JSON. */
export function elementsOf(archive: Parts & object): Map<string, string> {
  const found = archiveParts.flatMap((part) =>
    archive[part].map((element): [string, string] => [
      `${part} ${elementKey(part, element)}`,
      canonicalJson(element),
    ]),
  )
  return new Map([["the head of the file", headHash(archive)], ...found])
}

const nameOf = ({ part, key }: { part: string; key: string }) => `${part} ${key}`

/** What stands more than once, is missing, or has been added, by name. */
function countFaults(stated: readonly ChainLink[], present: readonly ChainLink[]): string[] {
  const count = (links: readonly ChainLink[]) => {
    const counts = new Map<string, number>()
    for (const link of links) counts.set(nameOf(link), (counts.get(nameOf(link)) ?? 0) + 1)
    return counts
  }
  const [told, found] = [count(stated), count(present)]
  return [...new Set([...told.keys(), ...found.keys()])].flatMap((name) => {
    const [should, does] = [told.get(name) ?? 0, found.get(name) ?? 0]
    if (should === 1 && does === 1) return []
    if (should > 1) return [`${name} stands ${should} times in the chain`]
    if (does > 1) return [`${name} stands ${does} times in the file`]
    return does === 0
      ? [`${name} is gone: the chain has it`]
      : [`${name} was added: the chain does not have it`]
  })
}

/** Where an archive and its chain differ: what was removed, added, doubled, moved or changed, by name. */
export function chainFaults(archive: Parts & { chain: readonly ChainLink[] }): string[] {
  const present = archiveParts.flatMap((part) =>
    archive[part].map((element) => ({ part, key: elementKey(part, element), hash: "", element })),
  )
  const counts = countFaults(archive.chain, present)
  if (counts.length > 0) return counts
  let before = headHash(archive)
  return archive.chain.flatMap((link, at) => {
    const found = present[at]
    const previous = before
    before = link.hash
    if (!found || nameOf(found) !== nameOf(link))
      return [
        `place ${at + 1} of the file has ${found ? nameOf(found) : "nothing"}, the chain ${nameOf(link)}`,
      ]
    if (linkHash(previous, found.part, found.key, found.element) === link.hash) return []
    const head = at === 0 ? "the head of the file (programme, city, number, earlier archives), " : ""
    return [`${nameOf(link)} is not what the chain says: ${head}it, or a hash beside it, was changed`]
  })
}
