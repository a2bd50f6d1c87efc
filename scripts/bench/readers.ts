import { readdir, readFile } from "node:fs/promises"
import { cleanAttachment } from "../../worker/gateways/attachment-file.ts"
import { ReadingBudget } from "../../worker/gateways/reading-budget.ts"
import { readTableFile } from "../../worker/gateways/table-file.ts"
import { type HostileFile, hostileDocuments, hostileTables } from "./files/hostile-files.ts"
import { ordinaryFolder, writtenFiles } from "./files/written-files.ts"
import type { Measurement } from "./report.ts"

const MEGABYTE = 1024 * 1024
/** Hostile files as large as an attachment may be, nearly, and as a table may be. */
const sizes = { attachment: 9_600_000, table: 1_900_000 }
const ROUNDS = 5

type Bytes = Uint8Array<ArrayBuffer>

/** CPU of reading a file, in milliseconds: the median of some rounds; and what was read of it in all. */
async function cpuOf(bytes: Bytes, table: boolean): Promise<{ cpu: number; unpacked: number }> {
  const times: number[] = []
  let unpacked = 0
  for (let round = 0; round < ROUNDS; round++) {
    const budget = new ReadingBudget(bytes.length)
    const before = process.cpuUsage()
    await (table ? readTableFile(bytes, budget) : cleanAttachment(bytes, budget)).catch(() => null)
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
    unpacked = budget.unpacked
  }
  times.sort((a, b) => a - b)
  return { cpu: times[ROUNDS >> 1] ?? 0, unpacked }
}

async function ordinaryFiles(): Promise<[string, Bytes][]> {
  const committed = (await readdir(ordinaryFolder)).filter((name) => name !== "README.md")
  const files: [string, Bytes][] = []
  for (const name of committed)
    files.push([name, new Uint8Array(await readFile(new URL(name, ordinaryFolder)))])
  for (const [name, write] of Object.entries(writtenFiles)) files.push([name, new Uint8Array(await write())])
  return files
}

interface Costly {
  name: string
  cost: number
}
const most = (costs: readonly Costly[]) => costs.reduce((a, b) => (b.cost > a.cost ? b : a))

async function costsOf(files: readonly HostileFile[]): Promise<Costly[]> {
  const costs: Costly[] = []
  for (const { name, reader, make } of files) {
    const { cpu } = await cpuOf(make(sizes[reader]), reader === "table")
    costs.push({ name, cost: cpu })
  }
  return costs
}

/** What the readers of foreign files cost: hostile ones in all, ordinary ones for each megabyte that is read of them. */
export async function benchReaders(): Promise<Measurement[]> {
  const hostile = most(await costsOf([...hostileDocuments, ...hostileTables]))
  const ordinary: Costly[] = []
  for (const [name, bytes] of await ordinaryFiles()) {
    const { cpu, unpacked } = await cpuOf(bytes, name.endsWith(".xlsx") || name.endsWith(".csv"))
    ordinary.push({ name, cost: cpu / ((bytes.length + unpacked) / MEGABYTE) })
  }
  const costly = most(ordinary)
  return [
    {
      name: `the costliest of ${hostileDocuments.length + hostileTables.length} hostile files, up to 9.6 MB`,
      measured: `${hostile.cost.toFixed(0)} ms of CPU: ${hostile.name}`,
      limit: "≤ 200 ms",
      ok: hostile.cost <= 200,
    },
    {
      name: `the costliest of ${ordinary.length} ordinary files, for each MB of it and of what is packed in it`,
      measured: `${costly.cost.toFixed(0)} ms of CPU: ${costly.name}`,
      limit: "≤ 60 ms",
      ok: costly.cost <= 60,
    },
  ]
}
