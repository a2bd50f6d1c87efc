import { existsSync } from "node:fs"
import { enableCompileCache } from "node:module"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { answerHelp } from "./call.ts"
import { type Configuration, readConfiguration } from "./serve/configuration.ts"
import { questions } from "./serve/questions.ts"
import { Refused } from "./serve/refused.ts"
import type { Served } from "./serve/running.ts"
import { goOn } from "./start/go-on.ts"

const usage = `npm run serve -- [init | check | backup | restore] [--config serve.conf]
A city on this machine in earnest: pages, jobs, database and files in one process. No demonstration.
  init           asks for city, hosts, mail server and first operator, makes secrets, folder and database
                 (or by flags: ${Object.keys(questions)
                   .map((name) => `--${name}`)
                   .join(" ")};
                 --places FILE for a city other than Chengdu)
  backup         makes a backup now and proves it by restoring it into a temporary place
  restore --backup FILE [--key backup-key.txt]   a backup into the configuration's folder, which must be empty
  check          says what is wrong before anything starts, and changes nothing
  --config FILE  the settings; without a file named serve.conf they come from the environment (SHIGE_…)`

const flags = Object.fromEntries(Object.keys(questions).map((name) => [name, { type: "string" as const }]))

function readCall() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        config: { type: "string" as const },
        places: { type: "string" as const },
        key: { type: "string" as const },
        backup: { type: "string" as const },
        ...flags,
      },
    })
  } catch (error) {
    throw new Refused((error as Error).message, usage)
  }
}

/** The file of settings: the one that was named, or serve.conf unless the environment says everything. */
function fileOf(named: string | undefined): string | null {
  if (named !== undefined) return named
  return process.env["SHIGE_CELL"] === undefined ? "serve.conf" : null
}

async function checkOnly(file: string | null): Promise<number> {
  const { check } = await import("./serve/check.ts")
  const findings = await check(readConfiguration(file, process.env), new Date())
  for (const { what, fault, warning } of findings)
    console.log(
      `${fault ? "✗" : warning ? "!" : "✓"} ${what}${fault || warning ? `\n  ${fault ?? warning}` : ""}`,
    )
  return findings.some(({ fault }) => fault !== null) ? 1 : 0
}

async function backup(configuration: Configuration): Promise<void> {
  const folder = configuration.settings.BACKUP_FOLDER
  if (folder === undefined) throw new Refused("没有设置 BACKUP_FOLDER。", "BACKUP_FOLDER is not set.")
  const { makeBackup } = await import("./serve/backup/make.ts")
  const { file, bytes, rows, objects, releases } = await makeBackup(configuration, folder)
  console.log(
    `已备份并核对 · made and proved ${file}: ${bytes} bytes, ${rows} rows, ${objects} objects, ${releases} releases`,
  )
}

let served: Served | undefined
let ending = false

/** How long an end in order may take after a mistake of the program, which may stand in its way. */
const LONGEST_END_MS = 10_000

async function end(status = 0): Promise<void> {
  if (ending) return
  ending = true
  if (status !== 0) setTimeout(() => process.exit(status), LONGEST_END_MS)
  await served?.stop()
  process.exit(status)
}

async function run(file: string | null): Promise<void> {
  goOn(
    (line) => console.error(line),
    () => void end(1).catch(() => process.exit(1)),
  )
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end())
  const configuration = readConfiguration(file, process.env)
  // What was compiled once is kept: a start is half as long.
  if (existsSync(join(configuration.data, "city.json")))
    enableCompileCache(join(configuration.data, "compiled"))
  const { serve } = await import("./serve/running.ts")
  const started = await serve(configuration, (line) => process.stdout.write(`${line}\n`))
  served = started
  if (ending) return started.stop()
  const seconds = process.uptime().toFixed(1)
  process.stdout.write(`实格 · Shige Benchmark 已启动（${seconds} 秒）：${started.url}\n`)
}

async function main(): Promise<void> {
  answerHelp(usage)
  const { values, positionals } = readCall()
  const [verb = "run", ...more] = positionals
  const file = fileOf(values.config)
  if (more.length > 0) throw new Refused(`多余的参数 “${more[0]}”。`, usage)
  if (verb === "check") process.exitCode = await checkOnly(file)
  else if (verb === "backup") await backup(readConfiguration(file, process.env))
  else if (verb === "restore") {
    if (values.backup === undefined)
      throw new Refused("请用 --backup 指明备份。", "Name the backup: --backup FILE.")
    const { bringBack } = await import("./serve/backup/bring-back.ts")
    const { rows, files, releases } = await bringBack(
      readConfiguration(file, process.env),
      values.backup,
      values.key,
    )
    console.log(`已恢复 · restored: ${rows} rows, ${files} objects, ${releases} releases`)
  } else if (verb === "init") {
    const { config: _config, key: _key, backup: _backup, places, ...rest } = values
    const { init } = await import("./serve/init.ts")
    const made = await init({ file: file ?? "serve.conf", flags: rest, places })
    console.log(`\n已建立 · made ${file ?? "serve.conf"}，首位运营员 · first operator: ${made.email}`)
    if (made.password !== null)
      console.log(`密码（只显示一次）· password (shown this once): ${made.password}`)
  } else if (verb === "run") await run(file)
  else throw new Refused(`没有 “${verb}” 这个命令。`, usage)
}

main().catch((error: unknown) => {
  if (ending) return
  console.error(error instanceof Refused ? error.message : error)
  process.exit(1)
})
