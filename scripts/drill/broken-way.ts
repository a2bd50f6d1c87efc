import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net"

/**
 * How the way to a database is broken: it is not; it takes what is sent and says nothing; nobody listens; a write that was
 * sent arrives, and the line is cut instead of its reply; nobody listens any more when two requests have been answered.
 */
export type Way = "open" | "silent" | "refusing" | "reply lost" | "refusing after two"

/** How a batch that writes begins (worker/data/write.ts), as JSON. */
const writing = /insert into \\"writes\\"/

/** A TCP proxy before a server that breaks its connections. */
export class BrokenWay {
  readonly #behind: URL
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  #port = 0
  #way: Way = "open"
  #answered = 0
  /** Replies that were cut off so far. */
  cut = 0

  constructor(behind: string) {
    this.#behind = new URL(behind)
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  #accept(near: Socket): void {
    const far = connect(Number(this.#behind.port), this.#behind.hostname)
    const both = [near, far]
    let writes = false
    for (const socket of both) {
      this.#sockets.add(socket)
      socket.on("error", () => {})
      socket.on("close", () => {
        this.#sockets.delete(socket)
        for (const one of both) one.destroy()
      })
    }
    near.on("data", (bytes) => {
      const text = bytes.toString("latin1")
      writes = (writes && !text.startsWith("POST ")) || writing.test(text)
      if (this.#way !== "silent") far.write(bytes)
    })
    far.on("data", (bytes) => {
      if (this.#way === "reply lost" && writes) {
        this.cut++
        near.destroy()
      } else if (this.#way === "refusing after two" && bytes.includes("HTTP/1.1 ") && ++this.#answered >= 2) {
        // The last reply: whoever asks next has to connect anew, and nobody listens.
        this.#server?.close()
        this.#server = null
        near.end(bytes.toString("latin1").replace(/^connection: keep-alive/im, "connection: close"), "latin1")
      } else near.write(bytes)
    })
  }

  /** Listens, on the port it had before when there was one. */
  async open(): Promise<void> {
    const server = createServer((socket) => this.#accept(socket))
    server.listen(this.#port, "127.0.0.1")
    await once(server, "listening")
    this.#server = server
    this.#port = (server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    const closed = server && new Promise((done) => server.close(done))
    this.cutAll()
    await closed
  }

  /** Ends the connections that stand open. */
  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async become(way: Way): Promise<void> {
    this.#way = way
    this.#answered = 0
    if (way === "refusing") await this.close()
    else if (this.#server === null) await this.open()
    // What hangs in a silent connection is not answered later.
    if (way === "open") this.cutAll()
  }
}
