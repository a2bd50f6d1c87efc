import { spawn } from "node:child_process"
import { setPriority } from "node:os"
import { join } from "node:path"
import type { Configuration } from "../configuration.ts"
import { isDue } from "./days.ts"
import { lastBackup } from "./made.ts"

const LOOK_MS = 60_000
/** After one that failed. */
const AGAIN_MS = 60 * 60_000
/** A day or night later somebody has to look; the domain has the limit. */
const LOW_PRIORITY = 10

function problem(line: string): void {
  console.error(JSON.stringify({ level: "error", event: "backup", problem: line }))
}

/**
 * Makes the night's backup when it is due, in a process of its own that waits for whoever asks for pages. Answers how to
 * end it: a backup that is broken off is none.
 */
export function nightly({ file, settings }: Configuration, folder: string): () => Promise<void> {
  let child: ReturnType<typeof spawn> | null = null
  let ended: Promise<void> = Promise.resolve()
  let notBefore = 0

  function start(): void {
    const script = join(import.meta.dirname, "..", "..", "serve.ts")
    const named = file === null ? [] : ["--config", file]
    const flags = ["--disable-warning=ExperimentalWarning", script, "backup", ...named]
    const made = spawn(process.execPath, flags, { stdio: ["ignore", "ignore", "pipe"] })
    child = made
    if (made.pid) setPriority(made.pid, LOW_PRIORITY)
    let output = ""
    made.stderr.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-2_000)
    })
    ended = new Promise((done) =>
      made
        .on("error", (error) => problem(error.message))
        .on("close", (code, signal) => {
          child = null
          if (code !== 0) notBefore = Date.now() + AGAIN_MS
          if (code !== 0 && signal === null) problem(output.trim())
          done()
        }),
    )
  }

  async function look(): Promise<void> {
    if (child !== null || Date.now() < notBefore) return
    const last = await lastBackup(folder)
    if (child === null && isDue(last && new Date(last.at), settings.BACKUP_AT, new Date())) start()
  }

  const looking = () => void look().catch((error: Error) => problem(error.message))
  const timer = setInterval(looking, LOOK_MS)
  looking()
  return async () => {
    clearInterval(timer)
    child?.kill("SIGTERM")
    await ended
  }
}
