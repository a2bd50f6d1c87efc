import { type ChildProcess, execFile, spawn } from "node:child_process"
import { appendFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const root = fileURLToPath(new URL("../..", import.meta.url))
const run = promisify(execFile)

/** A command of `npm run serve` in a folder of its own: what it wrote and how it ended. */
export interface Said {
  /** Null where a signal ended it. */
  status: number | null
  output: string
}

/** A folder with a configuration and the city of it, as `npm run serve -- init` makes them; `remove` ends all that runs. */
export interface ServedCity {
  folder: string
  config: string
  data: string
  /** The first operator's. */
  password: string
  /** Runs the command with these words and waits for its end. */
  command(...words: string[]): Promise<Said>
  /** Runs it without waiting. */
  begin(...words: string[]): { child: ChildProcess; said: Promise<Said> }
  /** Lines at the end of the configuration. */
  configure(...lines: string[]): void
  start(environment?: Record<string, string>): Promise<Running>
  remove(): void
}

/** The program as it runs. */
export interface Running {
  url: string
  child: ChildProcess
  output(): string
  /** Ends it by a signal, and answers its status: null where the signal ended it. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>
}

export const operatorEmail = "chief@city.example"

/** Makes a city by the command itself; flags go before what is usual here. */
export async function makeServedCity(flags: Record<string, string> = {}): Promise<ServedCity> {
  const folder = mkdtempSync(join(tmpdir(), "shige-served-"))
  const config = join(folder, "serve.conf")
  const children = new Set<ChildProcess>()

  function begin(...words: string[]) {
    const asked = run(process.execPath, [join(root, "scripts/serve.ts"), ...words], { cwd: folder })
    const said = asked.then(
      ({ stdout, stderr }) => ({ status: 0, output: stdout + stderr }),
      ({ code, stdout, stderr }) => ({
        status: code === null ? null : Number(code),
        output: `${stdout}${stderr}`,
      }),
    )
    return { child: asked.child, said }
  }
  const command = (...words: string[]) => begin(...words).said

  async function start(environment: Record<string, string> = {}): Promise<Running> {
    const args = [
      "--max-semi-space-size=8",
      "--disable-warning=ExperimentalWarning",
      join(root, "scripts/serve.ts"),
      "--config",
      config,
    ]
    const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...environment } })
    children.add(child)
    let output = ""
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString()
      })
    const ended = new Promise<number | null>((done) =>
      child.on("close", (code) => {
        children.delete(child)
        done(code)
      }),
    )
    const address = () => /已启动[^h]*(https?:\/\/\S+)/.exec(output)?.[1]
    while (address() === undefined && child.exitCode === null && child.signalCode === null) await sleep(20)
    const url = address()
    if (url === undefined) throw new Error(`it did not start: ${output}`)
    return {
      url,
      child,
      output: () => output,
      end: (signal) => {
        child.kill(signal)
        return ended
      },
    }
  }

  const given = {
    code: "510100",
    name: "成都市",
    host: "127.0.0.1 localhost",
    listen: "127.0.0.1:0",
    data: "data",
    smtp: "",
    from: "",
    "operator-email": operatorEmail,
    "operator-name": "首位运营员",
    ...flags,
  }
  const words = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])
  const made = await command("init", "--config", config, ...words)
  if (made.status !== 0) throw new Error(made.output)
  return {
    folder,
    config,
    data: join(folder, "data"),
    password: /this once\): (\S+)/.exec(made.output)?.[1] ?? "",
    command,
    begin,
    configure: (...lines) => appendFileSync(config, `${lines.join("\n")}\n`),
    start,
    remove() {
      for (const child of children) child.kill("SIGKILL")
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A certificate of this machine for its own names, as files. */
export async function makeCertificate(
  folder: string,
  name: string,
  days = 30,
): Promise<{ certificate: string; key: string }> {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)]
  const alternative = "subjectAltName=DNS:localhost,IP:127.0.0.1"
  const args = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=${name} -days ${days}`
  await run("openssl", [...args.split(" "), "-addext", alternative, "-keyout", key, "-out", certificate])
  return { certificate, key }
}
