import { elementsOf } from "../../worker/domain/selection/archive-chain.ts"
import type { Published } from "./published.ts"
import type { AnyArchive } from "./read-archive.ts"

/** What an archive was compared with: the hash, and where that comes from. */
export type Claim =
  | { kind: "hash"; hash: string }
  | { kind: "published"; published: Published; address: string }

/** What comparing found: the lines to print, and whether the archive is the published one; null where nothing was. */
export interface Binding {
  lines: string[]
  bound: boolean | null
}

const nothing: Binding = {
  bound: null,
  lines: [
    "未给出公布的哈希：没有与公布的内容核对，任何人都能改写文件并重算其中的哈希。用 --hash 或评选页面的地址再核对一次。",
    "NO PUBLISHED HASH WAS GIVEN: nothing was proved against what was published. Whoever changes a file can make every hash",
    "in it anew. Give --hash with the hash of the programme's page, or the address of that page.",
  ],
}

function byHash(archive: AnyArchive, found: string, hash: string): Binding {
  if (found === hash)
    return {
      bound: true,
      lines: [`ok     SHA-256 ${found}`, "       = --hash，即所给的公布哈希 · the hash that was given"],
    }
  const earlier = archive.format === 2 ? archive.earlier.find((one) => one.hash === hash) : undefined
  return {
    bound: false,
    lines: [
      "FAULT  文件不是公布的档案 · this file is not the published archive",
      `         its SHA-256 is ${found}`,
      `         published (--hash) ${hash}`,
      ...(earlier
        ? [
            `         that is the hash of archive ${earlier.number} of this programme, of ${earlier.at}: a file before this one`,
          ]
        : []),
    ],
  }
}

function byAddress(
  archive: AnyArchive,
  found: string,
  { published, address }: Claim & { kind: "published" },
): Binding {
  const { archives, kept, cell, programme } = published
  const wrong = [
    ...(archive.cell === cell ? [] : [`         it is of the city ${archive.cell}, the address of ${cell}`]),
    ...(archive.programme.slug === programme.slug
      ? []
      : [`         it is of the programme “${archive.programme.slug}”, the address of “${programme.slug}”`]),
  ]
  const own = archives.find(({ hash }) => hash === found)
  const newest = archives.at(-1)
  const hashes = [...archives.map(({ hash }) => hash), ...(kept ? [kept.hash] : [])]
  if (wrong.length === 0 && hashes.includes(found)) {
    const later =
      own && newest && newest !== own
        ? [`       a newer one is published: archive ${newest.number}, of ${newest.at}`]
        : []
    return { bound: true, lines: [`ok     SHA-256 ${found}`, `       = published at ${address}`, ...later] }
  }
  return {
    bound: false,
    lines: [
      "FAULT  文件不是公布的档案 · this file is not the published archive",
      ...wrong,
      `         its SHA-256 is ${found}`,
      `         published at ${address}: ${hashes.join(", ") || "nothing"}`,
    ],
  }
}

/** Compares the SHA-256 of a file with what was published. */
export function bind(archive: AnyArchive, found: string, claim: Claim | null): Binding {
  if (claim === null) return nothing
  return claim.kind === "hash" ? byHash(archive, found, claim.hash) : byAddress(archive, found, claim)
}

/** Which elements of a file are not those of the published one, by name. */
export function differences(own: AnyArchive, published: AnyArchive): string[] {
  const [mine, theirs] = [elementsOf(own), elementsOf(published)]
  const names = [...new Set([...theirs.keys(), ...mine.keys()])]
  return names.flatMap((name) => {
    if (mine.get(name) === theirs.get(name)) return []
    if (!mine.has(name)) return [`${name} is missing`]
    return [theirs.has(name) ? `${name} is another one` : `${name} was added`]
  })
}
