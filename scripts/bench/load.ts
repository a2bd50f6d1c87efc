import { connect } from "node:net"

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

const endOfHead = "\r\n\r\n"
const endOfChunks = "\r\n0\r\n\r\n"

/** Follows the answers of one keep-alive connection that carries one request at a time; it keeps no body. */
class AnswerReader {
  #head = ""
  #received = 0
  /** Bytes of the whole answer; -1 until its head is there, -2 for a chunked one. */
  #expected = -1
  #tail = ""

  /** Takes the first `length` bytes; true when they complete an answer. Throws unless its status is 200. */
  take(length: number, bytes: Uint8Array): boolean {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, length)
    this.#received += length
    if (this.#expected === -1) this.#readHead(buffer)
    const done = this.#expected === -2 ? this.#endsChunked(buffer) : this.#received === this.#expected
    if (done) {
      this.#head = ""
      this.#tail = ""
      this.#received = 0
      this.#expected = -1
    }
    return done
  }

  #readHead(buffer: Buffer): void {
    this.#head += buffer.toString("latin1", 0, 4096)
    const end = this.#head.indexOf(endOfHead)
    if (end < 0) return
    const head = this.#head.slice(0, end)
    if (!head.startsWith("HTTP/1.1 200")) throw new Error(head.slice(0, head.indexOf("\r\n")))
    const length = /content-length: (\d+)/i.exec(head)?.[1]
    this.#expected = length === undefined ? -2 : end + endOfHead.length + Number(length)
  }

  #endsChunked(buffer: Buffer): boolean {
    this.#tail = (this.#tail + buffer.toString("latin1", Math.max(0, buffer.length - 16))).slice(-16)
    return this.#tail.endsWith(endOfChunks)
  }
}

function drive(options: LoadOptions, until: number, latencies: number[]): Promise<void> {
  const { url } = options
  // As browsers ask: they all take gzip.
  const headers = `Host: ${url.host}\r\nAccept: text/html\r\nAccept-Encoding: gzip, deflate, br`
  const request = Buffer.from(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${headers}\r\n\r\n`)
  return new Promise((done, fail) => {
    const reader = new AnswerReader()
    let sent = 0
    const send = () => {
      sent = performance.now()
      socket.write(request)
    }
    const onBytes = (length: number, bytes: Uint8Array): boolean => {
      try {
        if (!reader.take(length, bytes)) return true
      } catch (error) {
        socket.destroy()
        fail(error)
        return false
      }
      const now = performance.now()
      latencies.push(now - sent)
      if (now < until) send()
      else socket.destroy()
      return true
    }
    // One buffer for the whole connection: allocating for each read cost more than reading.
    const onread = { buffer: Buffer.alloc(64 * 1024), callback: onBytes }
    const socket = connect({ port: Number(url.port), host: url.hostname, onread })
    socket.setNoDelay(true)
    socket.on("connect", send)
    socket.on("error", fail)
    socket.on("close", () => done())
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
