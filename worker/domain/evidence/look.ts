/**
 * How a picture looks, as 64 bits (dHash, N. Krawetz 2013): of nine by eight mean brightnesses each is compared with its
 * neighbour to the right. Made smaller, lighter or coded again a picture keeps nearly all of them.
 */

/** Brightnesses (0 to 255) of a picture, row by row, as people see it but for `orientation`. */
export interface Brightness {
  width: number
  height: number
  values: Float32Array
  /** How it is turned when it is shown, 1 to 8 (Exif 2.32, tag 0x0112). */
  orientation: number
}

const COLUMNS = 9
const ROWS = 8
/** Two means that differ by less are one brightness: noise of coding turns no bit. */
const NOISE = 1.5
/** A picture with fewer bits of one kind is plain: a white sheet looks like every other one. */
const LEAST_BITS = 6

/** Bits in which two pictures may differ and still resemble. */
export const ALIKE_BITS = 7
/** One more part than bits that may differ: two pictures that resemble have at least one part in common. */
export const LOOK_PARTS = ALIKE_BITS + 1

/** Where a place of a turned picture stands in the picture as it is stored. */
function standing(
  orientation: number,
  x: number,
  y: number,
  width: number,
  height: number,
): [number, number] {
  switch (orientation) {
    case 2:
      return [width - 1 - x, y]
    case 3:
      return [width - 1 - x, height - 1 - y]
    case 4:
      return [x, height - 1 - y]
    case 5:
      return [y, x]
    case 6:
      return [y, height - 1 - x]
    case 7:
      return [width - 1 - y, height - 1 - x]
    case 8:
      return [width - 1 - y, x]
    default:
      return [x, y]
  }
}

/** The mean brightnesses of nine by eight fields, row by row. */
function fieldsOf({ width, height, values, orientation }: Brightness): number[] {
  const turned = orientation >= 5
  const [across, down] = turned ? [height, width] : [width, height]
  const sums = new Float64Array(COLUMNS * ROWS)
  const shares = new Float64Array(COLUMNS * ROWS)
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const [ownX, ownY] = standing(orientation, x, y, width, height)
      const value = values[ownY * width + ownX] ?? 0
      // A place lies in the field of its middle, and by its share in the next one.
      const [column, toNext] = fieldAt(x, across, COLUMNS)
      const [row, below] = fieldAt(y, down, ROWS)
      for (const [at, part] of [
        [row * COLUMNS + column, (1 - toNext) * (1 - below)],
        [row * COLUMNS + column + 1, toNext * (1 - below)],
        [(row + 1) * COLUMNS + column, (1 - toNext) * below],
        [(row + 1) * COLUMNS + column + 1, toNext * below],
      ] as const)
        if (part > 0) {
          sums[at] = (sums[at] ?? 0) + value * part
          shares[at] = (shares[at] ?? 0) + part
        }
    }
  return [...sums].map((sum, at) => sum / (shares[at] || 1))
}

/** The field in which a place begins, and how much of it lies in the next one. */
function fieldAt(place: number, places: number, fields: number): [field: number, next: number] {
  const from = (place * fields) / places
  const to = ((place + 1) * fields) / places
  const field = Math.min(Math.floor(from), fields - 1)
  return [field, field + 1 < fields && to > field + 1 ? (to - field - 1) / (to - from) : 0]
}

/** The look of a picture as 16 hexadecimal digits; null of one that is too small or too plain to be told from others. */
export function lookOf(picture: Brightness): string | null {
  if (Math.min(picture.width, picture.height) < COLUMNS) return null
  const fields = fieldsOf(picture)
  let [look, ones] = [0n, 0]
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS - 1; column++) {
      const at = row * COLUMNS + column
      const brighter = (fields[at + 1] ?? 0) - (fields[at] ?? 0) > NOISE
      look = (look << 1n) | (brighter ? 1n : 0n)
      if (brighter) ones += 1
    }
  if (ones < LEAST_BITS || ones > 64 - LEAST_BITS) return null
  return look.toString(16).padStart(16, "0")
}

/** The parts of a look, each with its place: those of which one is common to any two that resemble. */
export function lookParts(look: string): number[] {
  return Array.from(
    { length: LOOK_PARTS },
    (_, at) => at * 256 + Number.parseInt(look.slice(at * 2, at * 2 + 2), 16),
  )
}
