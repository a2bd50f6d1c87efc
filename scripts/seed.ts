import { existsSync } from "node:fs"
import { mkdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { demonstrationSecret } from "../schema/seed/demonstration/accounts.ts"
import { passwords } from "../worker/gateways/password.ts"
import { secondFactors } from "../worker/gateways/second-factor.ts"
import { answerHelp } from "./call.ts"
import { openClient } from "./database-client.ts"
import { seedBase, seedDemonstration, seedPress } from "./seeding/seed-city.ts"
import { seedOnFirstUse } from "./start/first-use.ts"
import { claimLock, LockHeld } from "./start/lock.ts"

const usage = `npm run seed -- [--estates N] [--quarters Q] [--released] [--data DIR]
npm run seed -- --url URL [--auth-token TOKEN] [--estates N] [--quarters Q]
npm run seed -- --url URL [--auth-token TOKEN] --base-only [--press]
  --estates N   N fictional estates (60 when nothing is said), with accounts, companies and authorities
  --quarters Q  Q quarters that have ended (7 when nothing is said, at most 12) before the one that is open
  --released    releases the ended quarters too; with 60 estates and 4 quarters or more the programmes are run as well
  --data DIR    a new folder for npm start -- --data DIR (.data when neither a folder nor a database is named)
  --url URL     a migrated database, or LIBSQL_URL; AUTH_SECRET is the cell's own secret, for the second factor of
                the accounts; without it they set one up first
  --base-only   real data only: places and the edition, for a city's own database
  --press       with --base-only: the two estates that are known from the press, too`

function readCall() {
  const { values } = parseArgs({
    options: {
      url: { type: "string" },
      "auth-token": { type: "string" },
      data: { type: "string" },
      estates: { type: "string", default: "60" },
      quarters: { type: "string", default: "7" },
      released: { type: "boolean", default: false },
      "base-only": { type: "boolean" },
      press: { type: "boolean" },
    },
  })
  const { data, released } = values
  if (data !== undefined && values.url !== undefined) throw new Error("--url and --data exclude each other.")
  const url = data === undefined ? (values.url ?? process.env["LIBSQL_URL"]) : undefined
  if (url !== undefined && released)
    throw new Error("--released writes into a folder: name it with --data instead of a database.")
  if (url === undefined && (values["base-only"] || values.press))
    throw new Error("--base-only and --press are for a database: name it with --url.")
  return { ...values, url, size: { estates: Number(values.estates), endedQuarters: Number(values.quarters) } }
}

type Call = ReturnType<typeof readCall>

/** Fills a new folder, as the first `npm start` on it would. */
async function fillFolder({ data = ".data", size, released }: Call): Promise<void> {
  const folder = resolve(data)
  if (existsSync(join(folder, "cell.db")))
    throw new Error(`${data} holds a city already: name a new folder with --data.`)
  await mkdir(folder, { recursive: true })
  const giveBack = await claimLock(join(folder, "lock"))
  try {
    await seedOnFirstUse(folder, (line) => console.log(`  ${line}`), { ...size, released })
  } finally {
    giveBack()
  }
  console.log(`seeded ${size.estates} estates into ${data}: npm start -- --data ${data}`)
}

async function fillDatabase(url: string, call: Call): Promise<void> {
  const client = openClient({ url, authToken: call["auth-token"] ?? process.env["LIBSQL_AUTH_TOKEN"] })
  try {
    const now = new Date()
    if (call["base-only"] || call.press) {
      await seedBase(client, now)
      if (call.press) await seedPress(client, now)
      console.log(`seeded places and the edition${call.press ? ", press records" : ""}`)
      return
    }
    const authSecret = process.env["AUTH_SECRET"]
    const seal = authSecret ? secondFactors(authSecret).seal : undefined
    const summary = await seedDemonstration({ client, now, ...call.size, hashPassword: passwords.hash, seal })
    console.log(`seeded ${summary.estates} estates; ${summary.openQuarter} is open`)
    for (const { email, roleWords, organisation } of summary.accounts)
      console.log(`${email}  ${roleWords}  ${organisation}`)
    console.log(`password of all of them: ${summary.password}`)
    if (authSecret) console.log(`secret of the second factor, for an authenticator: ${demonstrationSecret}`)
  } finally {
    client.close()
  }
}

async function main(): Promise<void> {
  answerHelp(usage)
  const call = readCall()
  await (call.url === undefined ? fillFolder(call) : fillDatabase(call.url, call))
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    if (error instanceof LockHeld)
      console.error(`The folder is in use by process ${error.pid}: end it, or name another one.`)
    else console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
