import { readFileSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { pathToFileURL } from "node:url"
import { createVitest, type Reporter, type TestModule, type Vitest } from "vitest/node"

/** What a run does. */
export interface Order {
  /** Counts the runs of a copy. */
  number: number
  /** How many faults are planted, and the one that is on; -1: none. */
  count: number
  active: number
  /** So often the fault may be met. */
  limit: number
  /** Where it is kept what each file meets; null: nowhere. */
  reach: string | null
  /** Test files in the order in which they run. */
  files: string[]
  /** Whether the run ends at the first red test. */
  bail: boolean
}

/** How a test file ended. */
export interface FileOutcome {
  file: string
  passed: boolean
  ms: number
  /** The first red test and its message. */
  red: { test: string; message: string } | null
}

/** What the runner tells: a test has ended, the run has. */
export type Told = { alive: string } | { ready: true } | { done: FileOutcome[] }

const [root = "", planted = "", orders = "", setup = ""] = process.argv.slice(2)
const tell = (told: Told) => process.send?.(told)

interface OwnConfig {
  oxc: object
  test: { env: Record<string, string>; expect: object; projects: { test: { exclude: string[] } }[] }
}

const { default: own } = (await import(pathToFileURL(join(root, "test/vitest.config.ts")).href)) as {
  default: OwnConfig
}

/** Texts of the files with their faults planted, by path from the root. */
const texts = JSON.parse(readFileSync(planted, "utf8")) as Record<string, string>

const plant = {
  name: "plant-faults",
  enforce: "pre" as const,
  load(id: string) {
    return texts[relative(root, id)] ?? null
  },
}

let order: Order | null = null

class Sequencer {
  shard<T>(files: T[]): T[] {
    return files
  }
  sort<T extends { moduleId: string }>(files: T[]): T[] {
    const place = ({ moduleId }: T) => order?.files.indexOf(relative(root, moduleId)) ?? 0
    return [...files].sort((a, b) => place(a) - place(b))
  }
}

/** Files that ended in this run, as they ended: vitest goes on naming those of earlier runs. */
let ended: FileOutcome[] = []

const reporter: Reporter = {
  onTestCaseResult: ({ fullName }) => void tell({ alive: fullName }),
  onTestModuleEnd(module) {
    tell({ alive: module.moduleId })
    ended.push(outcomeOf(module))
  },
}

function outcomeOf(module: TestModule): FileOutcome {
  const tests = [...module.children.allTests()]
  const red = tests.find((test) => test.result().state === "failed")
  const error = red?.result().errors?.[0] ?? module.errors()[0]
  const suite = [...module.children.allSuites()].flatMap((one) => one.errors())[0]
  const failed = module.state() === "failed"
  const message = (error ?? suite)?.message ?? "it could not be run"
  return {
    file: relative(root, module.moduleId),
    passed: module.state() === "passed" || module.state() === "skipped",
    ms: Math.round(module.diagnostic().duration + module.diagnostic().collectDuration),
    red: failed ? { test: red?.fullName ?? "loading", message: message.slice(0, 300) } : null,
  }
}

function open(): Promise<Vitest> {
  return createVitest(
    "test",
    {
      root,
      config: false,
      watch: false,
      include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
      exclude: own.test.projects[0]?.test.exclude ?? [],
      pool: "forks",
      isolate: false,
      maxWorkers: 1,
      testTimeout: 60_000,
      hookTimeout: 120_000,
      expect: own.test.expect,
      env: { ...own.test.env, MUTANTS_ORDER: orders, NODE_ENV: "test" },
      setupFiles: [setup],
      reporters: [reporter],
      sequence: { sequencer: Sequencer as never },
    },
    {
      oxc: own.oxc as never,
      plugins: [plant],
      server: { watch: null, fs: { strict: false } },
      logLevel: "error",
    },
  )
}

const vitest = await open()
await vitest.globTestSpecifications()

async function run(asked: Order): Promise<FileOutcome[]> {
  order = asked
  ended = []
  writeFileSync(orders, JSON.stringify(asked))
  vitest.config.bail = asked.bail ? 1 : 0
  for (const project of vitest.projects) project.config.bail = vitest.config.bail
  const [project] = vitest.projects
  const specifications = asked.files.map((file) => project!.createSpecification(join(root, file)))
  await vitest.runTestSpecifications(specifications, false)
  return ended
}

process.on("message", async (asked: Order) => {
  tell({ done: await run(asked) })
})
process.on("disconnect", () => process.exit(0))
tell({ ready: true })
