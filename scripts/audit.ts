/**
 * The audit log's hash chain: `npm run audit -- verify` computes it again and ends with status 1 when an event was
 * removed or changed, or a row is not as its last event says; `npm run audit -- head` prints its last hash, to be kept outside the database.
 */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import type { Client } from "@libsql/client"
import { compareHeads } from "./audit/kept-heads.ts"
import { compareRows } from "./audit/record/compare-rows.ts"
import { headLines, recordLines, reportLines } from "./audit/report.ts"
import { isWhole, verifyChain } from "./audit/verify-chain.ts"
import { bucketFiles, servedFiles } from "./backup/files.ts"
import { answerHelp } from "./call.ts"
import { openClient } from "./database-client.ts"
import { cityFolder, mainCity } from "./start/cells.ts"
import { findRunning } from "./start/running.ts"

const usage = `npm run audit -- verify [--head HASH] (--url URL [--auth-token TOKEN] | --data DIR [--cell CODE])
npm run audit -- head (--url URL [--auth-token TOKEN] | --data DIR [--cell CODE])
verify computes the hash chain of the audit log again, and compares figures and states of all rows with what their last
events say: what was changed past the application is named. With --data the chain must have the heads that were kept in
the bucket beside the releases; with --head a block must have that hash. Status 1: not whole.
head prints the last hash: keep it outside the database (a mailbox, a paper), and give it to verify later.`

/** A call that cannot be carried out; the sentence is for the person at the terminal. */
class WrongCall extends Error {}

/** The database of a data folder: of its main city, or of one that was added. */
function databaseFile(data: string, cell = mainCity): string {
  const file = join(cell === mainCity ? data : cityFolder(data, cell), "cell.db")
  if (!existsSync(file)) throw new WrongCall(`There is no database ${file}.`)
  return file
}

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: "string" },
      "auth-token": { type: "string" },
      data: { type: "string" },
      cell: { type: "string" },
      head: { type: "string" },
    },
  })
  const { url = process.env["LIBSQL_URL"], data, cell, head } = values
  if (data === undefined && url === undefined) throw new WrongCall(usage)
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
    throw new WrongCall("--head is a hash of 64 hexadecimal digits, as `npm run audit -- head` prints it.")
  const address = data === undefined ? (url ?? "") : `file:${databaseFile(data, cell)}`
  const authToken = values["auth-token"] ?? process.env["LIBSQL_AUTH_TOKEN"]
  return { verb: positionals.join(" "), address, authToken, head, data, cell }
}

/** The heads beside the releases of a data folder, whether npm start runs on it or not. */
async function headsOf(client: Client, data: string, cell = mainCity) {
  const running = await findRunning(data)
  if (running === "starting")
    throw new WrongCall(`${data} is in use by a process that is just starting or ending: try again.`)
  if (running) return compareHeads(client, servedFiles(running.files), cell)
  const { openReleaseBucket } = await import("./start/runtime.ts")
  const { bucket, close } = await openReleaseBucket(data)
  try {
    return await compareHeads(client, bucketFiles(bucket), cell)
  } finally {
    await close()
  }
}

async function printHead(client: Client): Promise<void> {
  const { rows } = await client.execute("select hash from audit_seals order by number desc limit 1")
  if (!rows[0]) throw new WrongCall("Nothing has been sealed yet.")
  console.log(String(rows[0]["hash"]))
}

/** Answers the status to end with. */
async function main(): Promise<number> {
  answerHelp(usage)
  const { verb, address, authToken, head, data, cell } = options()
  if (verb !== "verify" && verb !== "head") throw new WrongCall(usage)
  const client = openClient({ url: address, authToken, intMode: "number" })
  try {
    if (verb === "head") {
      await printHead(client)
      return 0
    }
    const report = await verifyChain(client, { now: Date.now(), head })
    const record = await compareRows(client)
    const heads = data === undefined ? null : await headsOf(client, data, cell)
    for (const line of [...headLines(heads), ...recordLines(record), ...reportLines(report, record)])
      console.log(line)
    return isWhole(report) && record.faults.length === 0 && !heads?.lost.length ? 0 : 1
  } finally {
    client.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().then(
    (status) => {
      process.exitCode = status
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      process.exitCode = 2
    },
  )
