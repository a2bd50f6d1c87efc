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
async function heldHeap(address: string): Promise<HeapUse> {
  const { webSocket } = await fetch(address, { headers: { upgrade: "websocket" } })
  if (!webSocket) throw new Error(`no inspector at ${address}`)
  webSocket.accept()
  const ask = (id: number, method: string) =>
    new Promise<HeapUse>((done, fail) => {
      const waiting = setTimeout(() => fail(new Error(`no answer from ${address}`)), PATIENCE_MS)
      const answered = ({ data }: { data: unknown }) => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: HeapUse }
        if (answer.id !== id || !answer.result) return
        clearTimeout(waiting)
        webSocket.removeEventListener("message", answered)
        done(answer.result)
      }
      webSocket.addEventListener("message", answered)
      webSocket.send(JSON.stringify({ id, method }))
    })
  try {
    for (let times = 0; times < COLLECTIONS; times++) {
      await ask(times, "HeapProfiler.collectGarbage")
      // What the runtime holds for objects that are gone is let go between two collections only.
      await sleep(100)
    }
    return await ask(COLLECTIONS, "Runtime.getHeapUsage")
  } finally {
    webSocket.close()
  }
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
