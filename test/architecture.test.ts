import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { cruise, type ICruiseResult } from "dependency-cruiser"
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config"
import { expect, test } from "vitest"
import { dependencyRules } from "./support/dependency-rules.ts"

const folders = ["worker", "web", "schema", "scripts"]

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(".", join(entry.parentPath, entry.name)))
}

test("the dependency rule holds, and every source file was seen", async () => {
  const result = await cruise(
    folders,
    {
      validate: true,
      ruleSet: { forbidden: dependencyRules() },
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
    },
    {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default", "require"],
    },
    { tsConfig: extractTSConfig("tsconfig.json") },
  )
  const { summary, modules } = result.output as ICruiseResult
  const violations = summary.violations.map((v) => `${v.from} → ${v.to} (${v.rule.name})`)
  expect(violations).toEqual([])
  const seen = new Set(modules.map((module) => module.source))
  const unseen = folders.flatMap(sourceFiles).filter((file) => !seen.has(file))
  expect(unseen).toEqual([])
  expect(seen.size).toBeGreaterThanOrEqual(folders.flatMap(sourceFiles).length)
})

test("the domain is pure: no clock, no chance, no host object", () => {
  const impure =
    /\bDate\.now\b|\bnew Date\s*(\(\s*\)|(?!\s*\())|(?<!\bnew\s+)\bDate\(|\b(performance|crypto|process|globalThis)\b\.|\bMath\.random\b|\bfetch\(/
  const found = sourceFiles("worker/domain").filter((file) => impure.test(readFileSync(file, "utf8")))
  expect(found).toEqual([])
})

test("no drawer folders and no file above 300 lines", () => {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", ...folders, "test"], {
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => /\.tsx?$/.test(file))
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|lib|misc)(\/|\.tsx?$)/.test(file))).toEqual([])
  const long = files.filter((file) => readFileSync(file, "utf8").split("\n").length > 301)
  expect(long).toEqual([])
})
