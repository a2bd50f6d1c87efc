import { spawn } from "node:child_process"
import { mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))
const resultsFile = join(root, ".build", "test-results.json")

interface VitestResults {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[]
}

export interface TestOutcome {
  passed: number
  failed: number
  /** Browser journeys that did not run because there is no Chromium. */
  skippedJourneys: number
}

function read(exitCode: number): TestOutcome {
  let results: VitestResults
  try {
    results = JSON.parse(readFileSync(resultsFile, "utf8"))
  } catch {
    return { passed: 0, failed: 1, skippedJourneys: 0 }
  }
  const ownTests = (file: VitestResults["testResults"][number]) => file.assertionResults
  // A file that could not be loaded holds no tests: it counts as one failure.
  const broken = results.testResults.filter((file) => file.status === "failed" && ownTests(file).length === 0)
  const failed = results.numFailedTests + broken.length
  const skipped = results.testResults
    .filter((file) => file.name.includes("/test/journey/"))
    .flatMap(ownTests)
    .filter((test) => test.status === "skipped" || test.status === "pending")
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skippedJourneys: skipped.length,
  }
}

/** Runs vitest on all tests, or on those that `args` select, with its usual output; counts from its JSON report. */
export async function runVitest(args: readonly string[]): Promise<TestOutcome> {
  mkdirSync(join(root, ".build"), { recursive: true })
  rmSync(resultsFile, { force: true })
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs")
  const options = ["--config", "test/vitest.config.ts", "--reporter=default", "--reporter=json"]
  const child = spawn(
    process.execPath,
    [vitest, "run", ...options, `--outputFile.json=${resultsFile}`, ...args],
    { cwd: root, stdio: "inherit", env: { ...process.env, NODE_ENV: "test" } },
  )
  const code = await new Promise<number>((done, fail) =>
    child.on("error", fail).on("close", (exit) => done(exit ?? 1)),
  )
  return read(code)
}

/** The sentence about journeys that did not run, or null. */
export function skippedSentence(outcome: TestOutcome): string | null {
  if (outcome.skippedJourneys === 0) return null
  return [
    `${outcome.skippedJourneys} browser journeys were skipped: Chromium was not found.`,
    "Debian, Ubuntu: sudo apt-get install -y chromium fonts-noto-cjk",
    "Elsewhere: set CHROMIUM_PATH to a Chromium or Chrome program.",
  ].join("\n")
}
