/** SHA-256 (FIPS 180-4) in plain arithmetic, since the domain imports nothing. Hex of UTF-8 text or of bytes. */
const ROUND_CONSTANTS = roundConstants()

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
function roundConstants(): Uint32Array {
  const constants = new Uint32Array(64)
  let found = 0
  for (let n = 2; found < 64; n++) {
    let prime = true
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false
    if (prime) constants[found++] = fractionBits(n)
  }
  return constants
}

/** 32 bits of the fractional part of a cube root, by whole arithmetic. */
function fractionBits(n: number): number {
  const target = BigInt(n) << 96n
  let low = 0n
  let high = 1n << 40n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle * middle * middle <= target) low = middle
    else high = middle - 1n
  }
  return Number(low & 0xffffffffn)
}

const INITIAL = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]

/** The lower-case hex digest of a text (as UTF-8) or of bytes. */
export function sha256(data: string | Uint8Array): string {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data
  const state = Uint32Array.from(INITIAL)
  const schedule = new Uint32Array(64)
  const whole = bytes.length - (bytes.length % 64)
  for (let at = 0; at < whole; at += 64) compress(state, schedule, bytes, at)
  const tail = padding(bytes, whole)
  for (let at = 0; at < tail.length; at += 64) compress(state, schedule, tail, at)
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("")
}

function padding(bytes: Uint8Array, whole: number): Uint8Array {
  const rest = bytes.subarray(whole)
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128)
  tail.set(rest)
  tail[rest.length] = 0x80
  const view = new DataView(tail.buffer)
  view.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(tail.length - 4, (bytes.length << 3) >>> 0)
  return tail
}

function rotate(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by))
}

function fillSchedule(w: Uint32Array, bytes: Uint8Array, at: number): void {
  for (let t = 0; t < 16; t++) {
    const k = at + t * 4
    w[t] = (bytes[k]! << 24) | (bytes[k + 1]! << 16) | (bytes[k + 2]! << 8) | bytes[k + 3]!
  }
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15]!
    const y = w[t - 2]!
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    w[t] = w[t - 16]! + s0 + w[t - 7]! + s1
  }
}

function compress(state: Uint32Array, w: Uint32Array, bytes: Uint8Array, at: number): void {
  fillSchedule(w, bytes, at)
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[t]! + w[t]!) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const added = [a, b, c, d, e, f, g, h]
  for (let k = 0; k < 8; k++) state[k] = state[k]! + added[k]!
}
