import type { AddressInfo, Socket } from "node:net"
import { createServer } from "node:net"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { Miniflare } from "miniflare"
import { SMTPServer } from "smtp-server"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"

let miniflare: Miniflare
const closing: (() => void)[] = []

beforeAll(async () => {
  const entry = fileURLToPath(new URL("./smtp-probe.ts", import.meta.url))
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    write: false,
    external: ["cloudflare:sockets"],
  })
  miniflare = new Miniflare({
    modules: true,
    script: bundle.outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-08-01",
  })
  await miniflare.ready
})
afterAll(() => miniflare.dispose())
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

interface Seen {
  logins: string[]
  bodies: string[]
}

/** A mail server that asks for a password and offers no encryption. */
async function mailServer(
  host: string,
  password = "p:w/",
  authOptional = false,
): Promise<{ port: number; seen: Seen }> {
  const seen: Seen = { logins: [], bodies: [] }
  const server = new SMTPServer({
    allowInsecureAuth: true,
    authOptional,
    disabledCommands: authOptional ? ["STARTTLS", "AUTH"] : ["STARTTLS"],
    onAuth({ username = "", password: given }, _, done) {
      seen.logins.push(username)
      done(given === password ? null : new Error("wrong"), { user: username })
    },
    onData(stream, _, done) {
      let body = ""
      stream.on("data", (chunk: Buffer) => {
        body += chunk.toString()
      })
      stream.on("end", () => {
        seen.bodies.push(body)
        done()
      })
    },
  })
  server.on("error", () => {})
  await new Promise<void>((ready) => server.listen(0, host, () => ready()))
  closing.push(() => server.close(() => {}))
  return { port: (server.server.address() as AddressInfo).port, seen }
}

/** A server that says one thing to whoever comes. */
async function oneLiner(say: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => {}).resume()
    say(socket)
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()))
  closing.push(() => server.close())
  return (server.address() as AddressInfo).port
}

async function send(
  host: string,
  port: number,
  credentials?: { username: string; password: string },
  plain = false,
) {
  const server = { host, port, secure: false, plain, credentials }
  const body = JSON.stringify({ server, from: { name: "实格", address: "a@b.example" } })
  const answer = await miniflare.dispatchFetch("http://mail/", { method: "POST", body })
  return answer.json()
}

const credentials = { username: "me", password: "p:w/" }

describe("a password", () => {
  test("is given to a server of this machine; lines of a single dot arrive", async () => {
    const { port, seen } = await mailServer("127.0.0.1")
    expect(await send("127.0.0.1", port, credentials)).toBeNull()
    expect(seen.logins).toEqual(["me"])
    expect(seen.bodies[0]).toContain("\r\n.\r\n.text")
  })

  test("is kept from a server elsewhere that offers no encryption", async () => {
    const { port, seen } = await mailServer("127.0.0.2")
    expect(await send("127.0.0.2", port, credentials)).toBe("no encryption")
    expect(seen).toEqual({ logins: [], bodies: [] })
  })

  test("that is wrong or missing is said by code or in words", async () => {
    const { port } = await mailServer("127.0.0.1", "another")
    expect(await send("127.0.0.1", port, credentials)).toBe("535")
    expect(await send("127.0.0.1", port)).toBe("no authentication")
  })
})

describe("a letter without encryption", () => {
  test("goes to a server of this machine only, where nobody said otherwise", async () => {
    const here = await mailServer("127.0.0.1", "", true)
    expect(await send("127.0.0.1", here.port)).toBeNull()
    const elsewhere = await mailServer("127.0.0.2", "", true)
    expect(await send("127.0.0.2", elsewhere.port)).toBe("no encryption")
    expect(elsewhere.seen.bodies).toEqual([])
  })

  test("goes elsewhere where the setting says so, but never with a password", async () => {
    const elsewhere = await mailServer("127.0.0.2", "", true)
    expect(await send("127.0.0.2", elsewhere.port, undefined, true)).toBeNull()
    expect(elsewhere.seen.bodies).toHaveLength(1)
    const asking = await mailServer("127.0.0.2")
    expect(await send("127.0.0.2", asking.port, credentials, true)).toBe("no encryption")
    expect(asking.seen.logins).toEqual([])
  })
})

describe("a server that misbehaves is given up, and the Worker goes on", () => {
  test.each<[string, (socket: Socket) => void, string]>([
    ["turns everybody away", (socket) => socket.end("421 a@b.example busy\r\n"), "421"],
    ["closes without a word", (socket) => socket.end(), "connection closed"],
    ["closes in the middle of a line", (socket) => socket.end("220 hel"), "connection closed"],
    ["never ends its answer", (socket) => socket.end("220-x\r\n".repeat(20_000)), "answer too long"],
    ["breaks off", (socket) => socket.resetAndDestroy(), "no connection"],
  ])("%s", async (_, say, problem) => {
    const port = await oneLiner(say)
    const said = await send("127.0.0.1", port)
    if (problem === "no connection") expect(["no connection", "connection closed"]).toContain(said)
    else expect(said).toBe(problem)
  })

  test("is not there", async () => {
    expect(await send("127.0.0.1", 1)).toBe("no connection")
  })

  test("says nothing at all", async () => {
    let hungUp = () => {}
    const gone = new Promise<void>((resolve) => {
      hungUp = resolve
    })
    const port = await oneLiner((socket) => socket.once("close", hungUp))
    // Its own deadline is what says so, and the connection does not stay behind.
    expect(await send("127.0.0.1", port)).toBe("time")
    await gone
  })
})
