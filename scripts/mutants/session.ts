import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { copyProject, hashOf, sourcesIn } from "./copy.ts"
import type { Fault } from "./fault.ts"
import { findFaults } from "./find.ts"
import { planted } from "./plant.ts"
import { type Candidates, candidatesIn, measureReach } from "./reach.ts"
import { type TestRunner, testRunner } from "./run-tests.ts"
import { typeChecker } from "./type-check.ts"

/** Where faults are planted: rules, actions, SQL and the edge. */
const layers = ["worker/domain", "worker/usecases", "worker/data", "worker/http"]

/** How a fault ended. */
export interface Outcome {
  id: string
  /** What has caught it; `nobody`: it survived. */
  by: "test" | "types" | "nobody"
  /** The test file and test that turned red, the checker's complaint, or what was asked in vain. */
  how: string
  /** The test file that turned red. */
  file?: string
}

export interface Session {
  faults: Fault[]
  /** Plants one after the other; `told` hears of each. Faults whose outcome is known from before are not run again. */
  tryAll(drawn: readonly Fault[], told: (fault: Fault, outcome: Outcome) => void): Promise<Outcome[]>
  /** Where faults may be noticed. */
  candidates(fault: Fault): Candidates
  close(): Promise<void>
}

export interface SessionOptions {
  root: string
  workers: number
  /** Forget what was measured and found before. */
  fresh: boolean
  say: (line: string) => void
}

/** Survivors cost the time of all their tests: more than this of one fault is not run, and it counts as survived. */
const MOST_MS = 120_000

/** All faults of the project, whose id is their own, with those of each file. */
export function faultsOf(root: string): Fault[] {
  const files = layers.flatMap((layer) => sourcesIn(root, layer))
  return findFaults(root, files, sourcesIn(root, "worker/domain"))
}

export function writePlanted(root: string, faults: readonly Fault[], target: string): void {
  const numbers = new Map(faults.map(({ id }, number) => [id, number]))
  const files = [...new Set(faults.map(({ file }) => file))]
  const texts = files.map((file) => {
    const own = faults.filter((fault) => fault.file === file)
    return [file, planted(readFileSync(join(root, file), "utf8"), own, numbers)]
  })
  writeFileSync(target, JSON.stringify(Object.fromEntries(texts)))
}

function readOutcomes(file: string): Map<string, Outcome> {
  if (!existsSync(file)) return new Map()
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean)
  return new Map(lines.map((line) => JSON.parse(line) as Outcome).map((outcome) => [outcome.id, outcome]))
}

/** Those first that have caught faults of the same file, then those that end soonest. */
function inOrder(
  files: readonly string[],
  ms: (file: string) => number,
  caught: ReadonlyMap<string, number>,
): string[] {
  const worth = (file: string) => ms(file) / (1 + 3 * (caught.get(file) ?? 0))
  const sorted = [...files].sort((a, b) => worth(a) - worth(b))
  let sum = 0
  return sorted.filter((file) => {
    sum += ms(file)
    return sum <= MOST_MS
  })
}

/** Copies the project, plants every fault with a switch, and learns which tests execute which. */
export async function openSession({ root, workers, fresh, say }: SessionOptions): Promise<Session> {
  const kept = join(root, ".build", "mutants")
  if (fresh) rmSync(kept, { recursive: true, force: true })
  mkdirSync(kept, { recursive: true })
  const copy = await copyProject(root)
  const faults = faultsOf(copy.folder)
  const numberOf = new Map(faults.map(({ id }, number) => [id, number]))
  const work = join(copy.folder, ".build", "mutants")
  mkdirSync(work, { recursive: true })
  const texts = join(work, "planted.json")
  writePlanted(copy.folder, faults, texts)
  const runners = Array.from({ length: workers }, (_, n) =>
    testRunner(copy.folder, texts, join(work, `${n}`)),
  )
  const close = async () => {
    for (const runner of runners) runner.stop()
    await copy.remove()
  }
  const book = await measureReach({
    root: copy.folder,
    work,
    book: join(kept, "reach.json"),
    faults,
    runner: runners[0]!,
    say,
  }).catch(async (error: unknown) => {
    await close()
    throw error
  })
  const all = ["worker", "web", "schema", "test"].flatMap((folder) => sourcesIn(copy.folder, folder))
  const results = join(kept, `outcomes-${hashOf(copy.folder, all)}.jsonl`)
  const known = readOutcomes(results)
  const candidates = candidatesIn(copy.folder, book, faults)
  let checker: ReturnType<typeof typeChecker> | null = null
  const complaint = (fault: Fault) => {
    const sources = layers.flatMap((layer) => sourcesIn(copy.folder, layer))
    checker ??= typeChecker(copy.folder, sources)
    return checker(fault)
  }
  const catchers = new Map<string, Map<string, number>>()
  const remember = (source: string, file: string | undefined) => {
    if (!file) return
    const own = catchers.get(source) ?? new Map<string, number>()
    catchers.set(source, own.set(file, (own.get(file) ?? 0) + 1))
  }

  async function askTests(fault: Fault, runner: TestRunner): Promise<Outcome | string> {
    const { files, hits } = candidates(fault)
    if (files.length === 0) return "no test executes it so that it makes a difference"
    const order = inOrder(files, (file) => book.tests[file]?.ms ?? 0, catchers.get(fault.file) ?? new Map())
    const [active, limit] = [numberOf.get(fault.id)!, hits * 20 + 100_000]
    const asked = { count: faults.length, active, limit, reach: null, files: order, bail: true }
    const ran = await runner.run(asked)
    if (ran === null) return { id: fault.id, by: "test", how: "the tests never ended" }
    const red = ran.find(({ red }) => red !== null)
    if (red?.red)
      return { id: fault.id, by: "test", how: `${red.red.test}: ${red.red.message}`, file: red.file }
    return `green: ${order.length} of ${files.length} test files that execute it, ${order.slice(0, 3).join(", ")}`
  }

  async function tryOne(fault: Fault, runner: TestRunner): Promise<Outcome> {
    const asked = await askTests(fault, runner)
    if (typeof asked !== "string") return asked
    const told = complaint(fault)
    return told ? { id: fault.id, by: "types", how: told } : { id: fault.id, by: "nobody", how: asked }
  }

  return {
    faults,
    candidates,
    close,
    async tryAll(drawn, told) {
      const waiting = drawn.filter(({ id }) => !known.has(id))
      const work = async (runner: TestRunner) => {
        for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
          const outcome = await tryOne(fault, runner)
          known.set(fault.id, outcome)
          appendFileSync(results, `${JSON.stringify(outcome)}\n`)
          remember(fault.file, outcome.file)
          told(fault, outcome)
        }
      }
      for (const { id, file } of faults) remember(file, known.get(id)?.file)
      await Promise.all(runners.map(work))
      return drawn.map(({ id }) => known.get(id)!)
    },
  }
}
