import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { assetSizes, buildAssets, builtAssets } from "../../scripts/build-assets.ts"

let folder = ""
let sizes: Record<string, number> = {}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assets-"))
  await buildAssets(folder)
  sizes = await assetSizes(folder)
})
afterAll(() => rm(folder, { recursive: true }))

test("the style sheet holds no layer, nesting or selector that Chrome 87 or Safari 14 would drop", async () => {
  const css = await readFile(join(folder, (await builtAssets(folder))["site.css"] ?? ""), "utf8")
  expect(css).toContain(".masthead")
  expect(css).not.toMatch(/@layer|:is\(|:where\(|:has\(|@container|\binset:|&/)
})

test("joining the layers keeps their order: the base names elements only", async () => {
  const base = await readFile("web/styles/base.css", "utf8")
  const selectors = base
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\{[^}]*\}/g, "\n")
    .split("\n")
  expect(selectors.filter((line) => /[.#[]/.test(line))).toEqual([])
})

test("every sheet stands in a layer", async () => {
  const imports = await readFile("web/styles/site.css", "utf8")
  const sheets = (await readdir("web/styles")).filter((name) => name !== "site.css")
  for (const sheet of sheets) expect(imports).toContain(`"./${sheet}"`)
})

test("the browser files of a public page stay under 90 KB compressed", () => {
  expect(sizes["charts.js"]).toBeGreaterThan(10_000)
  expect(sizes["charts.js"]).toBeLessThan(90 * 1024)
  expect(Object.keys(sizes)).toContain("favicon.svg")
})
