/** Bytes of one isolate's heap after everything that nobody holds has been collected. */
export interface HeapUse {
  usedSize: number
  /** With what the heap keeps in reserve. */
  totalSize: number
}

interface Target {
  webSocketDebuggerUrl: string
}

interface Reply {
  id?: number
  result?: unknown
}

const PATIENCE_MS = 5_000

/** Asks an inspector one thing after another over one connection; answers the last result, null when none comes. */
function ask(address: string, methods: readonly string[]): Promise<unknown> {
  return new Promise((done) => {
    const socket = new WebSocket(address)
    let asked = 0
    const give = (result: unknown) => {
      clearTimeout(waiting)
      socket.close()
      done(result)
    }
    // An isolate that has never run anything does not answer.
    const waiting = setTimeout(() => give(null), PATIENCE_MS)
    const next = () => socket.send(JSON.stringify({ id: asked, method: methods[asked] }))
    socket.onopen = next
    socket.onerror = () => give(null)
    socket.onmessage = ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as Reply
      if (id !== asked) return
      asked += 1
      if (asked < methods.length) return next()
      give(result)
    }
  })
}

/** Collects the garbage of the isolates behind an inspector's port that answer, and tells what each still holds. */
export async function heldHeaps(port: number): Promise<HeapUse[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/json`)
  const targets = (await answer.json()) as Target[]
  const heaps = targets.map(({ webSocketDebuggerUrl }) => {
    // Miniflare names isolates with a `#`, which an address takes for the begin of something else.
    const address = webSocketDebuggerUrl.replaceAll("#", "%23")
    return ask(address, [
      "HeapProfiler.collectGarbage",
      "HeapProfiler.collectGarbage",
      "Runtime.getHeapUsage",
    ])
  })
  return (await Promise.all(heaps)).filter((heap) => heap !== null) as HeapUse[]
}

/** Megabytes that heaps keep in reserve for what comes next: no more or less of it says anything about a leak. */
export const reserveOf = (heaps: readonly HeapUse[]): number =>
  heaps.reduce((sum, { totalSize, usedSize }) => sum + totalSize - usedSize, 0) / 1024 / 1024
