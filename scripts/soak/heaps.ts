import { setTimeout as sleep } from "node:timers/promises"
import { fetch } from "miniflare"

/** Bytes of one isolate's heap after everything that nobody holds has been collected. */
export interface HeapUse {
  usedSize: number
  /** With what the heap keeps in reserve. */
  totalSize: number
}

const PATIENCE_MS = 30_000
const COLLECTIONS = 3

/**
 * Collects an isolate's garbage and tells what it still holds; its inspector stands at `address`. Miniflare's client, since
 * the runtime's inspector gives Node's own no answer. Throws when none comes in time.
 */
async function collected(address: string): Promise<HeapUse> {
  const { webSocket } = await fetch(address, { headers: { upgrade: "websocket" } })
  if (!webSocket) throw new Error(`no inspector at ${address}`)
  webSocket.accept()
  const answered = new Promise<HeapUse>((done, fail) => {
    const waiting = setTimeout(() => fail(new Error(`no answer from ${address}`)), PATIENCE_MS)
    webSocket.addEventListener("message", ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result?: HeapUse }
      if (id !== 2 || !result) return
      clearTimeout(waiting)
      done(result)
    })
  })
  webSocket.send(JSON.stringify({ id: 1, method: "HeapProfiler.collectGarbage" }))
  webSocket.send(JSON.stringify({ id: 2, method: "Runtime.getHeapUsage" }))
  try {
    return await answered
  } finally {
    webSocket.close()
  }
}

/** What an isolate holds after several collections. */
async function heldHeap(address: string): Promise<HeapUse> {
  let heap = await collected(address)
  for (let times = 1; times < COLLECTIONS; times++) {
    // What the runtime holds for objects that are gone is let go between two collections only, and an isolate that rests
    // hears of a new connection, not of what comes over an old one.
    await sleep(200)
    heap = await collected(address)
  }
  return heap
}

/** The address of an inspector's isolate: the only one of a Node process, or the one that the Worker runs in. */
async function isolateAt(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/json`)
  const targets = (await answer.json()) as { id: string; webSocketDebuggerUrl: string }[]
  const target = targets.find(({ id }) => id.startsWith("core:user:")) ?? targets[0]
  if (!target) throw new Error(`nothing to inspect at port ${port}`)
  return target.webSocketDebuggerUrl.replace(/^ws:/, "http:")
}

/** What the process of an inspector's port holds, after a collection. */
export const heldBehind = async (port: number): Promise<HeapUse> => heldHeap(await isolateAt(port))

/** Megabytes that heaps keep in reserve for what comes next: no more or less of it says anything about a leak. */
export const reserveOf = (heaps: readonly HeapUse[]): number =>
  heaps.reduce((sum, { totalSize, usedSize }) => sum + totalSize - usedSize, 0) / 1024 / 1024
