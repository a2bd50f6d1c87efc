import { type ChildProcess, spawn } from "node:child_process"
import { createServer } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"

/** A port of this machine that nobody uses now. */
export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((done) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" && address ? address.port : 0
      server.close(() => done(port))
    }),
  )
}

/** The product as people start it. */
export interface StartedServer {
  url: string
  pid: number
  isAlive(): boolean
  /** Ends it in order. */
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Is told what the server says of problems; this process's own stream when nothing is said. */
  tell?: (text: string) => void
  /** Ports of inspectors: of the process that `npm start` is, and of the runtime that it starts. */
  inspect?: { main: number; runtime: number }
}

async function stopped(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM")
  if (child.exitCode === null) await new Promise((done) => child.once("exit", done))
}

/**
 * Starts the product on a folder in a process of its own, and waits until it answers: five minutes at most.
 */
export async function startServer(
  data: string,
  { tell, inspect }: ServerOptions = {},
): Promise<StartedServer> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const script = fileURLToPath(new URL("../start.ts", import.meta.url))
  // As run.mjs starts it.
  const own = inspect ? [`--inspect=127.0.0.1:${inspect.main}`] : []
  const runtime = inspect ? ["--inspect", String(inspect.runtime)] : []
  const child = spawn(
    process.execPath,
    ["--max-semi-space-size=8", ...own, script, "--port", String(port), "--data", data, ...runtime],
    { stdio: ["ignore", "ignore", tell ? "pipe" : "inherit"] },
  )
  child.stderr?.on("data", (chunk: Buffer) => tell?.(chunk.toString()))
  const isAlive = () => child.exitCode === null && child.signalCode === null
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error("the server ended before it answered")
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.ok) return { url, pid: child.pid ?? 0, isAlive, stop: () => stopped(child) }
    await sleep(500)
  }
  await stopped(child)
  throw new Error("the server did not answer within five minutes")
}
