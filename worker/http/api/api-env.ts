import type { PresentedKey } from "../../data/known-keys.ts"
import type { DeskEnv } from "../app-env.ts"

/** Routes of the API behind a key: the actor acts through it, and the context is bound to its scope. */
export interface ApiEnv extends DeskEnv {
  Variables: DeskEnv["Variables"] & {
    presented: PresentedKey
    /** The key of what this request writes: the program's own Idempotency-Key, kept apart by member. */
    commandKey: string
    /** The body of a write, as it was read. */
    sent: string | Uint8Array<ArrayBuffer>
    /** Set where the key was found to be another than it was taken for: the answer so far is worth nothing. */
    keyChanged: boolean
    /** What a route that takes a file was sent. */
    file: Uint8Array<ArrayBuffer>
  }
}
