import { randomBytes } from "node:crypto"
import { RequestError } from "./errors.ts"
import type { Pool } from "./pool.ts"
import { Stream } from "./stream.ts"

type Parked = { stream: Stream; timer: NodeJS.Timeout }

/**
 * Streams between two requests, each under a random baton that is good for one request. A stream nobody comes
 * back for is rolled back, so a client that vanished cannot keep the write lock.
 */
export class Batons {
  private readonly parked = new Map<string, Parked>()
  private readonly pool: Pool
  private readonly idleTimeout: number
  private readonly capacity: number

  /** @param idleTimeout milliseconds between two requests of a stream @param capacity streams kept at once */
  constructor(pool: Pool, idleTimeout: number, capacity: number) {
    this.pool = pool
    this.idleTimeout = idleTimeout
    this.capacity = capacity
  }

  /**
   * The stream of a baton, or a new one without a baton.
   * @throws RequestError 400 when the baton was used before, has expired or was never given out
   */
  claim(baton: string | undefined): Stream {
    if (baton === undefined) return new Stream(this.pool)
    const found = this.parked.get(baton)
    if (!found)
      throw new RequestError(400, "BATON_UNKNOWN", "Unknown baton: the stream has expired or is not there")
    clearTimeout(found.timer)
    this.parked.delete(baton)
    return found.stream
  }

  /** Keeps an open stream for its next request and returns the baton for it; undefined when there is no room. */
  park(stream: Stream): string | undefined {
    if (this.parked.size >= this.capacity) return undefined
    const baton = randomBytes(24).toString("base64url")
    const timer = setTimeout(() => {
      this.parked.delete(baton)
      stream.close()
    }, this.idleTimeout)
    this.parked.set(baton, { stream, timer })
    return baton
  }

  closeAll(): void {
    for (const { stream, timer } of this.parked.values()) {
      clearTimeout(timer)
      stream.close()
    }
    this.parked.clear()
  }
}
