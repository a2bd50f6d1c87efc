import { setTimeout as sleep } from "node:timers/promises"
import { fetch, type WebSocket } from "miniflare"

/** Bytes of one isolate's heap after everything that nobody holds has been collected. */
export interface HeapUse {
  usedSize: number
  /** With what the heap keeps in reserve. */
  totalSize: number
}

const PATIENCE_MS = 5_000
const COLLECTIONS = 2

/**
 * One session with an isolate's inspector, kept for as long as the isolate is watched: the runtime gives back nothing of a
 * session that has ended (about 0.02 MB each, 14 isolates), and what opened one for every look measured itself.
 */
class Session {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (result: unknown) => void>()
  #asked = 0
  #looking: Promise<HeapUse> | null = null
  /** What it held when it last answered. */
  last: HeapUse | null = null

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener("message", ({ data }) => {
      const answer = JSON.parse(String(data)) as { id?: number; result?: unknown }
      if (answer.id === undefined) return
      this.#waiting.get(answer.id)?.(answer.result)
      this.#waiting.delete(answer.id)
    })
  }

  /** Miniflare's client, since the runtime's inspector gives Node's own no answer. Null of an isolate that has none. */
  static async open(address: string): Promise<Session | null> {
    const { webSocket } = await fetch(address, { headers: { upgrade: "websocket" } })
    if (!webSocket) return null
    webSocket.accept()
    return new Session(webSocket)
  }

  #ask<T>(method: string): Promise<T> {
    const id = ++this.#asked
    const answered = new Promise<T>((done) => this.#waiting.set(id, (result) => done(result as T)))
    this.#socket.send(JSON.stringify({ id, method }))
    return answered
  }

  async #collected(): Promise<HeapUse> {
    for (let times = 1; times <= COLLECTIONS; times++) await this.#ask("HeapProfiler.collectGarbage")
    const heap = await this.#ask<HeapUse>("Runtime.getHeapUsage")
    this.last = heap
    this.#looking = null
    return heap
  }

  /**
   * Looks once more, and waits for a while. A collection is a task of the isolate's own, answered when it is done: an
   * isolate that rests does none, so something has to be asked of the server meanwhile. What was asked and not answered
   * yet is not asked again.
   */
  async look(): Promise<void> {
    this.#looking ??= this.#collected()
    const late = new AbortController()
    const patience = sleep(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => {})
    await Promise.race([this.#looking, patience])
    late.abort()
  }

  close(): void {
    this.#socket.close()
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
  readonly #sessions = new Map<string, Session | null>()

  constructor(port: number) {
    this.#port = port
  }

  /** What all isolates of the process hold after collections. Throws when none of them has ever answered. */
  async look(): Promise<HeapUse[]> {
    for (const { id, address } of await isolatesAt(this.#port))
      if (!this.#sessions.has(id)) this.#sessions.set(id, await Session.open(address))
    const sessions = [...this.#sessions.values()].filter((session) => session !== null)
    await Promise.all(sessions.map((session) => session.look()))
    const heaps = sessions.flatMap(({ last }) => (last ? [last] : []))
    if (heaps.length === 0) throw new Error(`no isolate answers at port ${this.#port}`)
    return heaps
  }

  /** Ends all sessions: a process that is watched does not end by itself. */
  close(): void {
    for (const session of this.#sessions.values()) session?.close()
    this.#sessions.clear()
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
