import { canonicalJson } from "../domain/canonical.ts"
import { type Memory, sizeOf } from "../domain/memory.ts"
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
  /** Where files are kept parsed; without it each is read anew. */
  memory?: Memory
}

const hashForm = /^[0-9a-f]{64}$/

/**
 * Files of a period in R2, `cells/<code>/<folder>/<period>/<sha256>.json`. They never change, so what was read once may be kept.
 * A file whose content is not what its name says is refused.
 */
export function contentStore(bucket: Bucket, options: ContentStoreOptions): ContentStore {
  const { cell, folder, memory } = options
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
      const key = keyOf(period, hash)
      const known = memory?.get<T>(key)
      if (known) return known
      if (!hashForm.test(hash)) throw new Error(`not the name of a file: ${hash}`)
      const object = await bucket.get(key)
      if (!object) throw new Error(`missing: ${key}`)
      const bytes = new Uint8Array(await object.arrayBuffer())
      if ((await sha256(bytes)) !== hash) throw new Error(`damaged: ${key}`)
      const value = JSON.parse(new TextDecoder().decode(bytes)) as T
      memory?.put(key, value, sizeOf(value))
      return value
    },
  }
}
