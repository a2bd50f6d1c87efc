import { answerHelp } from "./call.ts"
import { runVitest, skippedSentence } from "./check/vitest.ts"

answerHelp(`npm test -- [FILES] [OPTIONS OF VITEST]
All tests, or those of the files that are named; browser journeys need Chromium.`)

const outcome = await runVitest(process.argv.slice(2))
const skipped = skippedSentence(outcome)
if (skipped) console.log(`\n${skipped}`)
console.log(`\n${outcome.passed} passed, ${outcome.failed} failed`)
process.exitCode = outcome.failed === 0 ? 0 : 1
