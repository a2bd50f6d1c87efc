/**
 * Natural logarithm and exponential from basic IEEE 754 operations only, after FreeBSD's msun (e_log.c and e_exp.c,
 * Sun Microsystems, freely distributable): Math.log and Math.exp of Node and of workerd differ in their last digit.
 * Errors are below one unit of the last place.
 */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const LOG_TERMS = [
  0.14798198605116586, 0.15313837699209373, 0.1818357216161805, 0.22222198432149784, 0.2857142874366239,
  0.3999999999940942, 0.6666666666666735,
]
const EXP_TERMS = [
  4.1381367970572385e-8, -1.6533902205465252e-6, 6.613756321437934e-5, -0.0027777777777015593,
  0.16666666666666602,
]
const TWO_54 = 18014398509481984
const ROOT_HALF_HIGH = 0x3fe6a09e

const bits = new DataView(new ArrayBuffer(8))

/** ln x; -Infinity for 0, NaN below. */
export function naturalLog(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  let exponent = 0
  let scaled = x
  if (x < 2.2250738585072014e-308) {
    exponent = -54
    scaled = x * TWO_54
  }
  // x = 2^exponent · (1 + f) with 1 + f from √½ to √2.
  bits.setFloat64(0, scaled)
  const high = bits.getUint32(0) + (0x3ff00000 - ROOT_HALF_HIGH)
  exponent += (high >>> 20) - 1023
  bits.setUint32(0, (high & 0xfffff) + ROOT_HALF_HIGH)
  const f = bits.getFloat64(0) - 1
  const s = f / (2 + f)
  const half = 0.5 * f * f
  const rest = polynomial(LOG_TERMS, s * s) * (s * s)
  return exponent * LN2_HIGH - (half - (s * (half + rest) + exponent * LN2_LOW) - f)
}

/** e to the x; 0 for -Infinity. */
export function exponential(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  if (x < -745.1332191019411) return 0
  const exponent = Math.round(x * Math.LOG2E)
  const high = x - exponent * LN2_HIGH
  const low = exponent * LN2_LOW
  const r = high - low
  const c = r - r * r * polynomial(EXP_TERMS, r * r)
  const y = 1 + ((r * c) / (2 - c) - low + high)
  if (exponent < -1021) return y * powerOfTwo(exponent + 1000) * powerOfTwo(-1000)
  return exponent > 1023 ? y * powerOfTwo(exponent - 1) * 2 : y * powerOfTwo(exponent)
}

function polynomial(terms: readonly number[], x: number): number {
  let sum = 0
  for (let n = 0; n < terms.length; n++) sum = sum * x + terms[n]!
  return sum
}

function powerOfTwo(exponent: number): number {
  bits.setUint32(0, (exponent + 1023) << 20)
  bits.setUint32(4, 0)
  return bits.getFloat64(0)
}
