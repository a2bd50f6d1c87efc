import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { answerHelp } from "./call.ts"
import { drawFaults } from "./mutants/draw.ts"
import { MOST_EQUIVALENT, outdated, readEquivalents } from "./mutants/equivalents.ts"
import { foundLines, resultLines, shownFault } from "./mutants/report.ts"
import { openSession } from "./mutants/session.ts"

answerHelp(`npm run mutants -- [--seed 1] [--count 200] [--only worker/domain] [--workers 1]
Plants faults that the seed draws from operators over worker/domain, usecases, data and http, one after the other, in a
copy of the project, and runs the tests that execute each until one turns red. Prints the share caught and every fault
that survived. Status 1: fewer than 95 of 100 were caught, or more than 10 of 100 are listed as equivalent.

  --seed N      the draw; the same seed draws the same faults from the same code (1)
  --count N     how many (200)
  --only PATH   faults of files whose path begins so
  --one ID      plants one fault, shows it and says which test turns red
  --unmet       lists the faults that no test executes so that they make a difference, without planting any
  --workers N   processes at a time (1)
  --fresh       measures again what the tests execute, and tries again what was tried
What was tried is kept in .build/mutants: a command that was stopped goes on where it was.`)

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "200" },
    only: { type: "string", default: "" },
    one: { type: "string" },
    unmet: { type: "boolean", default: false },
    workers: { type: "string", default: "1" },
    fresh: { type: "boolean", default: false },
  },
})

const [seed, count, workers] = [Number(values.seed), Number(values.count), Number(values.workers)]
for (const [name, value] of Object.entries({ seed, count, workers }))
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is not a whole number from 1 on`)

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "")
const list = readEquivalents(fileURLToPath(new URL("mutants/equivalents.json", import.meta.url)))
const reasons = new Map(list.map(({ id, reason }) => [id, reason]))
const began = performance.now()
const session = await openSession({ root, workers, fresh: values.fresh, say: console.log })
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void session.close().then(() => process.exit(1)))

async function showOne(id: string): Promise<number> {
  const fault = session.faults.find((one) => one.id === id)
  if (!fault) {
    console.error(`There is no fault ${id}: ids stand in the lines of a draw and of --unmet.`)
    return 1
  }
  console.log(shownFault(fault).join("\n"))
  const [outcome] = await session.tryAll([fault], () => {})
  console.log(`  ${outcome?.by}: ${outcome?.how}`)
  return outcome?.by === "nobody" ? 1 : 0
}

async function tryDraw(): Promise<number> {
  const population = session.faults.filter(({ file }) => file.startsWith(values.only))
  const drawn = drawFaults(population, seed, count)
  const equivalent = drawn.filter(({ id }) => reasons.has(id))
  const tried = drawn.filter(({ id }) => !reasons.has(id))
  let done = 0
  const outcomes = await session.tryAll(tried, (fault, outcome) => {
    done++
    console.log(foundLines(fault, outcome, `${done}`))
  })
  const seconds = (performance.now() - began) / 1000
  for (const entry of outdated(list, session.faults))
    console.log(`listed as equivalent, but gone from the code: ${entry.id} ${entry.file} ${entry.before}`)
  const byId = new Map(tried.map((fault) => [fault.id, fault]))
  const pairs = outcomes.map((outcome) => ({ fault: byId.get(outcome.id)!, outcome }))
  const { lines, share } = resultLines({ seed, drawn, equivalent, reasons, pairs, population, seconds })
  console.log(lines.join("\n"))
  return share < 0.95 || equivalent.length > MOST_EQUIVALENT * drawn.length ? 1 : 0
}

function listUnmet(): number {
  const unmet = session.faults
    .filter(({ file, id }) => file.startsWith(values.only) && !reasons.has(id))
    .filter((fault) => session.candidates(fault).files.length === 0)
  for (const fault of unmet) console.log(shownFault(fault).join("\n"))
  console.log(`${unmet.length} of ${session.faults.length} faults`)
  return 0
}

try {
  if (values.one) process.exitCode = await showOne(values.one)
  else if (values.unmet) process.exitCode = listUnmet()
  else process.exitCode = await tryDraw()
} finally {
  await session.close()
}
