import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { folderBucket } from "../../../scripts/serve/bucket.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-bucket-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const bucket = folderBucket(join(folder, "objects"))
const textOf = async (key: string) => (await bucket.get(key))?.text()

test("keeps, finds, cuts and forgets", async () => {
  expect(await bucket.head("cells/510100/a.json")).toBe(null)
  expect(await bucket.get("cells/510100/a.json")).toBe(null)
  await bucket.put("cells/510100/a.json", new TextEncoder().encode("0123456789"))
  expect(await bucket.head("cells/510100/a.json")).toMatchObject({ size: 10 })
  const piece = await bucket.get("cells/510100/a.json", { range: { offset: 8, length: 5 } })
  expect(await piece?.text()).toBe("89")
  await bucket.put("cells/510100/a.json", "other")
  expect(await textOf("cells/510100/a.json")).toBe("other")
  await bucket.delete(["cells/510100/a.json", "cells/510100/none"])
  expect(await bucket.get("cells/510100/a.json")).toBe(null)
})

// What is uploaded is named by chance, in the 64 characters of base64url.
test.each(["-", "_", "Z", "9"])("a name made by chance may begin with %s", async (first) => {
  const key = `cells/510100/attachments/${first}x-_${"a".repeat(39)}`
  await bucket.put(key, "x")
  expect(await textOf(key)).toBe("x")
})

test.each(["../a", "a/../../b", "/etc/passwd", "a//b", ".making/1", "a/.b", "a\u0000b", "", "a/"])(
  "refuses a name that leads elsewhere: %j",
  async (key) => {
    await expect(bucket.put(key, "x")).rejects.toThrow(/not the name of an object/)
    await expect(bucket.get(key)).rejects.toThrow(/not the name of an object/)
  },
)

test("lists below a prefix in order, page by page", async () => {
  for (const key of ["l/a/1", "l/a/2", "l/ab", "l/b"]) await bucket.put(key, key)
  const keysOf = async (options: object) => (await bucket.list(options)).objects.map(({ key }) => key)
  expect(await keysOf({ prefix: "l/a" })).toEqual(["l/a/1", "l/a/2", "l/ab"])
  expect(await keysOf({ prefix: "l/a/" })).toEqual(["l/a/1", "l/a/2"])
  const first = await bucket.list({ prefix: "l/", limit: 2 })
  expect(first.truncated).toBe(true)
  expect(await keysOf({ prefix: "l/", cursor: first.cursor })).toEqual(["l/ab", "l/b"])
  expect(await keysOf({ prefix: "none/" })).toEqual([])
})

test("a file is there whole or not at all: what is being written stands aside, and goes with the next start", async () => {
  const upload = await bucket.createMultipartUpload("big/archive.zip")
  await upload.uploadPart(1, new Uint8Array(3))
  expect(await bucket.head("big/archive.zip")).toBe(null)
  expect((await bucket.list({ prefix: "" })).objects.some(({ key }) => key.includes("making"))).toBe(false)
  await upload.uploadPart(2, new Uint8Array(2))
  await upload.complete()
  expect(await bucket.head("big/archive.zip")).toMatchObject({ size: 5 })
  const left = await bucket.createMultipartUpload("big/left.zip")
  await left.uploadPart(1, new Uint8Array(3))
  expect(readdirSync(join(folder, "objects", ".making"))).toHaveLength(1)
  await bucket.clear()
  await left.abort()
  expect(await bucket.head("big/left.zip")).toBe(null)
})
