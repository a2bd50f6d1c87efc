import type { Brightness } from "../../domain/evidence/look.ts"
import type { ReadingBudget } from "../reading-budget.ts"
import { NotReadable } from "./huffman.ts"

/** Samples of a pixel by colour type; a palette's and packed ones are not read. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 4: 2, 6: 4 }
/** Steps of undoing a filter, for three bytes. */
const BYTES_PER_STEP = 3
/** Of each square of so many pixels a side one mean is kept. */
const SQUARE = 8

/** Undoes a row's filter (ISO/IEC 15948, 9.2) in its place; `above` is the row before. */
function unfilter(kind: number, row: Uint8Array, above: Uint8Array, step: number): void {
  for (let at = 0; at < row.length; at++) {
    const left = at >= step ? (row[at - step] ?? 0) : 0
    const up = above[at] ?? 0
    const corner = at >= step ? (above[at - step] ?? 0) : 0
    row[at] = (row[at] ?? 0) + predicted(kind, left, up, corner)
  }
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 0) return 0
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  if (kind !== 4) throw new NotReadable("filter")
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** The rows' brightness, added up in squares. */
function squaresOf(width: number, height: number, samples: number) {
  const [across, down] = [Math.ceil(width / SQUARE), Math.ceil(height / SQUARE)]
  const [sums, counts] = [new Float64Array(across * down), new Float64Array(across * down)]
  return {
    add(y: number, row: Uint8Array): void {
      const base = Math.floor(y / SQUARE) * across
      for (let x = 0; x < width; x++) {
        const at = x * samples
        const red = row[at] ?? 0
        // ITU-R BT.601.
        const value =
          samples < 3 ? red : 0.299 * red + 0.587 * (row[at + 1] ?? 0) + 0.114 * (row[at + 2] ?? 0)
        const square = base + Math.floor(x / SQUARE)
        sums[square] = (sums[square] ?? 0) + value
        counts[square] = (counts[square] ?? 0) + 1
      }
    },
    brightness: (): Brightness => ({
      width: across,
      height: down,
      orientation: 1,
      values: Float32Array.from(sums, (sum, at) => sum / (counts[at] || 1)),
    }),
  }
}

/** The picture's data of all its chunks, one after the other. */
function packedOf(bytes: Uint8Array, view: DataView): Uint8Array[] {
  const found: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at))
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === "IDAT")
      found.push(bytes.subarray(at + 8, at + 8 + view.getUint32(at)))
  return found
}

async function* unpacked(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  const source = new Blob(parts as Uint8Array<ArrayBuffer>[]).stream()
  const reader = source.pipeThrough(new DecompressionStream("deflate")).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/**
 * The brightness of a PNG at an eighth of its size, row by row as it is unpacked: nothing of it is held but two rows.
 * Pictures with a palette, with other than 8 bits a sample or interlaced are not read. The file is one that was cleaned.
 * Throws NotReadable, BudgetSpent.
 */
export async function pngBrightness(bytes: Uint8Array, budget: ReadingBudget): Promise<Brightness> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const samples = SAMPLES[view.getUint8(25)]
  if (view.getUint8(24) !== 8 || !samples || view.getUint8(28) !== 0) throw new NotReadable("kind")
  const parts = packedOf(bytes, view)
  budget.begin(parts.reduce((sum, part) => sum + part.length, 0))
  const squares = squaresOf(width, height, samples)
  let [row, above] = [new Uint8Array(width * samples), new Uint8Array(width * samples)]
  let [kind, filled, y] = [-1, 0, 0]
  for await (const chunk of unpacked(parts)) {
    budget.take(chunk.length)
    budget.spend(Math.ceil(chunk.length / BYTES_PER_STEP))
    for (let at = 0; at < chunk.length && y < height; ) {
      if (kind === -1) {
        kind = chunk[at] ?? 0
        at += 1
        continue
      }
      const piece = chunk.subarray(at, at + row.length - filled)
      row.set(piece, filled)
      filled += piece.length
      at += piece.length
      if (filled < row.length) continue
      unfilter(kind, row, above, samples)
      squares.add(y, row)
      ;[row, above] = [above, row]
      kind = -1
      filled = 0
      y += 1
    }
    if (y >= height) break
  }
  if (y < height) throw new NotReadable("rows")
  return squares.brightness()
}
