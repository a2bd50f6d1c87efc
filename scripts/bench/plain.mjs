// Copy of the reference benchmark given with the project: the least work that scoring and rank ranges can cost.
// The least work that scoring and rank ranges can cost, as the other side of a ratio: plain loops over typed arrays,
// no states, no rounding, no missing values. Columns: X[i * estates + e]. Run: node plain.mjs [estates] [indicators] [draws]
export function plainScores(X, estates, indicators, full, zero, weight, out) {
  out.fill(0)
  for (let i = 0; i < indicators; i++) {
    const o = i * estates,
      z = zero[i],
      k = 1 / (full[i] - z),
      w = weight[i]
    for (let e = 0; e < estates; e++) {
      const r = (X[o + e] - z) * k
      out[e] += (r < 0 ? 0 : r > 1 ? 1 : r) * w
    }
  }
  return out
}
export function plainRanks(scores, ranks) {
  const order = Float64Array.from(scores).sort(),
    n = scores.length
  for (let e = 0; e < n; e++) {
    // rank = 1 + number of strictly greater scores, by binary search
    let lo = 0,
      hi = n
    const s = scores[e]
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if (order[mid] <= s) lo = mid + 1
      else hi = mid
    }
    ranks[e] = 1 + n - lo
  }
  return ranks
}
export function plainRanges(R, estates, indicators, weight, spread, draws, random) {
  // R: ratios by column; result: draws × estates ranks
  const out = new Float64Array(estates),
    all = new Uint16Array(draws * estates),
    w = new Float64Array(indicators)
  for (let d = 0; d < draws; d++) {
    let sum = 0,
      old = 0
    for (let i = 0; i < indicators; i++) {
      w[i] = weight[i] * (1 + spread * (2 * random() - 1))
      sum += w[i]
      old += weight[i]
    }
    const k = old / sum
    out.fill(0)
    for (let i = 0; i < indicators; i++) {
      const o = i * estates,
        x = w[i] * k
      for (let e = 0; e < estates; e++) out[e] += R[o + e] * x
    }
    plainRanks(out, all.subarray(d * estates, (d + 1) * estates))
  }
  return all
}
if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split("/").pop())) {
  const [estates, indicators, draws] = [20000, 33, 1000].map((v, i) => +(process.argv[2 + i] ?? v))
  let a = 42
  const random = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const X = Float64Array.from({ length: estates * indicators }, random),
    full = new Float64Array(indicators).fill(1),
    zero = new Float64Array(indicators),
    weight = new Float64Array(indicators).fill(3)
  const out = new Float64Array(estates),
    ranks = new Uint32Array(estates),
    times = []
  for (let k = 0; k < 9; k++) {
    const t = performance.now()
    plainScores(X, estates, indicators, full, zero, weight, out)
    plainRanks(out, ranks)
    times.push(performance.now() - t)
  }
  const t = performance.now()
  plainRanges(X, estates, indicators, weight, 0.25, draws, random)
  console.log(
    JSON.stringify({
      estates,
      indicators,
      draws,
      score_and_rank_ms: +times.sort((x, y) => x - y)[4].toFixed(2),
      ranges_ms: +(performance.now() - t).toFixed(0),
      node: process.version,
    }),
  )
}
