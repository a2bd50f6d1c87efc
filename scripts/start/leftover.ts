import { spawnSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

interface RunningProcess {
  pid: number
  parent: number
  /** The program: its name or its path. */
  name: string
  /** When it started, in the words of the system: with `pid` it tells a process from a later one. */
  started: string
}

/** proc_pid_stat(5): number (name) state parent …, and as the 22nd field the start, in clock ticks after boot. */
function fromProc(): RunningProcess[] {
  return readdirSync("/proc").flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return []
    try {
      const text = readFileSync(`/proc/${entry}/stat`, "utf8")
      const end = text.lastIndexOf(")")
      const [state, parent, ...rest] = text.slice(end + 2).split(" ")
      if (state === "Z") return []
      const name = text.slice(text.indexOf("(") + 1, end)
      return [{ pid: Number(entry), parent: Number(parent), name, started: rest[17] ?? "" }]
    } catch {
      return []
    }
  })
}

function fromPs(): RunningProcess[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,stat=,lstart=,comm="], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  })
  return (stdout ?? "").split("\n").flatMap((line) => {
    const [, pid, parent, state = "", started = "", name = ""] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.{24})\s+(.+)$/.exec(line) ?? []
    if (pid === undefined || state.startsWith("Z")) return []
    return [{ pid: Number(pid), parent: Number(parent), name: name.trim(), started }]
  })
}

/** Every running process that the system shows us; none on Windows, where nothing here is done. */
function runningProcesses(): RunningProcess[] {
  if (process.platform === "win32") return []
  return process.platform === "linux" ? fromProc() : fromPs()
}

const runtimes = () => runningProcesses().filter(({ name }) => /(^|\/)workerd$/.test(name))
const lineOf = ({ pid, name, started }: RunningProcess) => `${pid} ${name} ${started}`
const fileIn = (folder: string) => join(folder, "workerd")

/**
 * Writes down in `folder` which workerd processes this process has started. They outlive it when it is killed, and go
 * on listening on its port. Without room on the disk it is left undone: nothing else hangs on it.
 */
export function rememberRuntimes(folder: string): void {
  const own = runtimes().filter(({ parent }) => parent === process.pid)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(fileIn(folder), own.map((one) => `${lineOf(one)}\n`).join(""))
  } catch {
    // Then who finds the port taken ends it by hand.
  }
}

/** To be called when they have ended in order. */
export function forgetRuntimes(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}

/**
 * Ends the workerd processes written down in `folder` that still run, and says so by `progress`. Only for the holder of the
 * folder's lock: whoever started them is dead then. What the system does not let us end is left as it is.
 */
export async function endLeftRuntimes(folder: string, progress: (line: string) => void): Promise<void> {
  const text = await readFile(fileIn(folder), "utf8").catch(() => "")
  const known = new Set(text.split("\n"))
  const left = () => (text === "" ? [] : runtimes().filter((one) => known.has(lineOf(one))))
  const found = left().map(({ pid }) => pid)
  if (found.length > 0)
    progress(
      `结束上次遗留的 workerd（进程 ${found.join(", ")}）· ending the workerd that a killed start left running`,
    )
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    for (const { pid } of left())
      try {
        process.kill(pid, signal)
      } catch {
        // It has ended meanwhile, or belongs to somebody else.
      }
    for (let wait = 0; wait < 40 && left().length > 0; wait++) await sleep(50)
  }
  if (left().length === 0) await rm(fileIn(folder), { force: true })
}
