import { join } from "node:path"
import { parseArgs } from "node:util"
import { answerHelp } from "./call.ts"
import { alignedTable, currentCodes, demonstrationLogins, loginTable } from "./start/accounts.ts"
import { CannotStart, type RunningApp, startApp } from "./start/app.ts"
import { goOn } from "./start/go-on.ts"
import { type Inbox, startInbox } from "./start/inbox.ts"
import { requestFile } from "./start/request-file.ts"

const usage = `npm start -- [--port 8787] [--data .data] [--verbose] [--inspect PORT]
The whole product on this machine; a folder that holds no city yet is filled with the demonstration.
  --port N     port of the pages, any free one for 0
  --data DIR   folder of everything that is kept
  --verbose    prints a line for each request instead of keeping it in requests.log of the folder
  --inspect N  opens workerd's inspector at a port of this machine, for DevTools: heaps and profiles`

interface Asked {
  port: number
  data: string
  verbose: boolean
  inspect: number | undefined
}

function portOf(name: string, text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new CannotStart(`--${name} 须为 0–65535 的整数，收到 “${text}”。`)
  return port
}

function options(): Asked {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "8787" },
        data: { type: "string", default: ".data" },
        verbose: { type: "boolean", default: false },
        inspect: { type: "string" },
      },
    })
    const port = portOf("port", values.port)
    const inspect = values.inspect === undefined ? undefined : portOf("inspect", values.inspect)
    if (values.data === "") throw new CannotStart("--data 须为一个目录。")
    return { port, data: values.data, verbose: values.verbose, inspect }
  } catch (error) {
    if (error instanceof CannotStart) throw error
    throw new CannotStart(`${(error as Error).message}\n${usage}`)
  }
}

let app: RunningApp | undefined
let inbox: Inbox | undefined
let requests: ReturnType<typeof requestFile> | undefined
let ending = false

/** How long an end in order may take after a mistake of the program, which may stand in its way. */
const LONGEST_END_MS = 10_000

async function end(status = 0): Promise<void> {
  if (ending) return
  ending = true
  if (status !== 0) setTimeout(() => process.exit(status), LONGEST_END_MS)
  console.log("\n正在结束…… stopping")
  // A start that is under way is dropped: what it had made aside is made anew by the next one.
  await inbox?.close()
  await app?.stop()
  requests?.close()
  console.log("已结束，数据已保存。")
  process.exit(status)
}

goOn(
  (line) => console.error(line),
  () => void end(1).catch(() => process.exit(1)),
)

// Ctrl-C reaches the whole group and may come twice: it ends once, in order.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end())

async function main(): Promise<void> {
  answerHelp(usage)
  const { port, data, verbose, inspect } = options()
  const started = performance.now()
  const progress = (line: string) => {
    if (!ending) console.log(`  ${line}`)
  }
  const logRequest = (line: string) => (verbose ? console.log(line) : requests?.write(line))
  const log = (line: string) => console.error(line)
  app = await startApp({ port, data, inspectorPort: inspect, progress, log, logRequest })
  if (!verbose) requests = requestFile(join(data, "requests.log"), (problem) => console.error(problem))
  if (ending) return app.stop()
  const address = app.url.replace("127.0.0.1", "localhost")
  const { libsqlUrl } = app
  inbox = await startInbox(app.mailbox, () => currentCodes(libsqlUrl, new Date()))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`\n实格 · Shige Benchmark 已启动（${seconds} 秒）：${address}\n`)
  if (app.cities.length > 1) {
    const rows = app.cities.map(({ name, url }) => [`  ${name}`, url])
    console.log(`城市 · cities\n${alignedTable(rows)}\n`)
  }
  const table = loginTable(await demonstrationLogins(app.libsqlUrl))
  if (table) console.log(`${table}\n  登录：${address}/sign-in\n`)
  console.log(`本机邮箱：${inbox.url}（本机发出的邮件都在这里）\n`)
  console.log(`数据目录：${data}    Ctrl-C 结束`)
}

main().catch((error: unknown) => {
  if (ending) return
  console.error(error instanceof CannotStart ? `\n${error.message}` : error)
  process.exit(1)
})
