import { canonicalJson } from "../domain/canonical.ts"
import type { ContentStore } from "../domain/release/content.ts"
import { sha256 } from "./digest.ts"

/** The part of an R2 bucket that is used; the binding of a Worker and miniflare's bucket both are one. */
export interface Bucket {
  head(key: string): Promise<unknown>
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
  put(key: string, value: ArrayBuffer | ArrayBufferView): Promise<unknown>
}

export interface ContentStoreOptions {
  /** City code: the files of another cell are never looked for. */
  cell: string
  /** Folder of the cell: `releases` for what is public, `work` and `programmes` for what only the platform reads. */
  folder: "releases" | "work" | "programmes"
  /** How many bytes of files may be kept parsed in memory; none without it. */
  keepBytes?: number
}

interface Kept {
  value: unknown
  bytes: number
}

/** Parsed files by hash, the longest unused going first. Values only, so that requests never share a promise. */
function memory(limit: number) {
  const kept = new Map<string, Kept>()
  let total = 0
  return {
    find(hash: string): Kept | undefined {
      const found = kept.get(hash)
      if (!found) return undefined
      kept.delete(hash)
      kept.set(hash, found)
      return found
    },
    keep(hash: string, value: unknown, bytes: number): void {
      if (bytes > limit || kept.has(hash)) return
      kept.set(hash, { value, bytes })
      total += bytes
      for (const [oldest, item] of kept) {
        if (total <= limit) return
        kept.delete(oldest)
        total -= item.bytes
      }
    },
  }
}

const hashForm = /^[0-9a-f]{64}$/

/**
 * Files of a period in R2, `cells/<code>/<folder>/<period>/<sha256>.json`. They never change, so what was read once may be kept.
 * A file whose content is not what its name says is refused.
 */
export function contentStore(bucket: Bucket, options: ContentStoreOptions): ContentStore {
  const { cell, folder, keepBytes = 0 } = options
  const kept = memory(keepBytes)
  const keyOf = (period: string, hash: string) => `cells/${cell}/${folder}/${period}/${hash}.json`
  return {
    async put(period, value) {
      const bytes = new TextEncoder().encode(canonicalJson(value))
      const hash = await sha256(bytes)
      const key = keyOf(period, hash)
      if ((await bucket.head(key)) === null) await bucket.put(key, bytes)
      return hash
    },

    async get<T>(period: string, hash: string): Promise<T> {
      const known = kept.find(hash)
      if (known) return known.value as T
      if (!hashForm.test(hash)) throw new Error(`not the name of a file: ${hash}`)
      const object = await bucket.get(keyOf(period, hash))
      if (!object) throw new Error(`missing: ${keyOf(period, hash)}`)
      const bytes = new Uint8Array(await object.arrayBuffer())
      if ((await sha256(bytes)) !== hash) throw new Error(`damaged: ${keyOf(period, hash)}`)
      const value = JSON.parse(new TextDecoder().decode(bytes)) as T
      kept.keep(hash, value, bytes.byteLength)
      return value
    },
  }
}
