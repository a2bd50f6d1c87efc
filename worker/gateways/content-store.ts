import { createHash } from "node:crypto"
import { canonicalJson } from "../domain/canonical.ts"
import { type Memory, sizeOf } from "../domain/memory.ts"
import type { ContentFile, Line } from "../domain/release/content.ts"
import type { ContentKinds, ContentStore, Kind } from "../domain/release/content-store.ts"
import { readStored } from "../domain/stored.ts"
import { FileLost } from "../domain/unavailable.ts"
import { contentShapes } from "../shapes/content.ts"
import { sha256 } from "./digest.ts"
import { objectsOf, runsOf } from "./lines.ts"

/** The part of an R2 bucket that is used; the binding of a Worker and miniflare's bucket both are one. */
export interface Bucket {
  head(key: string): Promise<{ size: number } | null>
  get(
    key: string,
    options?: { range: { offset: number; length: number } },
  ): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
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
const newline = 10
/** Bytes of a file that are held at once while it is sent. */
const PIECE = 1024 * 1024

/** Lines one after another, each with its end, and where they stand after `from` bytes. */
async function placed(texts: readonly string[], from: number) {
  const encoder = new TextEncoder()
  const parts: Uint8Array<ArrayBuffer>[] = []
  const lines: Line[] = []
  let at = from
  for (const text of texts) {
    const bytes = encoder.encode(text)
    lines.push({ at, bytes: bytes.byteLength, hash: await sha256(bytes) })
    parts.push(bytes)
    at += bytes.byteLength + 1
  }
  return { parts, lines, end: at }
}

/**
 * Files of a period in R2, `cells/<code>/<folder>/<period>/<sha256>.json`, packs with `.jsonl`. They never change, so
 * what was read once may be kept. What is not what its name or its place in an index says is refused.
 */
export function contentStore(bucket: Bucket, { cell, folder, memory }: ContentStoreOptions): ContentStore {
  const keyOf = (period: string, { hash, form }: ContentFile) => {
    if (!hashForm.test(hash)) throw new Error(`not the name of a file: ${hash}`)
    return `cells/${cell}/${folder}/${period}/${hash}.${form === "pack" ? "jsonl" : "json"}`
  }

  async function store(period: string, form: ContentFile["form"], bytes: Uint8Array<ArrayBuffer>) {
    const hash = await sha256(bytes)
    const key = keyOf(period, { hash, form })
    if ((await bucket.head(key)) === null) await bucket.put(key, bytes)
    return hash
  }

  async function whole(period: string, file: ContentFile): Promise<Uint8Array<ArrayBuffer>> {
    const key = keyOf(period, file)
    const object = await bucket.get(key)
    if (!object) throw new FileLost("missing", key)
    const bytes = new Uint8Array(await object.arrayBuffer())
    if ((await sha256(bytes)) !== file.hash) throw new FileLost("damaged", key)
    return bytes
  }

  async function kept<T>(name: string, read: () => Promise<T>): Promise<T> {
    const known = memory?.get<T>(name)
    if (known !== undefined) return known
    const value = await read()
    memory?.put(name, value, sizeOf(value))
    return value
  }

  async function read<K extends Kind>(kind: K, period: string, hash: string): Promise<ContentKinds[K]> {
    const file: ContentFile = { hash, form: "value" }
    const text = new TextDecoder().decode(await whole(period, file))
    return readStored(keyOf(period, file), contentShapes[kind], text)
  }

  async function lines(period: string, file: ContentFile, wanted: readonly Line[]): Promise<string[]> {
    const key = keyOf(period, file)
    const decoder = new TextDecoder()
    const found = new Map<number, string>()
    for (const run of runsOf(wanted)) {
      const object = await bucket.get(key, { range: { offset: run.at, length: run.bytes } })
      if (!object) throw new FileLost("missing", key)
      const bytes = new Uint8Array(await object.arrayBuffer())
      for (const line of run.lines) {
        const own = bytes.subarray(line.at - run.at, line.at - run.at + line.bytes)
        if ((await sha256(own)) !== line.hash) throw new FileLost("damaged", key, line.at)
        found.set(line.at, decoder.decode(own))
      }
    }
    return wanted.map(({ at }) => found.get(at) ?? "")
  }

  return {
    put: (period, value) => store(period, "value", new TextEncoder().encode(canonicalJson(value))),
    get: (kind, period, hash) => kept(keyOf(period, { hash, form: "value" }), () => read(kind, period, hash)),
    read,

    async putPack(period, texts, index) {
      const content = await placed(texts, 0)
      const behind = await placed(index(content.lines), content.end)
      const bytes = new Uint8Array(behind.end).fill(newline)
      const places = [...content.lines, ...behind.lines]
      for (const [at, part] of [...content.parts, ...behind.parts].entries())
        bytes.set(part, places[at]?.at ?? 0)
      return { hash: await store(period, "pack", bytes), lines: content.lines, index: behind.lines }
    },

    lines,
    async values(kind, period, file, wanted) {
      const key = keyOf(period, file)
      const texts = await lines(period, file, wanted)
      return texts.map((text, at) => readStored(`${key} at ${wanted[at]?.at}`, contentShapes[kind], text))
    },
    line: (kind, period, hash, line) => {
      const file: ContentFile = { hash, form: "pack" }
      const name = `${keyOf(period, file)} at ${line.at}`
      return kept(name, async () => {
        const [text = ""] = await lines(period, file, [line])
        return readStored(name, contentShapes[kind], text)
      })
    },

    split: (kind, period, hash, name) =>
      kept(`${keyOf(period, { hash, form: "value" })} split`, async () => {
        const key = keyOf(period, { hash, form: "value" })
        const bytes = await whole(period, { hash, form: "value" })
        const decoder = new TextDecoder()
        const places: (Line & { name: string })[] = []
        for (const { from, to } of objectsOf(bytes)) {
          const own = bytes.subarray(from, to)
          const value = readStored(key, contentShapes[kind], decoder.decode(own))
          places.push({ at: from, bytes: to - from, hash: await sha256(own), name: name(value) })
        }
        return places
      }),

    async *parts(period, file) {
      const key = keyOf(period, file)
      const size = (await bucket.head(key))?.size
      if (size === undefined) throw new FileLost("missing", key)
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true })
      const hash = createHash("sha256")
      let held = ""
      for (let at = 0; at < size; at += PIECE) {
        const object = await bucket.get(key, { range: { offset: at, length: Math.min(PIECE, size - at) } })
        if (!object) throw new FileLost("missing", key)
        const bytes = new Uint8Array(await object.arrayBuffer())
        hash.update(bytes)
        if (held !== "") yield held
        held = decoder.decode(bytes, { stream: true })
      }
      // The last piece waits for all of it: a file that was damaged never comes to its end.
      if (hash.digest("hex") !== file.hash) throw new FileLost("damaged", key)
      yield held + decoder.decode()
    },

    check: async (period, file) => {
      await whole(period, file)
    },
  }
}
