import type { MemberActor } from "../domain/actor.ts"
import type { KeyState } from "../domain/api-key.ts"
import type { KeyCheck } from "./key-check.ts"

/** A key that was found, who acts through it, and how often it was used in the running minute. */
export interface PresentedKey {
  actor: MemberActor & { key: NonNullable<MemberActor["key"]> }
  name: string
  prefix: string
  state: KeyState
  expiresAt: string
  count: number
  /** Where it was known already: what still has to be asked. Null for one that was just read. */
  check: KeyCheck | null
}

/** Keys that an isolate knows at a time. */
const KNOWN = 2000

interface Known {
  presented: Omit<PresentedKey, "count" | "check">
  mark: string
}

/** Keys that were found and worked, by their hash; the one that was found longest ago goes first. */
export function knownKeys() {
  const known = new Map<string, Known>()
  return {
    get: (hash: string): Known | undefined => known.get(hash),
    keep(hash: string, one: Known): void {
      known.delete(hash)
      known.set(hash, one)
      const [oldest] = known.keys()
      if (known.size > KNOWN && oldest !== undefined) known.delete(oldest)
    },
    forget(hash: string): void {
      known.delete(hash)
    },
  }
}

export type KnownKeys = ReturnType<typeof knownKeys>

const ofCells = new WeakMap<object, KnownKeys>()

/** What is known of a cell's keys, as long as the isolate keeps the cell. */
export function knownKeysOf(cell: object): KnownKeys {
  const known = ofCells.get(cell) ?? knownKeys()
  ofCells.set(cell, known)
  return known
}
