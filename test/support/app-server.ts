import { existsSync } from "node:fs"
import { cp, mkdtemp, readdir, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll } from "vitest"
import { sourceHash } from "../../scripts/source-hash.ts"
import { type RunningApp, type StartOptions, startApp } from "../../scripts/start/app.ts"
import { seedOnFirstUse } from "../../scripts/start/first-use.ts"
import { withLock } from "../../scripts/start/lock.ts"

const buildFolder = fileURLToPath(new URL("../../.build", import.meta.url))

/** What the seeded data depends on. */
const seedSources = [
  "schema",
  "worker/domain",
  "worker/data",
  "worker/usecases",
  "scripts/seeding",
  "scripts/start",
  "package-lock.json",
]

/**
 * A data folder with the demonstration, seeded and released once for the same sources and the same day (the open
 * quarter and its deadline follow the day of seeding). Never started itself: tests copy it.
 */
export async function templateFolder(): Promise<string> {
  const prefix = "template-"
  const day = new Date().toISOString().slice(0, 10)
  const template = join(buildFolder, `${prefix}${await sourceHash(seedSources)}-${day}`)
  if (existsSync(template)) return template
  return withLock(join(buildFolder, "template.lock"), async () => {
    if (existsSync(template)) return template
    for (const name of await readdir(buildFolder))
      if (name.startsWith(prefix)) await rm(join(buildFolder, name), { recursive: true, force: true })
    const aside = join(buildFolder, "template.making")
    await rm(aside, { recursive: true, force: true })
    await seedOnFirstUse(aside, () => {})
    await rename(aside, template)
    return template
  })
}

export interface TestApp extends RunningApp {
  /** What the Worker has written to its console: problems only. */
  logged: string[]
  /** One line of JSON for each request. */
  requestLines: string[]
  data: string
}

export interface TestAppOptions extends Omit<StartOptions, "data"> {
  /** What is done to the data folder before it is served, for example adding a city. */
  prepare?: (data: string) => Promise<void>
}

/** The application on a port of its own with a fresh copy of the demonstration; `stop` removes the copy too. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const data = await mkdtemp(join(tmpdir(), "shige-test-"))
  await cp(await templateFolder(), data, { recursive: true })
  await options.prepare?.(data)
  const logged: string[] = []
  const requestLines: string[] = []
  const app = await startApp({
    cron: false,
    ...options,
    data,
    log: (line) => logged.push(line),
    logRequest: (line) => {
      requestLines.push(line)
      options.logRequest?.(line)
    },
  })
  const stop = async () => {
    await app.stop()
    await rm(data, { recursive: true, force: true })
  }
  return { ...app, stop, logged, requestLines, data }
}

/** One application for all tests of a file, started before the first and ended after the last. */
export function useTestApp(options: TestAppOptions = {}): () => TestApp {
  let app: TestApp | undefined
  beforeAll(async () => {
    app = await startTestApp(options)
  })
  afterAll(async () => app?.stop())
  return () => {
    if (app === undefined) throw new Error("the application runs only inside tests")
    return app
  }
}
