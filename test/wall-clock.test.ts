import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const root = join(import.meta.dirname, "..")
const own = "test/wall-clock.test.ts"

/** The ways in which a test could judge by how long something took. */
const judging: [what: string, pattern: RegExp][] = [
  ["measures the time", /\b(performance\.now|hrtime|monitorEventLoopDelay|cpuUsage|eventLoopUtilization)\b/],
  ["gives a test or hook a deadline of its own", /^\s*\}, [\d_]+\)$/m],
  [
    "gives a test a deadline of its own",
    /\b(test|describe)(\.\w+)?\([^\n]*\{ timeout: [\d_]+ \}, (async )?\(/,
  ],
  ["gives a test a deadline in lines of its own", /, \{\n\s*timeout: [\d_]+,\n\s*\}, (async )?\(/],
]

test("no test judges by the wall clock: a slow machine makes none fail", () => {
  const files = globSync("test/**/*.{ts,tsx}", { cwd: root }).filter((file) => file !== own)
  expect(files.length).toBeGreaterThan(300)
  const found = files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8")
    return judging.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${file} ${what}`)
  })
  expect(found).toEqual([])
})
