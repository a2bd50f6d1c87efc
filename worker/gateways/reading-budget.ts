/** Steps that any file may take, and those that come with each of its bytes: one step is about 10 ns of CPU. */
const FREE_STEPS = 6_000_000
const STEPS_PER_BYTE = 6
const MOST_STEPS = 16_000_000
/** Bytes that may come out of any file, and those that come with each of its bytes. */
const FREE_BYTES = 8 * 1024 * 1024
const UNPACKED_PER_BYTE = 16
const MOST_BYTES = 64 * 1024 * 1024

/** Bytes that are passed over by native code in the time of one step. */
const PASSED_PER_STEP = 16
/** Steps of inflating: to begin, for a byte that goes in, and bytes that come out in one. */
const INFLATE_START = 2000
const STEPS_PER_PACKED_BYTE = 2
const UNPACKED_PER_STEP = 4

/** A file that would cost its reader more than a file of its length may. */
export class BudgetSpent extends Error {}

/**
 * What one foreign file may cost: steps of work, counted and not timed, and bytes that come out of it. Every reader of
 * foreign bytes takes from the one budget of its file, and its work is linear in what it takes.
 */
export class ReadingBudget {
  readonly #mostSteps: number
  readonly #mostBytes: number
  #steps = 0
  #unpacked = 0

  /** For a file of so many bytes. */
  constructor(bytes: number) {
    this.#mostSteps = Math.min(FREE_STEPS + STEPS_PER_BYTE * bytes, MOST_STEPS)
    this.#mostBytes = Math.min(FREE_BYTES + UNPACKED_PER_BYTE * bytes, MOST_BYTES)
  }

  /** Steps taken so far. */
  get steps(): number {
    return this.#steps
  }

  /** Bytes that have come out so far. */
  get unpacked(): number {
    return this.#unpacked
  }

  /** Bytes that may still come out. */
  get room(): number {
    const bySteps = (this.#mostSteps - this.#steps) * UNPACKED_PER_STEP
    return Math.max(0, Math.min(this.#mostBytes - this.#unpacked, bySteps))
  }

  /** Takes steps: one for each byte, character or object that is looked at. Throws BudgetSpent. */
  spend(steps: number): void {
    this.#steps += steps
    if (this.#steps > this.#mostSteps) throw new BudgetSpent("steps")
  }

  /** Takes the steps of bytes that are copied or searched by native code. Throws BudgetSpent. */
  pass(bytes: number): void {
    this.spend(Math.ceil(bytes / PASSED_PER_STEP))
  }

  /** Takes the steps of unpacking, before it begins. Throws BudgetSpent. */
  begin(packed: number): void {
    this.spend(INFLATE_START + STEPS_PER_PACKED_BYTE * packed)
  }

  /** Takes what has come out. Throws BudgetSpent. */
  take(bytes: number): void {
    this.#unpacked += bytes
    if (this.#unpacked > this.#mostBytes) throw new BudgetSpent("bytes")
    this.spend(Math.ceil(bytes / UNPACKED_PER_STEP))
  }
}
