import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import { jpegFile, pdfFile, pngFile } from "../bench/files/attachment-files.ts"
import {
  everyFormatAtOnce,
  type HostileFile,
  hostileDocuments,
  hostileTables,
} from "../bench/files/hostile-files.ts"
import { percentile } from "../bench/rounds.ts"
import { type Answered, Visitor } from "../bench/visitor.ts"
import { nominating } from "../bench/walks/nominations.ts"
import { memoryOfTree, totalOf } from "../soak/memory.ts"
import { startServer } from "../soak/server.ts"
import type { Demonstration } from "./demonstration.ts"
import { type Findings, Statuses } from "./findings.ts"

/** As large as a form takes: an attachment's 10 MB, a table's 2 MB, with room for what stands around. */
const largest = { attachment: 4_000_000, table: 1_500_000 }

const slug = "yan-xi-shen-bao"

interface Sent {
  name: string
  answer: Answered
  ms: number
}

async function send(file: HostileFile, to: (file: File) => Promise<Answered>): Promise<Sent> {
  const content = file.make(largest[file.reader])
  const began = performance.now()
  const answer = await to(new File([content], file.reader === "table" ? "file.xlsx" : "file.pdf"))
  return { name: file.name, answer, ms: performance.now() - began }
}

/** Refused on the page that it was sent from, or taken without harm: nothing else. */
function isHarmless({ answer }: Sent): boolean {
  const { status, html } = answer
  return status === 303 || ([200, 413, 422].includes(status) && html.includes("<form"))
}

/** Somebody else, who asks for a page again and again until told to stop. */
function onlooker(url: string) {
  const visitor = new Visitor({ url, requests: () => 0 })
  const statuses = new Statuses()
  const times: number[] = []
  let going = true
  const asking = (async () => {
    while (going) {
      const began = performance.now()
      await statuses.of(visitor.get(paths.ranking()))
      times.push(performance.now() - began)
      await new Promise((rest) => setTimeout(rest, 20))
    }
  })()
  return {
    async end() {
      going = false
      await asking
      return { statuses, worst: Math.max(...times), p99: percentile(times, 0.99) }
    },
  }
}

/** Every hostile file, sent through the pages of the running product that take files. */
export async function drillFiles(demonstration: Demonstration, findings: Findings): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), "shige-drill-files-"))
  await demonstration.copyTo(data)
  const client = createClient({ url: `file:${join(data, "cell.db")}` })
  await client.batch(nominating("drill", slug), "write")
  client.close()
  const server = await startServer(data, { tell: () => {} })
  try {
    const visitor = () => new Visitor({ url: server.url, requests: () => 0 })
    const [company, city] = [visitor(), visitor()]
    await company.signIn("manager@demo.shige.example", demonstrationPassword)
    await city.signIn("approver@demo.shige.example", demonstrationPassword)
    const begin = await company.formOf(paths.newNomination(slug), slug)
    const draft = (await company.post(begin.action, begin.fields)).location ?? ""
    const nomination = new URL(draft, server.url).pathname
    const before = totalOf(memoryOfTree(server.pid))
    const watched = onlooker(server.url)
    const atOnce = [jpegFile(), pngFile(), pdfFile()].map(
      (first, at): HostileFile => ({
        name: `every format at once (${at + 1})`,
        reader: "attachment",
        make: () => everyFormatAtOnce(first),
      }),
    )
    const sent: Sent[] = []
    const attach = (file: File) =>
      company.upload(`${nomination}/attachments`, file, [["key", crypto.randomUUID()]])
    for (const file of [...hostileDocuments, ...atOnce]) sent.push(await send(file, attach))
    const route = paths.import("estates")
    for (const file of hostileTables) sent.push(await send(file, (one) => city.upload(route, one)))
    const { statuses, worst, p99 } = await watched.end()
    const told = new Statuses()
    for (const { answer } of sent) await told.of(Promise.resolve(answer))
    const harmful = sent.filter((one) => !isHarmless(one))
    findings.expect(
      `${sent.length} hostile files are refused on the page they were sent from, or taken without harm`,
      harmful.length === 0,
      String(told),
    )
    for (const { name, answer } of harmful) findings.step(`     ${answer.status} ${name}`)
    const slowest = sent.toSorted((a, b) => b.ms - a.ms)[0]
    findings.expect(
      "the slowest was answered within 2 s",
      (slowest?.ms ?? 0) < 2_000,
      `${slowest?.ms.toFixed(0)} ms: ${slowest?.name}`,
    )
    findings.expect(
      "everybody else's pages were served meanwhile",
      statuses.only("200"),
      `${statuses}; p99 ${p99.toFixed(0)} ms, worst ${worst.toFixed(0)} ms`,
    )
    const after = totalOf(memoryOfTree(server.pid))
    findings.expect(
      "all processes hold less than 900 MB",
      after < 900,
      `${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after`,
    )
  } finally {
    await server.stop()
    await rm(data, { recursive: true, force: true })
  }
}
