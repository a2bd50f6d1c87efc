import { answerHelp } from "./call.ts"
import { drillDatabase } from "./drill/database.ts"
import { type Demonstration, openDemonstration } from "./drill/demonstration.ts"
import { drillDisk } from "./drill/disk.ts"
import { drillFiles } from "./drill/files.ts"
import { Findings, NotHere } from "./drill/findings.ts"
import { drillSecondProcess } from "./drill/second-process.ts"

const usage = `npm run drill -- [disk] [database] [files] [second-process]
Breaks what the running product stands on, and looks whether it says so, goes on afterwards and has lost nothing:
  disk            a disk of its own (tmpfs, as root) is filled to its last byte
  database        the database is silent, refuses connections, loses the reply to a write
  files           every hostile file is sent through the pages that take files
  second-process  another process writes into the database of a first start
Without a name all of them. Each works in a folder of its own, which is removed.
Status 1: something did not hold. Status 2: a drill cannot be done on this machine.`

type Drill = (demonstration: Demonstration, findings: Findings) => Promise<void>

const drills: Record<string, Drill> = {
  disk: drillDisk,
  database: drillDatabase,
  files: drillFiles,
  "second-process": drillSecondProcess,
}

async function main(): Promise<number> {
  answerHelp(usage)
  const asked = process.argv.slice(2)
  if (asked.some((name) => !Object.hasOwn(drills, name))) {
    console.error(usage)
    return 2
  }
  const findings = new Findings()
  let notDone = 0
  console.log("the demonstration is made")
  const demonstration = await openDemonstration()
  try {
    for (const [name, drill] of Object.entries(drills)) {
      if (asked.length > 0 && !asked.includes(name)) continue
      console.log(name)
      try {
        await drill(demonstration, findings)
      } catch (error) {
        if (!(error instanceof NotHere)) throw error
        console.error(`  not done: ${error.message}`)
        notDone++
      }
    }
  } finally {
    await demonstration.remove()
  }
  console.log(findings.failed === 0 ? "everything held" : `${findings.failed} did not hold`)
  if (findings.failed > 0) return 1
  return notDone > 0 ? 2 : 0
}

process.exitCode = await main()
