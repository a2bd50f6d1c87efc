import { canonicalJson } from "../canonical.ts"
import type { Digest } from "../release/content.ts"

/**
 * The hash chain over the audit log, version 1. Whoever has the rows can compute it again:
 *
 * 1. An event is written as canonical JSON (RFC 8785) of an object with these members, each as the column of
 *    `audit_events` holds it (`detail`, `before` and `after` as texts, what is not there as null): seq, id, at,
 *    actorKind, actorUserId, actorName, organisationId, concernsId, requestId, action, entity, entityId, detail,
 *    before, after. Its hash is the SHA-256 of that text in UTF-8, as 64 lower-case hexadecimal digits.
 * 2. A block holds at most 1,000 events in the order of `seq`. Its `contentHash` is the SHA-256 of its events' hashes,
 *    each on a line, with a line feed between them.
 * 3. A block's `hash` is the SHA-256 of the canonical JSON of {version: 1, number, fromSeq, toSeq, events, lastAt,
 *    contentHash, previousHash, sealedAt}. Blocks are numbered from 1; `fromSeq` is 1 or follows the `toSeq` of the
 *    block before, `previousHash` is that block's hash, 64 zeros for the first one.
 */
export const SEAL_VERSION = 1
export const BLOCK_EVENTS = 1_000
export const FIRST_PREVIOUS = "0".repeat(64)
/** Digits of an event's hash that a seal keeps, to tell which event was changed. */
export const FINGERPRINT = 16

type Maybe = string | null

/** An audit event as its row holds it. */
export interface StoredEvent {
  seq: number
  id: string
  at: string
  actorKind: string
  actorUserId: Maybe
  actorName: Maybe
  organisationId: Maybe
  concernsId: Maybe
  requestId: Maybe
  action: string
  entity: string
  entityId: string
  detail: string
  before: Maybe
  after: Maybe
}

/** What a block's hash is made of. */
export interface SealHeader {
  number: number
  fromSeq: number
  toSeq: number
  events: number
  lastAt: string
  contentHash: string
  previousHash: string
  sealedAt: string
}

export interface Seal extends SealHeader {
  hash: string
  /** FINGERPRINT digits for each number from `fromSeq` to `toSeq`, dashes where there was no event. */
  fingerprints: string
  prunedAt: string | null
}

/** The end of the chain that a new block goes on from; null: there is none yet. */
export type ChainEnd = Pick<Seal, "number" | "toSeq" | "hash"> | null

const missing = "-".repeat(FINGERPRINT)

/** The hash of one event. */
export function eventHash(digest: Digest, event: StoredEvent): Promise<string> {
  const { seq, id, at, actorKind, actorUserId, actorName, organisationId, concernsId, requestId } = event
  const { action, entity, entityId, detail, before, after } = event
  const who = { actorKind, actorUserId, actorName, organisationId, concernsId, requestId }
  return digest(canonicalJson({ seq, id, at, ...who, action, entity, entityId, detail, before, after }))
}

/** The hash of a block. */
export function sealHash(digest: Digest, seal: SealHeader): Promise<string> {
  const { number, fromSeq, toSeq, events, lastAt, contentHash, previousHash, sealedAt } = seal
  const range = { version: SEAL_VERSION, number, fromSeq, toSeq, events, lastAt }
  return digest(canonicalJson({ ...range, contentHash, previousHash, sealedAt }))
}

/** The hash of a block's events, given their hashes in the order of `seq`. */
export function contentHash(digest: Digest, hashes: readonly string[]): Promise<string> {
  return digest(hashes.join("\n"))
}

/** Where a block begins: its first number and the hash that it goes on from. */
export function blockStart(previous: ChainEnd): { number: number; fromSeq: number; previousHash: string } {
  if (!previous) return { number: 1, fromSeq: 1, previousHash: FIRST_PREVIOUS }
  return { number: previous.number + 1, fromSeq: previous.toSeq + 1, previousHash: previous.hash }
}

function fingerprintsOf(fromSeq: number, events: readonly StoredEvent[], hashes: readonly string[]): string {
  const toSeq = events.at(-1)?.seq ?? fromSeq - 1
  const found: string[] = Array.from({ length: toSeq - fromSeq + 1 }, () => missing)
  for (const [at, { seq }] of events.entries())
    found[seq - fromSeq] = hashes[at]?.slice(0, FINGERPRINT) ?? missing
  return found.join("")
}

/** Seals events (1 to 1,000, in the order of `seq`, the first ones after the chain's end) as its next block. */
export async function sealBlock(
  digest: Digest,
  previous: ChainEnd,
  events: readonly StoredEvent[],
  sealedAt: string,
): Promise<Seal> {
  const start = blockStart(previous)
  const hashes = await Promise.all(events.map((event) => eventHash(digest, event)))
  const lastAt =
    events
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? ""
  const header = {
    ...start,
    toSeq: events.at(-1)?.seq ?? start.fromSeq - 1,
    events: events.length,
    lastAt,
    contentHash: await contentHash(digest, hashes),
    sealedAt,
  }
  return {
    ...header,
    hash: await sealHash(digest, header),
    fingerprints: fingerprintsOf(start.fromSeq, events, hashes),
    prunedAt: null,
  }
}
