import { createHash, randomBytes } from "node:crypto"
import { unzipSync } from "fflate"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type ArchiveBucket, archiveStore } from "../../worker/gateways/archive-store.ts"
import { openTestCell, type TestCell } from "../support/cell.ts"

let cell: TestCell
const at = new Date("2026-11-23T16:30:20Z")

beforeAll(async () => {
  cell = await openTestCell({ now: at })
})
afterAll(() => cell.close())

const bucketOf = () => cell.bucket as unknown as ArchiveBucket
const store = () => archiveStore(bucketOf(), { cell: "510100" })

async function bytesOf(id: string): Promise<Uint8Array> {
  const archive = await store().open(id)
  return new Uint8Array(await new Response(archive?.body).arrayBuffer())
}

test("an archive of several pieces is what its parts are, byte for byte", async () => {
  const texts = Array.from({ length: 4 }, () => randomBytes(2_500_000).toString("base64"))
  const parts = []
  for (const [n, text] of texts.entries())
    parts.push(await store().putPart("large", [{ path: `part-${n}.json`, text, rows: n }]))
  const seen: string[] = []
  const summary = await store().assemble("large", parts, {
    at,
    last: (entries) => {
      seen.push(...entries.map(({ path }) => path))
      return [{ path: "manifest.json", text: "{}", rows: 0 }]
    },
  })
  expect(seen).toEqual(["part-0.json", "part-1.json", "part-2.json", "part-3.json"])
  const bytes = await bytesOf("large")
  expect(bytes.byteLength).toBeGreaterThan(8 * 1024 * 1024)
  expect(summary).toEqual({
    bytes: bytes.byteLength,
    hash: createHash("sha256").update(bytes).digest("hex"),
  })
  const files = unzipSync(bytes)
  for (const [n, text] of texts.entries())
    expect(Buffer.from(files[`part-${n}.json`] ?? []).toString() === text, `part ${n}`).toBe(true)
  await store().removeParts("large")
  expect((await bytesOf("large")).byteLength).toBe(summary.bytes)
  await expect(store().assemble("large", parts, { at, last: () => [] })).rejects.toThrow("missing")
})

test("a part whose content is not what its name says is refused, and no archive is left", async () => {
  const part = await store().putPart("damaged", [{ path: "a.json", text: "[1]", rows: 1 }])
  await bucketOf().put(`cells/510100/exports/damaged/parts/${part}`, new Uint8Array(40))
  await expect(store().assemble("damaged", [part], { at, last: () => [] })).rejects.toThrow("damaged")
  expect(await store().open("damaged")).toBeNull()
})

test("one cell finds nothing of another", async () => {
  await store().assemble("own", [], { at, last: () => [{ path: "README.txt", text: "一", rows: 0 }] })
  expect(await store().open("own")).not.toBeNull()
  expect(await archiveStore(bucketOf(), { cell: "500100" }).open("own")).toBeNull()
})
