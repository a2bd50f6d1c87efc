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

function run(program: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: "inherit" })
  return new Promise((done, fail) => child.on("error", fail).on("close", (code) => done(code === 0)))
}

const lines: string[] = []
let passed = 0
let failed = 0

function report(name: string, ok: boolean, started: number, detail = ""): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  lines.push(`${ok ? "ok    " : "failed"}  ${name.padEnd(16)} ${seconds.padStart(6)} s${detail}`)
}

for (const { name, program, args } of checks) {
  console.log(`\n— ${name}`)
  const started = performance.now()
  const ok = await run(program, args)
  if (ok) passed++
  else failed++
  report(name, ok, started)
}

console.log("\n— tests, the dependency rule among them")
const started = performance.now()
const tests = await runVitest([])
passed += tests.passed
failed += tests.failed
report("tests", tests.failed === 0, started, `  ${tests.passed} passed, ${tests.failed} failed`)

console.log(`\n${lines.join("\n")}\n`)
const skipped = skippedSentence(tests)
if (skipped) console.log(`${skipped}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
