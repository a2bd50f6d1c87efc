import { runVitest, skippedSentence } from "./check/vitest.ts"

const outcome = await runVitest(process.argv.slice(2))
const skipped = skippedSentence(outcome)
if (skipped) console.log(`\n${skipped}`)
console.log(`\n${outcome.passed} passed, ${outcome.failed} failed`)
process.exitCode = outcome.failed === 0 ? 0 : 1
