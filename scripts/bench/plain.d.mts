export function plainScores(
  X: Float64Array,
  estates: number,
  indicators: number,
  full: Float64Array,
  zero: Float64Array,
  weight: Float64Array,
  out: Float64Array,
): Float64Array
export function plainRanks(scores: Float64Array, ranks: Uint32Array | Uint16Array): Uint32Array | Uint16Array
export function plainRanges(
  R: Float64Array,
  estates: number,
  indicators: number,
  weight: Float64Array,
  spread: number,
  draws: number,
  random: () => number,
): Uint16Array
