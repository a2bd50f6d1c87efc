import { connect, type Socket } from "node:net"

export interface LoadResult {
  requestsPerSecond: number
  /** Milliseconds from sending a request to the end of its answer. */
  latencies: number[]
  /** Share of one core that this process used: near 1 the generator itself would be the limit. */
  generatorCpu: number
}

export interface LoadOptions {
  url: URL
  connections: number
  milliseconds: number
}

const endOfHead = Buffer.from("\r\n\r\n")
const endOfChunks = Buffer.from("\r\n0\r\n\r\n")

/** Reads answers of one keep-alive connection that carries one request at a time. */
class AnswerReader {
  #parts: Buffer[] = []
  #received = 0
  /** Bytes of the whole answer; -1 until its head is there, -2 for a chunked one. */
  #expected = -1

  /** Takes bytes; true when they complete an answer. Throws unless its status is 200. */
  take(bytes: Buffer): boolean {
    this.#parts.push(bytes)
    this.#received += bytes.length
    if (this.#expected === -1) this.#readHead()
    const done = this.#expected === -2 ? this.#endsChunked() : this.#received === this.#expected
    if (done) {
      this.#parts = []
      this.#received = 0
      this.#expected = -1
    }
    return done
  }

  #readHead(): void {
    const all = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts)
    const end = all.indexOf(endOfHead)
    if (end < 0) return
    const head = all.toString("latin1", 0, end)
    if (!head.startsWith("HTTP/1.1 200")) throw new Error(head.slice(0, head.indexOf("\r\n")))
    const length = /content-length: (\d+)/i.exec(head)?.[1]
    this.#expected = length === undefined ? -2 : end + 4 + Number(length)
  }

  #endsChunked(): boolean {
    const last = this.#parts.at(-1) as Buffer
    const tail = last.length >= endOfChunks.length ? last : Buffer.concat(this.#parts.slice(-8))
    return tail.subarray(-endOfChunks.length).equals(endOfChunks)
  }
}

function drive(options: LoadOptions, until: number, latencies: number[]): Promise<void> {
  const { url } = options
  const request = Buffer.from(
    `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nAccept: text/html\r\n\r\n`,
  )
  return new Promise((done, fail) => {
    const socket: Socket = connect(Number(url.port), url.hostname)
    const reader = new AnswerReader()
    let sent = 0
    const send = () => {
      sent = performance.now()
      socket.write(request)
    }
    socket.setNoDelay(true)
    socket.on("connect", send)
    socket.on("error", fail)
    socket.on("close", () => done())
    socket.on("data", (bytes: Buffer) => {
      try {
        if (!reader.take(bytes)) return
      } catch (error) {
        socket.destroy()
        fail(error)
        return
      }
      const now = performance.now()
      latencies.push(now - sent)
      if (now < until) send()
      else socket.destroy()
    })
  })
}

/** Asks for one address over keep-alive connections for a bounded time. Fails on any answer but 200. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const latencies: number[] = []
  const cpu = process.cpuUsage()
  const started = performance.now()
  const until = started + options.milliseconds
  await Promise.all(Array.from({ length: options.connections }, () => drive(options, until, latencies)))
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return {
    requestsPerSecond: latencies.length / seconds,
    latencies,
    generatorCpu: (user + system) / 1e6 / seconds,
  }
}
