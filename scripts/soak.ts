import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { createClient } from "@libsql/client"
import { demonstrationPassword } from "../schema/seed/demonstration/accounts.ts"
import { REQUESTS_A_MINUTE } from "../worker/domain/api-key.ts"
import { findPlaces } from "./bench/places.ts"
import { percentile } from "./bench/rounds.ts"
import { storeKey } from "./bench/stored-key.ts"
import { Visitor } from "./bench/visitor.ts"
import { answerHelp } from "./call.ts"
import { Heaps, type Held, sumOf } from "./soak/heaps.ts"
import { anonymousOf, memoryOfTree, type ProcessMemory, slope, totalOf } from "./soak/memory.ts"
import { kindAt, kindsOf, type Senders } from "./soak/mix.ts"
import { freePort, type StartedServer, startServer } from "./soak/server.ts"
import { seedOnFirstUse } from "./start/first-use.ts"

const usage = `npm run soak -- [--minutes 30] [--rate 30]
Asks a fresh npm start for RATE mixed requests a second (public, signed in, API reads and writes, uploads) and prints
how the memory that it holds grows after the tenth minute (a third of a shorter run), in MB per hour: of all processes
after a collection in each isolate, without what heaps keep in reserve, since that goes up and down with the garbage,
and without pages of files, which the kernel drops when it needs room.
Status 1: more than 5 MB per hour, an answer that was lost, or an answer of 5xx.`

const mostGrowth = 5
const settling = 10 * 60_000

function call() {
  const { values } = parseArgs({
    options: { minutes: { type: "string", default: "30" }, rate: { type: "string", default: "30" } },
  })
  const minutes = Number(values.minutes)
  const rate = Number(values.rate)
  if (!(minutes > 0) || !(rate > 0)) throw new Error(`--minutes and --rate are numbers above 0.\n${usage}`)
  return { length: minutes * 60_000, rate }
}

async function prepare(data: string, rate: number) {
  await seedOnFirstUse(data, (line) => console.log(`  ${line}`))
  const database = `file:${join(data, "cell.db")}`
  const client = createClient({ url: database })
  try {
    const found = await client.execute(
      "select slug from estates where origin = 'demonstration' order by slug",
    )
    // A quarter of all requests carry a key, and none may ask more often than it is allowed to.
    const keys = Math.ceil((rate * 60) / REQUESTS_A_MINUTE) + 1
    const make = async (organisation: string, role: "manager" | "approver") => {
      const made: string[] = []
      for (let at = 0; at < keys; at++) made.push((await storeKey(client, organisation, { role })).key)
      return made
    }
    const companyKeys = await make("company-1", "manager")
    const cityKeys = await make("place-510100", "approver")
    const places = await findPlaces(database)
    return { places: { ...places, slugs: found.rows.map(({ slug }) => String(slug)) }, companyKeys, cityKeys }
  } finally {
    client.close()
  }
}

/** What came back, counted. */
class Answers {
  readonly statuses = new Map<string, number>()
  readonly latencies: number[] = []
  lost = 0
  failed = 0
  sent = 0

  async count(name: string, answer: Promise<{ status: number }>): Promise<void> {
    const begun = performance.now()
    try {
      const { status } = await answer
      if (status >= 500) this.failed++
      if (status >= 400) this.note(`${name}: ${status}`)
    } catch (error) {
      this.lost++
      const { cause } = error as { cause?: { code?: string } }
      this.note(`${name}: lost (${cause?.code ?? error})`)
    }
    if (this.latencies.length < 200_000) this.latencies.push(performance.now() - begun)
  }

  note(what: string): void {
    this.statuses.set(what, (this.statuses.get(what) ?? 0) + 1)
  }
}

function report(processes: readonly ProcessMemory[]): string {
  const each = processes
    .map(({ name, megabytes, ofFiles }) => `${name} ${megabytes.toFixed(0)}, of files ${ofFiles.toFixed(1)}`)
    .join("; ")
  return `${totalOf(processes).toFixed(0)} MB (${each})`
}

interface Watched {
  url: string
  pid: number
  heaps: { main: Heaps; runtime: Heaps }
}

