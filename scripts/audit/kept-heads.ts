import { createHash } from "node:crypto"
import type { Client } from "@libsql/client"
import { z } from "zod"
import type { FileSource } from "../backup/files.ts"

/** A head as worker/usecases/release/keep-head.ts keeps it. */
const keptHead = z.object({
  format: z.literal(1),
  cell: z.string(),
  release: z.string(),
  period: z.string(),
  number: z.number(),
  head: z.object({ number: z.number(), hash: z.string(), toSeq: z.number() }),
})

/** How many heads were kept, and which of them the chain no longer has, in a sentence each. */
export interface HeadReport {
  kept: number
  lost: string[]
}

const nameOf = /\/audit\/([0-9a-f]{64})\.json$/

function readHead(bytes: Uint8Array, name: string) {
  if (createHash("sha256").update(bytes).digest("hex") !== name) return null
  try {
    return keptHead.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8"))).data ?? null
  } catch {
    return null
  }
}

/** Compares the heads in a bucket beside the releases of a city with the chain in its database. */
export async function compareHeads(client: Client, files: FileSource, cell: string): Promise<HeadReport> {
  const report: HeadReport = { kept: 0, lost: [] }
  for await (const key of files.keys(`cells/${cell}/releases/`)) {
    const name = nameOf.exec(key)?.[1]
    const bytes = name === undefined ? null : await files.get(key)
    if (name === undefined || bytes === null) continue
    report.kept++
    const kept = readHead(bytes, name)
    if (!kept) {
      report.lost.push(`${key} is damaged`)
      continue
    }
    const { period, number, head } = kept
    const { rows } = await client.execute({
      sql: "select hash from audit_seals where number = ?",
      args: [head.number],
    })
    const now = rows[0] ? `is ${rows[0]["hash"]} now` : "is gone"
    if (rows[0]?.["hash"] !== head.hash)
      report.lost.push(`block ${head.number} was ${head.hash} at release ${period}/${number}, and ${now}`)
  }
  return report
}
