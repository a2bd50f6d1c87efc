import { createHash } from "node:crypto"
import type { Client, Row } from "@libsql/client"
import { type BlockFault, checkBlock } from "../../worker/domain/audit/check-chain.ts"
import type { ChainEnd, Seal, StoredEvent } from "../../worker/domain/audit/seal.ts"
import type { Digest } from "../../worker/domain/release/content.ts"

/** What stands of the audit log, and what does not fit. */
export interface ChainReport {
  blocks: number
  prunedBlocks: number
  /** Events that stand in blocks now. */
  sealed: number
  /** Events after the last block, which wait to be sealed. */
  unsealed: { events: number; oldest: string | null }
  head: { number: number; hash: string; sealedAt: string } | null
  faults: BlockFault[]
  /** Numbers after the last block that no event has: what stood there is gone. */
  tailGaps: { from: number; to: number }[]
  /** Whether a block has the hash that was asked for; null when none was. */
  hasHead: boolean | null
}

/** Whether everything is as it was sealed. */
export function isWhole({ faults, tailGaps, hasHead }: ChainReport): boolean {
  return faults.length === 0 && tailGaps.length === 0 && hasHead !== false
}

const digest: Digest = async (text) => createHash("sha256").update(text, "utf8").digest("hex")

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** A row under the names of our tables: from_seq becomes fromSeq. */
function named(columns: readonly string[], row: Row): Record<string, unknown> {
  return Object.fromEntries(columns.map((column) => [camel(column), row[column]]))
}

const BLOCKS_AT_ONCE = 5

/** Some blocks and the events that stand in them, read at one moment: pruning may go on meanwhile. */
async function readBlocks(client: Client, after: number): Promise<{ seal: Seal; events: StoredEvent[] }[]> {
  const chosen = `(select * from audit_seals where number > ? order by number limit ${BLOCKS_AT_ONCE})`
  const [seals, events] = await client.batch(
    [
      { sql: `select * from ${chosen}`, args: [after] },
      {
        sql: `select * from audit_events where seq between (select min(from_seq) from ${chosen})
              and (select max(to_seq) from ${chosen}) order by seq`,
        args: [after, after],
      },
    ],
    "read",
  )
  const rows = (events?.rows ?? []).map((row) =>
    named(events?.columns ?? [], row),
  ) as unknown as StoredEvent[]
  return (seals?.rows ?? []).map((row) => {
    const seal = named(seals?.columns ?? [], row) as unknown as Seal
    return { seal, events: rows.filter(({ seq }) => seq >= seal.fromSeq && seq <= seal.toSeq) }
  })
}

/** What stands after the last block: its events, and the numbers that have been given but are not there. */
async function readTail(client: Client, after: number): Promise<Pick<ChainReport, "unsealed" | "tailGaps">> {
  const [tail, gaps, given] = await client.batch(
    [
      {
        sql: "select count(*) n, min(at) oldest, max(seq) last from audit_events where seq > ?",
        args: [after],
      },
      {
        sql: `select previous, seq from (select seq, lag(seq, 1, ?) over (order by seq) previous
              from audit_events where seq > ?) where seq > previous + 1 limit 100`,
        args: [after, after],
      },
      { sql: "select seq from sqlite_sequence where name = 'audit_events'", args: [] },
    ],
    "read",
  )
  const row = tail?.rows[0]
  const last = Math.max(after, Number(row?.["last"] ?? 0))
  const ever = Number(given?.rows[0]?.["seq"] ?? 0)
  const tailGaps = (gaps?.rows ?? []).map((gap) => ({
    from: Number(gap["previous"]) + 1,
    to: Number(gap["seq"]) - 1,
  }))
  if (ever > last) tailGaps.push({ from: last + 1, to: ever })
  const oldest = row?.["oldest"]
  return { unsealed: { events: Number(row?.["n"]), oldest: oldest ? String(oldest) : null }, tailGaps }
}

/**
 * Computes the chain of a cell's audit log again, from the first block to the last, and looks at what waits after it.
 * With `head`, a hash that was kept elsewhere, a block must have it.
 */
export async function verifyChain(
  client: Client,
  options: { now: number; head?: string; onBlock?: (number: number) => void },
): Promise<ChainReport> {
  const { now, head, onBlock = () => {} } = options
  const faults: BlockFault[] = []
  const counts = { blocks: 0, prunedBlocks: 0, sealed: 0 }
  let end: ChainEnd = null
  let last: Seal | null = null
  let hasHead = false
  for (;;) {
    const found = await readBlocks(client, end?.number ?? 0)
    if (found.length === 0) break
    for (const block of found) {
      const { seal, events } = block
      const wrong = await checkBlock(digest, end, block, now)
      faults.push(...wrong)
      if (seal.hash === head && !wrong.some(({ kind }) => kind === "seal")) hasHead = true
      counts.blocks++
      counts.sealed += events.length
      if (seal.prunedAt !== null) counts.prunedBlocks++
      end = last = seal
      onBlock(seal.number)
    }
  }
  return {
    ...counts,
    ...(await readTail(client, end?.toSeq ?? 0)),
    head: last && { number: last.number, hash: last.hash, sealedAt: last.sealedAt },
    faults,
    hasHead: head === undefined ? null : hasHead,
  }
}
