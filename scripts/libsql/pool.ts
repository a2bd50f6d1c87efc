import { setTimeout as sleep } from "node:timers/promises"
import { Connection } from "./connection.ts"
import { isBusy } from "./errors.ts"
import { WriteLock } from "./write-lock.ts"

const idleCapacity = 8

/** The connections to one file, and its write lock. A connection serves one stream at a time. */
export class Pool {
  readonly lock = new WriteLock<Connection>()
  readonly busyTimeout: number
  private readonly file: string
  private readonly idle: Connection[] = []

  /** @param busyTimeout milliseconds a statement waits for a lock before it fails with SQLITE_BUSY */
  constructor(file: string, busyTimeout: number) {
    this.file = file
    this.busyTimeout = busyTimeout
  }

  /** Opens the file in WAL mode; another process that is just closing it may make that wait. */
  async open(): Promise<void> {
    const connection = new Connection(this.file)
    await this.retry(() => connection.exec("PRAGMA journal_mode = WAL"))
    this.idle.push(connection)
  }

  take(): Connection {
    return this.idle.pop() ?? new Connection(this.file)
  }

  /** Takes a connection back: rolled back, without the lock, and only kept when nothing of its stream stays in it. */
  give(connection: Connection): void {
    if (connection.inTransaction) connection.exec("ROLLBACK")
    connection.readOnly = false
    this.lock.release(connection)
    if (connection.tainted || this.idle.length >= idleCapacity) connection.close()
    else this.idle.push(connection)
  }

  /**
   * Tries again while another process holds the lock (inside this one WriteLock keeps the order).
   * @throws what `attempt` throws, SQLITE_BUSY only after busyTimeout
   */
  async retry<T>(attempt: () => T): Promise<T> {
    const deadline = performance.now() + this.busyTimeout
    for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
      try {
        return attempt()
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error
      }
      await sleep(pause)
    }
  }

  /** Copies the write-ahead log into the file and closes every idle connection. */
  close(): void {
    this.take().exec("PRAGMA wal_checkpoint(TRUNCATE)")
    for (const connection of this.idle.splice(0)) connection.close()
  }
}
