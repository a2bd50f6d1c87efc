/**
 * What a set of results was made from: edition, version, engine version and the hash of the inputs. The hash does not
 * depend on the order of estates, quarters, rows or keys, and can be built a chunk at a time.
 */
import { canonicalJson } from "../canonical.ts"
import type { PublicValue } from "./disclosure.ts"
import type { Edition } from "./edition.ts"
import { sha256 } from "./sha256.ts"
import { ENGINE_VERSION } from "./version.ts"

export interface ResultIdentity {
  readonly edition: string
  readonly version: string
  readonly engine: string
  /** SHA-256 in hex of the edition and of all values. */
  readonly inputs: string
}

/**
 * Hash of one estate's values in one quarter (`*` for vetoes of the cycle), as they may be published; missing values are
 * not in it.
 */
export function entryHash(
  quarter: string,
  estate: string,
  values: Iterable<readonly [string, PublicValue]>,
): string {
  return sha256(canonicalJson([quarter, estate, Object.fromEntries(values)]))
}

/** The identity of results of an edition over entries given by their hashes, in any order. */
export function resultIdentity(edition: Edition, entryHashes: Iterable<string>): ResultIdentity {
  const inputs = sha256(
    canonicalJson({ edition: sha256(canonicalJson(edition)), entries: [...entryHashes].sort() }),
  )
  return { edition: edition.code, version: edition.version, engine: ENGINE_VERSION, inputs }
}
