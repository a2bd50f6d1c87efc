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

/**
 * Survivors cost the time of all their tests: more than this of one fault is not run, and it counts as survived; the first
 * is run however long it takes. As measured when nothing else ran, the longest takes two minutes.
 */
const MOST_MS = 300_000

/** All faults of the project, whose id is their own, with those of each file. */
export function faultsOf(root: string): Fault[] {
  const files = layers.flatMap((layer) => sourcesIn(root, layer))
  return findFaults(root, files, sourcesIn(root, "worker/domain"))
}

function writePlanted(root: string, faults: readonly Fault[], target: string): void {
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

/** Those first that have caught faults of the same file, then those that end soonest; at least one. */
function inOrder(
  files: readonly string[],
  ms: (file: string) => number,
  caught: ReadonlyMap<string, number>,
): string[] {
  const worth = (file: string) => ms(file) / (1 + 3 * (caught.get(file) ?? 0))
  const sorted = [...files].sort((a, b) => worth(a) - worth(b))
  let sum = 0
  return sorted.filter((file, place) => {
    if (place > 0 && sum + ms(file) > MOST_MS) return false
    sum += ms(file)
    return true
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

  const bailing = { count: faults.length, reach: null, bail: true }
  /** A test file may be red because of one that ran before it in the same process: alone it must be so as well. */
  async function isRedAlone(
    file: string,
    asked: { active: number; limit: number },
    runner: TestRunner,
  ): Promise<boolean> {
    const ran = await runner.run({ ...asked, ...bailing, files: [file] })
    return ran === null || ran.some(({ red }) => red !== null)
  }

  const greenAlone = new Map<string, boolean>()
  /** Whether a test file is green by itself when no fault is on; asked once of each that has caught something. */
  async function isGreenWithout(file: string, runner: TestRunner): Promise<boolean> {
    const known = greenAlone.get(file)
    if (known !== undefined) return known
    const ran = await runner.run({ active: -1, limit: Number.MAX_SAFE_INTEGER, ...bailing, files: [file] })
    const green = ran !== null && ran.length === 1 && ran.every(({ passed }) => passed)
    if (!green) say(`red by itself without a fault, so it catches nothing: ${file}`)
    greenAlone.set(file, green)
    return green
  }

  async function askTests(fault: Fault, runner: TestRunner): Promise<Outcome | string> {
    const { files, hits } = candidates(fault)
    if (files.length === 0) return "no test executes it so that it makes a difference"
    const order = inOrder(files, (file) => book.tests[file]?.ms ?? 0, catchers.get(fault.file) ?? new Map())
    const asked = { active: numberOf.get(fault.id)!, limit: hits * 20 + 100_000 }
    for (let left = order; left.length > 0; ) {
      const ran = await runner.run({ ...asked, ...bailing, files: left })
      if (ran === null) return { id: fault.id, by: "test", how: "the tests never ended" }
      const found = ran.find(({ red }) => red !== null)
      if (!found?.red) break
      const caught = left[0] === found.file || (await isRedAlone(found.file, asked, runner))
      if (caught && (await isGreenWithout(found.file, runner)))
        return { id: fault.id, by: "test", how: `${found.red.test}: ${found.red.message}`, file: found.file }
      left = left.slice(left.indexOf(found.file) + 1)
    }
    return `green: ${order.length} of ${files.length} test files that execute it, ${order.slice(0, 3).join(", ")}`
  }

  /** The type checker is asked first: it answers within a second, where tests that find nothing take minutes. */
  async function tryOne(fault: Fault, runner: TestRunner): Promise<Outcome> {
    const told = complaint(fault)
    if (told) return { id: fault.id, by: "types", how: told }
    const asked = await askTests(fault, runner)
    return typeof asked === "string" ? { id: fault.id, by: "nobody", how: asked } : asked
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
