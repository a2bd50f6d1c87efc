import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { hashOf, importsOf, sourcesIn } from "./copy.ts"
import type { Fault } from "./fault.ts"
import type { TestRunner } from "./run-tests.ts"
import type { FileOutcome } from "./runner.ts"
import type { Met } from "./setup.ts"

/** What a test file met when it ran without a fault. */
interface Reach {
  /** Of the file. */
  hash: string
  ms: number
  /** Red even without a fault: it tells nothing. */
  red: string | null
  loading: string[]
  running: [string, number][]
}

export interface ReachBook {
  /** Faults that stood in the code when the book was begun; where others are met is guessed from their file. */
  known: string[]
  tests: Record<string, Reach>
}

/**
 * Test files that tell of faults: not those that start the product from its files, where no fault is planted, nor those
 * about the files themselves.
 */
export function testFiles(root: string): string[] {
  const all = sourcesIn(root, "test")
  const imports = importsOf(root, all)
  return all
    .filter((file) => /^test\/(?!journey\/|scripts\/).+\/[^/]+\.test\.tsx?$/.test(file))
    .filter((file) => !imports(file).has("test/support/app-server.ts"))
}

function readReach(file: string, faults: readonly Fault[]): ReachBook {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as ReachBook
  return { known: faults.map(({ id }) => id), tests: {} }
}

interface Measuring {
  root: string
  work: string
  book: string
  faults: readonly Fault[]
  runner: TestRunner
  say: (line: string) => void
}

function take(
  folder: string,
  root: string,
  faults: readonly Fault[],
): Map<string, Pick<Reach, "loading" | "running">> {
  const ids = (number: number) => faults[number]?.id ?? ""
  const met = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Met)
  return new Map(
    met.map(({ file, loading, running }) => [
      relative(root, file),
      { loading: loading.map(ids), running: running.map(([number, hits]) => [ids(number), hits]) },
    ]),
  )
}

/**
 * Runs every test file whose reach is not known yet, without a fault, and keeps what it met. A test file is known until
 * it is changed. What changed around it is not measured again unless everything is: then a fault may not be tried on a
 * test that has begun to meet it, and counts as survived, never the other way round.
 */
export async function measureReach(measuring: Measuring): Promise<ReachBook> {
  const { root, work, book, faults, runner, say } = measuring
  const tests = testFiles(root)
  const hashes = new Map(tests.map((file) => [file, hashOf(root, [file])]))
  const read = readReach(book, faults)
  for (const file of Object.keys(read.tests)) if (!hashes.has(file)) delete read.tests[file]
  const unknown = tests.filter((file) => read.tests[file]?.hash !== hashes.get(file))
  for (let at = 0; at < unknown.length; at += 8) {
    const files = unknown.slice(at, at + 8)
    say(`what the tests execute: ${at} of ${unknown.length} test files`)
    const folder = join(work, "reach")
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const limit = Number.MAX_SAFE_INTEGER
    const ran = await runner.run({
      count: faults.length,
      active: -1,
      limit,
      reach: folder,
      files,
      bail: false,
    })
    const met = take(folder, root, faults)
    for (const file of files) {
      const outcome = ran?.find((one): one is FileOutcome => one.file === file)
      const { loading = [], running = [] } = met.get(file) ?? {}
      const red = outcome?.passed ? null : (outcome?.red?.message ?? "it did not end")
      if (red) say(`  red without a fault, so it is not asked: ${file}: ${red.split("\n")[0]}`)
      read.tests[file] = { hash: hashes.get(file)!, ms: outcome?.ms ?? 0, red, loading, running }
    }
    writeFileSync(book, JSON.stringify(read))
  }
  const red = Object.values(read.tests).filter((one) => one.red !== null)
  if (red.length > tests.length / 10)
    throw new Error(`${red.length} of ${tests.length} test files are red without a fault: mend them first`)
  return read
}

/** Which test files may tell a fault from none, and how often it is met at most without being on. */
export interface Candidates {
  files: string[]
  hits: number
  /** Met while modules are loaded: every test of what the module is for may tell. */
  loading: boolean
}

/** Finds the candidates of faults in a book of what tests met. */
export function candidatesIn(
  root: string,
  book: ReachBook,
  faults: readonly Fault[],
): (fault: Fault) => Candidates {
  const sources = ["worker", "web", "schema", "scripts", "test"].flatMap((folder) => sourcesIn(root, folder))
  const imports = importsOf(root, sources)
  const running = new Map<string, Map<string, number>>()
  const loading = new Set<string>()
  const known = new Set(book.known)
  const green = Object.entries(book.tests).filter(([, { red }]) => red === null)
  for (const [file, reach] of green) {
    for (const id of reach.loading) loading.add(id)
    for (const [id, hits] of reach.running) running.set(id, (running.get(id) ?? new Map()).set(file, hits))
  }
  const inFile = new Map<string, Set<string>>()
  for (const { id, file } of faults) {
    const all = inFile.get(file) ?? new Set()
    for (const test of running.get(id)?.keys() ?? []) all.add(test)
    inFile.set(file, all)
  }
  return ({ id, file }) => {
    const met = running.get(id) ?? new Map<string, number>()
    const hits = Math.max(0, ...met.values())
    if (known.has(id) && !loading.has(id)) return { files: [...met.keys()], hits, loading: false }
    const near = [...met.keys(), ...(inFile.get(file) ?? [])]
    if (!known.has(id) && near.length > 0) return { files: [...new Set(near)], hits, loading: false }
    const far = green.map(([test]) => test).filter((test) => imports(test).has(file))
    return { files: [...new Set([...near, ...far])], hits, loading: true }
  }
}
