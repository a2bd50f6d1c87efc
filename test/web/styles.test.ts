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

/** Room that is no step: it undoes a border's width, makes space for a mark, or stands beside a measure of text. */
const noSteps = [
  "city.css padding: 11px 13px",
  "compare.css margin-top: 7px",
  "components.css margin: 5px var(--space-3) 0 0",
  "estate.css padding: 1px 0",
  "forms.css padding-right: 36px",
  "method.css padding: 1px 0",
  "tables.css margin-left: calc(-6em - 8px)",
  "tables.css padding-left: calc(6em + 8px)",
  "verification.css scroll-margin-bottom: 140px",
]

test("room in and between things is a step of tokens.css", async () => {
  const found = new Set<string>()
  const steps = await readFile("web/styles/tokens.css", "utf8")
  for (const sheet of (await readdir("web/styles")).filter((name) => name !== "tokens.css")) {
    const css = await readFile(`web/styles/${sheet}`, "utf8")
    for (const [, line = ""] of css.matchAll(
      /^\s*((?:scroll-)?(?:margin|padding)[a-z-]*:[^;]*|(?:\w+-)?gap:[^;]*);/gm,
    ))
      if (/\dpx/.test(line)) found.add(`${sheet} ${line}`)
    for (const [, step = ""] of css.matchAll(/var\((--space-[^)]*)\)/g)) expect(steps).toContain(`${step}:`)
  }
  expect([...found].sort()).toEqual(noSteps)
})

/** Sizes of text and colours that stand in one place of one sheet and are no token. */
const noTokens = [
  "city.css font-size: 2.125rem",
  "figures.css fill: #9dbfb0",
  "figures.css fill: #eef1ee",
  "figures.css stroke: #8fb8a6",
  "layout.css font-size: 0.9375rem",
  "layout.css font-size: 1.125rem",
  "overrides.css border-color: #999999",
  "programmes.css font-size: 24px",
  "ranking.css background: #f1f6f3",
]

test("sizes of text, colours, corners and what a finger hits are tokens", async () => {
  const found: string[] = []
  const tokens = await readFile("web/styles/tokens.css", "utf8")
  const own =
    /^\s*(font-size: [\d.]+(?:px|rem)|border-radius: [\d.]+px|min-height: 44px|[a-z-]+:[^;]*#[0-9a-f]{3,8}\b[^;]*);/gm
  for (const sheet of (await readdir("web/styles")).filter((name) => name !== "tokens.css")) {
    const css = await readFile(`web/styles/${sheet}`, "utf8")
    for (const [, line = ""] of css.matchAll(own)) found.push(`${sheet} ${line}`)
    for (const [, token = ""] of css.matchAll(/var\((--(?:size|corner|target)[^)]*)\)/g))
      expect(tokens).toContain(`${token}:`)
  }
  expect(found.sort()).toEqual(noTokens)
})
