/** A seeded stream of random numbers: the same seed and label give the same numbers on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** In [low, high). */
  between(low: number, high: number): number
  /** Whole number, both ends included. */
  int(low: number, high: number): number
  chance(share: number): boolean
  /** Roughly standard normal, within ±3 (sum of twelve). */
  normal(): number
  pick<T>(from: readonly T[]): T
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return sum >>> 0
}

/** mulberry32 started with the hash of seed and label, so that every estate has a stream of its own. */
export function randomOf(seed: number, label: string): Random {
  let state = hash(`${seed}/${label}`)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number) => low + (high - low) * next()
  return {
    next,
    between,
    int: (low, high) => Math.floor(between(low, high + 1)),
    chance: (share) => next() < share,
    normal: () => {
      let sum = -6
      for (let draw = 0; draw < 12; draw++) sum += next()
      return Math.max(-3, Math.min(3, sum))
    },
    pick: (from) => {
      const found = from[Math.floor(next() * from.length)]
      if (found === undefined) throw new RangeError("nothing to pick from")
      return found
    },
  }
}
