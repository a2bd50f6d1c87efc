import { expect, test } from "vitest"
import { chunk, fileOf, pngFile } from "../../scripts/bench/files/attachment-files.ts"
import { cleanAttachment } from "../../worker/gateways/attachment-file.ts"

const secret = "JIN-JIANG-SECRET"
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1")

test("what hides behind the name of a chunk that is drawn from is gone: too long, or there already", async () => {
  const [head, rest] = [pngFile().slice(0, 33), pngFile().slice(33)]
  for (const name of ["gAMA", "cHRM", "sRGB", "pHYs", "sBIT", "bKGD", "tRNS", "PLTE"]) {
    const file = await cleanAttachment(fileOf(head, chunk(name, fileOf(secret.repeat(60))), rest))
    expect(textOf(file.bytes), name).toBe(textOf(pngFile()))
  }
  const twice = await cleanAttachment(fileOf(head, rest.slice(0, 21), head.slice(8), rest))
  expect(textOf(twice.bytes)).toBe(textOf(pngFile()))
})
