/** How many requests of a key an isolate counts before it tells the database: what several isolates may be over by. */
const TOLD_EVERY = 20
/** Keys that an isolate counts at a time. */
const KEYS = 2000

interface Running {
  minute: number
  /** Requests that this isolate has counted in the minute. */
  own: number
  /** How many of them the database knows. */
  told: number
  /** What other isolates have told, as far as this one has read. */
  others: number
}

/**
 * Counts the requests of keys by the minute in memory: a count that every request wrote to disk would be most of what a
 * read costs. The first of a minute and every twentieth are told to the database, where all isolates read them.
 */
export function keyCounts() {
  const running = new Map<string, Running>()

  function of(hash: string, minute: number): Running {
    const known = running.get(hash)
    if (known?.minute === minute) return known
    if (running.size >= KEYS) for (const [key, one] of running) if (one.minute !== minute) running.delete(key)
    if (running.size >= KEYS) running.clear()
    const begun = { minute, own: 0, told: 0, others: 0 }
    running.set(hash, begun)
    return begun
  }

  return {
    /** What the database holds of a key's minute, as it was read with something else. */
    learn(hash: string, minute: number, stored: number): void {
      const one = of(hash, minute)
      one.others = Math.max(0, stored - one.told)
    },
    /**
     * Counts a request. Answers the minute's count with what other isolates have told, as far as it was learned, and how
     * many are to be told now.
     */
    count(hash: string, minute: number): { count: number; untold: number } {
      const one = of(hash, minute)
      one.own += 1
      const due = one.own === 1 || one.own - one.told >= TOLD_EVERY
      const untold = due ? one.own - one.told : 0
      one.told += untold
      return { count: one.others + one.own, untold }
    },
    /** What the next request of the minute would be, without counting it. */
    next(hash: string, minute: number): number {
      const { others, own } = of(hash, minute)
      return others + own + 1
    },
    /** How many keys are being counted. */
    size: () => running.size,
  }
}

export type KeyCounts = ReturnType<typeof keyCounts>

const counting = new WeakMap<object, KeyCounts>()

/** The counts of a cell, as long as the isolate keeps the cell. */
export function keyCountsOf(cell: object): KeyCounts {
  const known = counting.get(cell) ?? keyCounts()
  counting.set(cell, known)
  return known
}
