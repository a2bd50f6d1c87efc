import { connect as connectPlain, type Socket as NodeSocket } from "node:net"
import { Duplex } from "node:stream"
import { connect as connectSecure } from "node:tls"

interface Address {
  hostname: string
  port: number
}

interface Options {
  secureTransport?: "off" | "on" | "starttls"
}

const serverName = (hostname: string) => (/^[\d.]+$|:/.test(hostname) ? {} : { servername: hostname })

function wrap(socket: NodeSocket, ready: "connect" | "secureConnect", { hostname }: Address) {
  const opened = new Promise<void>((done, fail) => {
    socket.once(ready, () => done())
    socket.once("error", fail)
    socket.once("close", () => fail(new Error("connection closed")))
  })
  const closed = new Promise<void>((done) => socket.once("close", () => done()))
  // Whoever does not wait for them is told by the reader.
  opened.catch(() => {})
  socket.on("error", () => {})
  const { readable, writable } = Duplex.toWeb(socket)
  return {
    readable,
    writable,
    opened,
    closed,
    async close() {
      socket.destroy()
    },
    /** The same connection, encrypted from here on; the server's certificate must be good for its name. */
    startTls() {
      socket.removeAllListeners("data")
      socket.removeAllListeners("readable")
      const secure = connectSecure({ socket, ...serverName(hostname) })
      return wrap(secure, "secureConnect", { hostname, port: 0 })
    },
  }
}

/** Stands for `cloudflare:sockets` in the bundle for Node: what the gateway of letters connects by. */
export function connect(address: Address, { secureTransport = "off" }: Options = {}) {
  const host = address.hostname.replace(/^\[|\]$/g, "")
  if (secureTransport !== "on") return wrap(connectPlain({ host, port: address.port }), "connect", address)
  const secure = connectSecure({ host, port: address.port, ...serverName(host) })
  return wrap(secure, "secureConnect", address)
}
