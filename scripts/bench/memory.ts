import { paths } from "../../web/paths.ts"
import { memoryOfTree, totalOf } from "../soak/memory.ts"
import { startServer } from "../soak/server.ts"
import { load } from "./load.ts"
import type { Measurement } from "./report.ts"

const most = 600

/** What all processes of `npm start` hold for the city of a folder: after the first pages, and at most under load. */
export async function measureMemory(data: string): Promise<Measurement[]> {
  const server = await startServer(data)
  try {
    const url = new URL(paths.ranking(), server.url)
    await (await fetch(url)).text()
    const first = memoryOfTree(server.pid)
    let peak = totalOf(first)
    const watching = setInterval(() => {
      peak = Math.max(peak, totalOf(memoryOfTree(server.pid)))
    }, 250)
    await load({ url, connections: 32, milliseconds: 5_000 })
    clearInterval(watching)
    peak = Math.max(peak, totalOf(memoryOfTree(server.pid)))
    const each = first.map(({ name, megabytes }) => `${name} ${megabytes.toFixed(0)}`).join(", ")
    return [
      {
        name: "memory of all processes of npm start, 60 estates",
        measured: `${totalOf(first).toFixed(0)} MB (${each})`,
        limit: `≤ ${most} MB`,
        ok: totalOf(first) <= most,
      },
      {
        name: "peak of it, 32 connections for five seconds",
        measured: `${peak.toFixed(0)} MB`,
        limit: `≤ ${most} MB`,
        ok: peak <= most,
      },
    ]
  } finally {
    await server.stop()
  }
}
