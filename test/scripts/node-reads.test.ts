import { globSync, readFileSync } from "node:fs"
import { stripTypeScriptTypes } from "node:module"
import { expect, test } from "vitest"

/**
 * Commands run on Node's own reading of TypeScript, which refuses some of what the compiler and esbuild take
 * (`for (const of of …)`), and only when the file is loaded.
 */
test("Node reads every file that a command may load", () => {
  const files = globSync("{scripts,schema,worker,web}/**/*.ts", { exclude: ["**/*.d.ts"] })
  expect(files.length).toBeGreaterThan(300)
  const refused = files.flatMap((file) => {
    try {
      stripTypeScriptTypes(readFileSync(file, "utf8"))
      return []
    } catch (error) {
      return [`${file}: ${error instanceof Error ? error.message : error}`]
    }
  })
  expect(refused).toEqual([])
})
