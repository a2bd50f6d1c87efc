import type { Digest } from "../release/content.ts"
import { dueBefore, keptDays } from "../retention.ts"
import {
  blockStart,
  type ChainEnd,
  contentHash,
  eventHash,
  FINGERPRINT,
  type Seal,
  type StoredEvent,
  sealHash,
} from "./seal.ts"

/** What does not fit in a block. */
export interface BlockFault {
  number: number
  fromSeq: number
  toSeq: number
  /** `chain`: does not follow the block before. `seal`: the seal itself was changed. `pruned`: too early, or not wholly. */
  kind: "chain" | "seal" | "events" | "pruned"
  /** Numbers of events that are gone, that were changed, and that were not there when the block was sealed. */
  missing: number[]
  changed: number[]
  added: number[]
}

type Differences = Pick<BlockFault, "missing" | "changed" | "added">

function fault(seal: Seal, kind: BlockFault["kind"], differences: Partial<Differences> = {}): BlockFault {
  const { number, fromSeq, toSeq } = seal
  return { number, fromSeq, toSeq, kind, missing: [], changed: [], added: [], ...differences }
}

/** Which events differ from what the seal's fingerprints say. */
function differences(seal: Seal, events: readonly StoredEvent[], hashes: readonly string[]): Differences {
  const found = new Map(events.map(({ seq }, at) => [seq, hashes[at]?.slice(0, FINGERPRINT)]))
  const result: Differences = { missing: [], changed: [], added: [] }
  for (let seq = seal.fromSeq; seq <= seal.toSeq; seq++) {
    const at = (seq - seal.fromSeq) * FINGERPRINT
    const sealed = seal.fingerprints.slice(at, at + FINGERPRINT)
    const was = sealed !== "" && !sealed.startsWith("-")
    const now = found.get(seq)
    if (was && now === undefined) result.missing.push(seq)
    else if (!was && now !== undefined) result.added.push(seq)
    else if (was && now !== sealed) result.changed.push(seq)
  }
  return result
}

/** Events may be missing only where retention was due: the block's last event was old enough then, and is now. */
function prunedInTime({ lastAt, prunedAt }: Seal, now: number): boolean {
  const at = Math.min(now, Date.parse(prunedAt ?? ""))
  return !Number.isNaN(at) && lastAt < dueBefore(at, keptDays.audit)
}

async function contentFault(
  digest: Digest,
  seal: Seal,
  events: readonly StoredEvent[],
): Promise<BlockFault | null> {
  const hashes = await Promise.all(events.map((event) => eventHash(digest, event)))
  const same = events.length === seal.events && (await contentHash(digest, hashes)) === seal.contentHash
  return same ? null : fault(seal, "events", differences(seal, events, hashes))
}

/**
 * Checks one block against the block before it and the events that stand between `fromSeq` and `toSeq` now. `now` in
 * milliseconds.
 */
export async function checkBlock(
  digest: Digest,
  previous: ChainEnd,
  block: { seal: Seal; events: readonly StoredEvent[] },
  now: number,
): Promise<BlockFault[]> {
  const { seal, events } = block
  const faults: BlockFault[] = []
  const start = blockStart(previous)
  const follows =
    seal.number === start.number && seal.fromSeq === start.fromSeq && seal.previousHash === start.previousHash
  if (!follows) faults.push(fault(seal, "chain"))
  if ((await sealHash(digest, seal)) !== seal.hash) faults.push(fault(seal, "seal"))
  if (seal.prunedAt === null) {
    const content = await contentFault(digest, seal, events)
    if (content) faults.push(content)
  } else if (events.length > 0 || !prunedInTime(seal, now))
    faults.push(fault(seal, "pruned", { added: events.map(({ seq }) => seq) }))
  return faults
}
