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
    const begun = { minute, own: 0, told: 0 }
    running.set(hash, begun)
    return begun
  }

  return {
    /**
     * Counts a request. `stored` is what the database held of the minute when the key was read. Answers the minute's
     * count with what other isolates have told, and how many are to be told now.
     */
    count(hash: string, minute: number, stored: number): { count: number; untold: number } {
      const one = of(hash, minute)
      const others = Math.max(0, stored - one.told)
      one.own += 1
      const due = one.own === 1 || one.own - one.told >= TOLD_EVERY
      const untold = due ? one.own - one.told : 0
      one.told += untold
      return { count: others + one.own, untold }
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
