import { type ChildProcess, fork } from "node:child_process"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { FileOutcome, Order, Told } from "./runner.ts"

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** A fault may stop the process that runs it: after so long without a test that ended it is stopped. */
const SILENCE_MS = 200_000

/** What an order came to: how its files ended; null: the process was silent for too long or broke. */
export type Ran = FileOutcome[] | null

export interface TestRunner {
  run(order: Omit<Order, "number">): Promise<Ran>
  stop(): void
}

/** Runs test files of the copy `root`, one order after the other, in a process that keeps what it has translated. */
export function testRunner(root: string, planted: string, work: string): TestRunner {
  mkdirSync(work, { recursive: true })
  let child: ChildProcess | null = null
  let ready: Promise<void> = Promise.resolve()
  let number = 0
  const kill = () => {
    // The whole group: a process that hangs in a loop does not hear that its parent has gone.
    if (child?.pid) process.kill(-child.pid, "SIGKILL")
    child = null
  }
  const begin = (): ChildProcess => {
    const args = [root, planted, join(work, "order.json"), here("setup.ts")]
    const begun = fork(here("runner.ts"), args, {
      cwd: root,
      detached: true,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: ["--disable-warning=ExperimentalWarning"],
    })
    ready = new Promise((done) => begun.on("message", (told: Told) => "ready" in told && done()))
    child = begun
    return begun
  }
  return {
    async run(order) {
      const own = child ?? begin()
      await ready
      return new Promise<Ran>((done) => {
        let timer: NodeJS.Timeout
        const end = (ran: Ran) => {
          clearTimeout(timer)
          own.off("message", hear)
          own.off("exit", broken)
          if (ran === null) kill()
          done(ran)
        }
        const broken = () => end(null)
        const wait = () => {
          clearTimeout(timer)
          timer = setTimeout(broken, SILENCE_MS)
        }
        const hear = (told: Told) => ("done" in told ? end(told.done) : wait())
        own.on("message", hear)
        own.on("exit", broken)
        wait()
        own.send({ ...order, number: number++ })
      })
    },
    stop: kill,
  }
}
