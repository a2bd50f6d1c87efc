import { setTimeout as sleep } from "node:timers/promises"
import { Connection, type HowToOpen } from "./connection.ts"
import { isBusy } from "./errors.ts"
import { WriteLock } from "./write-lock.ts"

const idleCapacity = 8

/** The connections to one file, and its write lock. A connection serves one stream at a time. */
export class Pool {
  readonly lock = new WriteLock<Connection>()
  readonly busyTimeout: number
  private readonly file: string
  private readonly idle: Connection[] = []
  private readonly how: HowToOpen
  private closed = false

  /**
   * @param busyTimeout milliseconds a statement waits for a lock before it fails with SQLITE_BUSY
   */
  constructor(file: string, busyTimeout: number, how: HowToOpen) {
    this.file = file
    this.how = how
    this.busyTimeout = busyTimeout
  }

  /** Opens the file in WAL mode; another process that is just closing it may make that wait. */
  async open(): Promise<void> {
    const connection = this.connect()
    await this.retry(() => connection.exec("PRAGMA journal_mode = WAL"))
    this.idle.push(connection)
  }

  private connect(): Connection {
    return new Connection(this.file, this.how)
  }

  take(): Connection {
    return this.idle.pop() ?? this.connect()
  }

  /**
   * Takes a connection back: rolled back, without the lock, and only kept when nothing of its stream stays in it. Never
   * throws, since timers call it too: one that cannot be rolled back (a full disk) is closed, which rolls it back.
   */
  give(connection: Connection): void {
    try {
      if (connection.inTransaction) connection.exec("ROLLBACK")
    } catch {
      connection.tainted = true
    }
    connection.readOnly = false
    this.lock.release(connection)
    if (connection.tainted || this.closed || this.idle.length >= idleCapacity) connection.close()
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

  /** Copies the write-ahead log into the file and closes every connection. Without room the log stays beside the file. */
  close(): void {
    this.closed = true
    const connection = this.take()
    try {
      connection.exec("PRAGMA wal_checkpoint(TRUNCATE)")
    } catch {
      // What was acknowledged is in the log, and the next to open the file reads it there.
    }
    for (const one of [connection, ...this.idle.splice(0)]) one.close()
  }
}
