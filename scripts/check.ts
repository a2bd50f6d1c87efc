import { spawn } from "node:child_process"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { answerHelp } from "./call.ts"
import { runVitest, skippedSentence } from "./check/vitest.ts"

answerHelp(`npm run check
Format, lint, types, dead code, then all tests with the dependency rule. Status 1: something failed.`)

const root = fileURLToPath(new URL("..", import.meta.url))
const fromPackage = (path: string) => join(root, "node_modules", path)

/** Everything besides the tests. Each runs whatever came before, and counts as one. */
const checks: { name: string; program: string; args: string[] }[] = [
  { name: "format and lint", program: fromPackage("@biomejs/biome/bin/biome"), args: ["ci", "--colors=off"] },
  { name: "types", program: fromPackage("typescript/bin/tsc"), args: ["--noEmit", "-p", "."] },
  { name: "dead code", program: fromPackage("knip/bin/knip.js"), args: ["--no-progress"] },
]

/** What a program printed, and whether it ended well. */
function run(program: string, args: readonly string[]): Promise<{ ok: boolean; said: string }> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  })
  let said = ""
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (piece: string) => {
      said += piece
    })
  return new Promise((done, fail) =>
    child.on("error", fail).on("close", (code) => done({ ok: code === 0, said })),
  )
}

const lines: string[] = []
let passed = 0
let failed = 0

function report(name: string, ok: boolean, ms: number, detail = ""): void {
  const seconds = (ms / 1000).toFixed(1)
  lines.push(`${ok ? "ok    " : "failed"}  ${name.padEnd(16)} ${seconds.padStart(6)} s${detail}`)
}

// Side by side, since the slowest of them works on one core; each says what it has to say in its turn.
const asked = checks.map(({ name, program, args }) => {
  const started = performance.now()
  const ran = run(program, args).then((one) => ({ ...one, ended: performance.now() }))
  return { name, started, ran }
})
for (const { name, started, ran } of asked) {
  const { ok, said, ended } = await ran
  console.log(`\n— ${name}\n${said}`)
  if (ok) passed++
  else failed++
  report(name, ok, ended - started)
}

console.log("\n— tests, the dependency rule among them")
const started = performance.now()
const tests = await runVitest([])
passed += tests.passed
failed += tests.failed
report(
  "tests",
  tests.failed === 0,
  performance.now() - started,
  `  ${tests.passed} passed, ${tests.failed} failed`,
)

console.log(`\n${lines.join("\n")}\n`)
const skipped = skippedSentence(tests)
if (skipped) console.log(`${skipped}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
