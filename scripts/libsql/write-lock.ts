import { HranaError } from "./errors.ts"

type Waiter<Owner> = { owner: Owner; give(): void }

/**
 * SQLite's one write lock, as a queue. A connection that would be refused with SQLITE_BUSY waits its turn here
 * instead, without stopping the event loop, and first come is first served.
 */
export class WriteLock<Owner> {
  private holder: Owner | undefined
  private queue: Waiter<Owner>[] = []

  /** Takes the lock if nobody else has it. */
  take(owner: Owner): boolean {
    if (this.holder === undefined) this.holder = owner
    return this.holder === owner
  }

  holds(owner: Owner): boolean {
    return this.holder === owner
  }

  /**
   * Resolves once the lock is the owner's.
   * @throws HranaError SQLITE_BUSY after `timeout` milliseconds
   */
  wait(owner: Owner, timeout: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.queue = this.queue.filter((waiter) => waiter.owner !== owner)
        reject(new HranaError("SQLITE_BUSY", "SQLite error: database is locked"))
      }, timeout)
      const give = () => {
        clearTimeout(timer)
        resolve()
      }
      this.queue.push({ owner, give })
    })
  }

  /** Hands the lock to whoever waits longest; nothing happens when the owner does not hold it. */
  release(owner: Owner): void {
    if (this.holder !== owner) return
    const next = this.queue.shift()
    this.holder = next?.owner
    next?.give()
  }
}
