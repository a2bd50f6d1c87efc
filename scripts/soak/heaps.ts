import { fetch, type WebSocket } from "miniflare"

/** Bytes of one isolate's heap after everything that nobody holds has been collected. */
export interface HeapUse {
  usedSize: number
  /** With what the heap keeps in reserve. */
  totalSize: number
}

const PATIENCE_MS = 5_000
const COLLECTIONS = 2

/** Asks one thing of an isolate's inspector. Throws when the answer does not come in time. */
function ask<T>(socket: WebSocket, id: number, method: string): Promise<T> {
  const answered = new Promise<T>((done, fail) => {
    const waiting = setTimeout(() => fail(new Error(`no answer to ${method}`)), PATIENCE_MS)
    socket.addEventListener("message", ({ data }) => {
      const answer = JSON.parse(String(data)) as { id?: number; result?: T }
      if (answer.id !== id) return
      clearTimeout(waiting)
      if (answer.result) done(answer.result)
      else fail(new Error(`${method} is refused`))
    })
  })
  socket.send(JSON.stringify({ id, method }))
  return answered
}

/**
 * What an isolate holds after collections; its inspector stands at `address`. A collection is a task of the isolate's own,
 * answered when it is done: an isolate that rests does none, so something has to be asked of the server meanwhile.
 * Miniflare's client, since the runtime's inspector gives Node's own no answer. Throws when no answer comes in time.
 */
async function heldHeap(address: string): Promise<HeapUse> {
  const { webSocket } = await fetch(address, { headers: { upgrade: "websocket" } })
  if (!webSocket) throw new Error(`no inspector at ${address}`)
  webSocket.accept()
  try {
    for (let times = 1; times <= COLLECTIONS; times++)
      await ask(webSocket, times, "HeapProfiler.collectGarbage")
    return await ask<HeapUse>(webSocket, COLLECTIONS + 1, "Runtime.getHeapUsage")
  } finally {
    webSocket.close()
  }
}

interface Isolate {
  id: string
  address: string
}

/** The isolates behind an inspector's port: the only one of a Node process, or all that the runtime has started. */
async function isolatesAt(port: number): Promise<Isolate[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/json`)
  const targets = (await answer.json()) as { id: string; webSocketDebuggerUrl: string }[]
  // The runtime names an isolate by what it does, not as an address wants it.
  const addressed = ({ id, webSocketDebuggerUrl }: (typeof targets)[number]) => ({
    id,
    address: webSocketDebuggerUrl.replace(/^ws:/, "http:").replaceAll("#", "%23"),
  })
  return targets.map(addressed)
}

/** Reads the heaps of a process again and again; one that does not answer counts as it last did. */
export class Heaps {
  readonly #port: number
  readonly #last = new Map<string, HeapUse>()

  constructor(port: number) {
    this.#port = port
  }

  /** What all isolates of the process hold after collections. Throws when none of them has ever answered. */
  async look(): Promise<HeapUse[]> {
    const isolates = await isolatesAt(this.#port)
    const looked = isolates.map(async ({ id, address }) => {
      const heap = await heldHeap(address).catch(() => null)
      if (heap) this.#last.set(id, heap)
    })
    await Promise.all(looked)
    if (this.#last.size === 0) throw new Error(`no isolate answers at port ${this.#port}`)
    return [...this.#last.values()]
  }
}

export interface Held {
  used: number
  reserve: number
}

/** Megabytes in use, and those that heaps keep in reserve for what comes next: no more or less of it says anything about a leak. */
export function sumOf(heaps: readonly HeapUse[]): Held {
  const used = heaps.reduce((sum, { usedSize }) => sum + usedSize, 0) / 1024 / 1024
  const total = heaps.reduce((sum, { totalSize }) => sum + totalSize, 0) / 1024 / 1024
  return { used, reserve: total - used }
}
