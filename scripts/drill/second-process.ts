import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { startServer } from "../soak/server.ts"
import { type Demonstration, expectWhole, Filer, placesOf } from "./demonstration.ts"
import { type Findings, Statuses } from "./findings.ts"

const run = promisify(execFile)
const rows = 200

/** Runs statements on a database file by Node's own SQLite, in a process of its own; answers the last one's rows. */
async function elsewhere(file: string, program: string): Promise<string> {
  const script = `const { DatabaseSync } = require("node:sqlite")
    const db = new DatabaseSync(${JSON.stringify(file)}, { timeout: 10000 })
    ${program}
    db.close()`
  return (await run(process.execPath, ["--disable-warning=ExperimentalWarning", "-e", script])).stdout.trim()
}

/** The first start of a folder, and a second process that writes into its database while people work. */
export async function drillSecondProcess(_: Demonstration, findings: Findings): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), "shige-drill-second-"))
  const file = join(data, "cell.db")
  findings.step("a first start seeds its folder and serves it")
  const server = await startServer(data, { tell: () => {} })
  try {
    const filer = new Filer(server.url, await placesOf(data))
    await filer.signIn()
    await elsewhere(file, `db.exec("create table beside (n integer)")`)
    const writing = elsewhere(
      file,
      `for (let n = 0; n < ${rows}; n++) db.prepare("insert into beside values (?)").run(n)`,
    )
    const saves = new Statuses()
    for (let round = 0; round < 50; round++) await saves.of(filer.saveNow(String(1000 + round)))
    await writing
    findings.expect("both write at the same time", saves.only("303"), String(saves))
    const count = await elsewhere(file, `console.log(db.prepare("select count(*) as n from beside").get().n)`)
    findings.expect("every row of the second process is there", count === String(rows), count)
    const { figure } = await filer.standing()
    findings.expect("and what people saved", figure === filer.acknowledged, figure)
    await expectWhole(data, findings)
  } finally {
    await server.stop()
  }
  const after = await elsewhere(file, `console.log(db.prepare("select count(*) as n from beside").get().n)`)
  findings.expect("also when the product has ended", after === String(rows), after)
  await rm(data, { recursive: true, force: true })
}
