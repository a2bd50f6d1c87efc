import { rmSync } from "node:fs"
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

/** The lock is held by another living process; `pid` is that process. */
export class LockHeld extends Error {
  readonly pid: number
  constructor(pid: number) {
    super(`held by process ${pid}`)
    this.name = "LockHeld"
    this.pid = pid
  }
}

/** What tells a living process from a later one with the same number; empty where the system does not say. */
const commandLine = (pid: number) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** Not mkdir's own `recursive`: below /proc, where nothing can be made, it never comes back (Node 24). */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return
  if (dirname(path) !== path) await makeFolder(dirname(path))
  try {
    await mkdir(path)
  } catch (error) {
    if (!(await isFolder(path))) throw error
  }
}

/** The living process that holds the lock, or null: a lock may outlive its process, and numbers are used again. */
export async function holderOf(file: string): Promise<number | null> {
  const text = await readFile(file, "utf8").catch(() => "")
  const [first = "", command = ""] = text.split("\n")
  const pid = Number.parseInt(first, 10)
  if (!Number.isInteger(pid) || !isAlive(pid)) return null
  if (pid === process.pid) {
    const started = Date.now() - process.uptime() * 1000
    return (await stat(file)).mtimeMs >= started ? pid : null
  }
  return command === JSON.stringify(await commandLine(pid)) ? pid : null
}

/**
 * Takes the lock `file` (its content is our process id) or throws LockHeld. A lock whose process has died is taken
 * over. Returns the function that gives it back; the end of the process gives it back too.
 */
export async function claimLock(file: string): Promise<() => void> {
  await makeFolder(dirname(file))
  const content = `${process.pid}\n${JSON.stringify(await commandLine(process.pid))}\n`
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      await writeFile(file, content, { flag: "wx" })
      const remove = () => rmSync(file, { force: true })
      process.once("exit", remove)
      return () => {
        process.off("exit", remove)
        remove()
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    }
    const holder = await holderOf(file)
    if (holder !== null) throw new LockHeld(holder)
    // A file without a living process may be one that is just being written: it gets a moment.
    await sleep(50)
    if ((await holderOf(file)) === null) await rm(file, { force: true })
  }
  throw new Error(`The lock ${file} could not be taken`)
}

/** Runs `work` while holding the lock, waiting for other processes as long as they live. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const release = await claimLock(file)
      try {
        return await work()
      } finally {
        release()
      }
    } catch (error) {
      if (!(error instanceof LockHeld)) throw error
      await sleep(100)
    }
  }
}