/** What all processes hold once nothing is left that nobody holds, in megabytes. */
async function lookAt({ url, pid, heaps }: Watched) {
  // An isolate collects only while something is asked of it. Not /readyz, of which the runtime on one machine keeps some
  // 11 KB each: asked fifty times for every look it was what grew.
  const waking = setInterval(() => void fetch(`${url}/healthz`).catch(() => {}), 100)
  const [main, runtime] = await Promise.all([heaps.main.look(), heaps.runtime.look()])
    .then((looked) => looked.map(sumOf) as [Held, Held])
    .finally(() => clearInterval(waking))
  const processes = memoryOfTree(pid)
  const used = `${main.used.toFixed(1)} and ${runtime.used.toFixed(1)}`
  return { processes, used, held: anonymousOf(processes) - main.reserve - runtime.reserve }
}

async function soak(watched: Watched, senders: Senders, kinds: ReturnType<typeof kindsOf>) {
  const { length, rate } = call()
  const begun = performance.now()
  const points: [number, number][] = []
  const answers = new Answers()
  const running = new Set<Promise<void>>()
  let nextLook = 0
  /** Milliseconds in which nothing was sent, for a look. */
  let paused = 0
  const look = async () => {
    const { processes, used, held } = await lookAt(watched)
    const passed = performance.now() - begun
    if (passed >= Math.min(settling, length / 3)) points.push([passed / 3_600_000, held])
    console.log(
      `${(passed / 60_000).toFixed(1)} min  ${answers.sent} sent  held ${held.toFixed(1)} of ${report(processes)}; heaps ${used}`,
    )
  }
  for (;;) {
    const passed = performance.now() - begun
    if (passed >= length) break
    if (passed >= nextLook) {
      // What is under way would be taken for what is held.
      await Promise.all(running)
      await sleep(1_000)
      await look()
      nextLook += 60_000
      paused += performance.now() - begun - passed
    }
    const due = Math.floor(((passed - paused) * rate) / 1000)
    // A server that does not keep up is not asked for ever more: what it has open is bounded, as browsers bound it.
    while (answers.sent < due && running.size < 200) {
      const kind = kindAt(kinds, answers.sent)
      const one = answers.count(kind.name, kind.send(senders, answers.sent++))
      running.add(one)
      void one.finally(() => running.delete(one))
    }
    await sleep(1000 / rate / 2)
  }
  await Promise.all(running)
  return { answers, growth: slope(points), seconds: (performance.now() - begun - paused) / 1000 }
}

async function main(): Promise<number> {
  answerHelp(usage)
  const { rate } = call()
  const data = await mkdtemp(join(tmpdir(), "shige-soak-"))
  let server: StartedServer | undefined
  const watching: Heaps[] = []
  try {
    const { places, companyKeys, cityKeys } = await prepare(data, rate)
    const inspect = { main: await freePort(), runtime: await freePort() }
    server = await startServer(data, { inspect })
    const { url, pid } = server
    const heaps = { main: new Heaps(inspect.main), runtime: new Heaps(inspect.runtime) }
    watching.push(heaps.main, heaps.runtime)
    const app = { url, requests: () => 0 }
    const signedIn = new Visitor(app)
    await signedIn.signIn("editor@demo.shige.example", demonstrationPassword)
    const senders = { stranger: new Visitor(app), signedIn, companyKeys, cityKeys }
    const { answers, growth, seconds } = await soak({ url, pid, heaps }, senders, kindsOf(places))
    for (const [what, times] of answers.statuses) console.log(`${times} × ${what}`)
    const { sent, lost, failed, latencies } = answers
    const p99 = percentile(latencies, 0.99).toFixed(0)
    console.log(
      `${sent} requests in ${seconds.toFixed(0)} s, ${(sent / seconds).toFixed(1)}/s, p99 ${p99} ms`,
    )
    console.log(`lost answers: ${lost} (limit 0); answers of 5xx: ${failed} (limit 0)`)
    console.log(`memory held: ${growth.toFixed(1)} MB per hour (limit ${mostGrowth})`)
    return lost > 0 || failed > 0 || growth > mostGrowth ? 1 : 0
  } finally {
    for (const heaps of watching) heaps.close()
    await server?.stop()
    await rm(data, { recursive: true, force: true })
  }
}

main().then(
  (status) => {
    process.exitCode = status
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
