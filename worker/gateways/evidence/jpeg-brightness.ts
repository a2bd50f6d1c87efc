import type { Brightness } from "../../domain/evidence/look.ts"
import { orientationOf } from "../attachment/exif-orientation.ts"
import type { ReadingBudget } from "../reading-budget.ts"
import { HuffmanTable, NotReadable, ScanBits, STEPS_PER_TABLE } from "./huffman.ts"

interface Component {
  id: number
  across: number
  down: number
  quantisation: number
  dc: number
  ac: number
  /** The last value, from which the next one differs. */
  last: number
}

interface Frame {
  progressive: boolean
  width: number
  height: number
  components: Component[]
}

interface Reading {
  bytes: Uint8Array
  budget: ReadingBudget
  frame: Frame | null
  tables: Map<number, HuffmanTable>
  /** The first value of each quantisation table: the step of the means. */
  steps: Map<number, number>
  interval: number
  orientation: number
}

const wordAt = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

function readTables({ bytes, tables, budget }: Reading, from: number, end: number): void {
  for (let at = from; at < end; ) {
    budget.spend(STEPS_PER_TABLE)
    const counts = bytes.subarray(at + 1, at + 17)
    const signs = counts.reduce((sum, count) => sum + count, 0)
    if (at + 17 + signs > end) throw new NotReadable("table")
    tables.set(bytes[at] ?? 0, new HuffmanTable(counts, bytes.subarray(at + 17, at + 17 + signs)))
    at += 17 + signs
  }
}

function readSteps({ bytes, steps }: Reading, from: number, end: number): void {
  for (let at = from; at < end; ) {
    const wide = (bytes[at] ?? 0) >> 4 !== 0
    steps.set((bytes[at] ?? 0) & 15, wide ? wordAt(bytes, at + 1) : (bytes[at + 1] ?? 0))
    at += 1 + (wide ? 128 : 64)
  }
}

function frameOf(bytes: Uint8Array, at: number, marker: number): Frame {
  const count = bytes[at + 9] ?? 0
  if (count === 0 || count > 4) throw new NotReadable("components")
  const components = Array.from({ length: count }, (_, index): Component => {
    const place = at + 10 + index * 3
    const [across, down] = [(bytes[place + 1] ?? 0) >> 4, (bytes[place + 1] ?? 0) & 15]
    if (across < 1 || across > 4 || down < 1 || down > 4) throw new NotReadable("sampling")
    return { id: bytes[place] ?? 0, across, down, quantisation: bytes[place + 2] ?? 0, dc: 0, ac: 0, last: 0 }
  })
  const [height, width] = [wordAt(bytes, at + 5), wordAt(bytes, at + 7)]
  if (bytes[at + 4] !== 8 || width === 0 || height === 0) throw new NotReadable("frame")
  return { progressive: marker === 0xc2, width, height, components }
}

/** One block's mean in the units of its table; of a baseline picture the other coefficients are passed over. */
function readBlock(bits: ScanBits, one: Component, reading: Reading, progressive: boolean): number {
  const dc = reading.tables.get(one.dc)
  if (!dc) throw new NotReadable("table")
  one.last += bits.number(bits.sign(dc))
  if (progressive) return one.last
  const ac = reading.tables.get(0x10 | one.ac)
  if (!ac) throw new NotReadable("table")
  for (let at = 1; at < 64; at++) {
    const sign = bits.sign(ac)
    const [zeros, size] = [sign >> 4, sign & 15]
    if (size === 0 && zeros < 15) break
    at += zeros
    bits.skip(size)
  }
  return one.last
}

/** The components of a scan's header with their tables, or null when it has no means of the first component. */
function scanned({ bytes, frame }: Reading, at: number): { components: Component[]; shift: number } | null {
  const count = bytes[at + 4] ?? 0
  if (!frame) throw new NotReadable("scan")
  const components = Array.from({ length: count }, (_, index) => {
    const one = frame.components.find(({ id }) => id === bytes[at + 5 + index * 2])
    if (!one) throw new NotReadable("component")
    const tables = bytes[at + 6 + index * 2] ?? 0
    Object.assign(one, { dc: tables >> 4, ac: tables & 15, last: 0 })
    return one
  })
  const [first, , approximation] = bytes.subarray(at + 5 + count * 2, at + 8 + count * 2)
  const means = first === 0 && (approximation ?? 0) >> 4 === 0
  return means && components.some((one) => one === frame.components[0])
    ? { components, shift: (approximation ?? 0) & 15 }
    : null
}

/** The means of the first component's blocks: its brightness, one for each 8 × 8 pixels. */
function readScan(
  reading: Reading,
  from: number,
  scan: { components: Component[]; shift: number },
): Brightness {
  const { frame, budget, interval, steps, bytes, orientation } = reading
  const [luma] = frame?.components ?? []
  if (!frame || !luma) throw new NotReadable("scan")
  const { components, shift } = scan
  const most = (of: "across" | "down") => Math.max(...frame.components.map((one) => one[of]))
  const [widest, tallest] = [most("across"), most("down")]
  const blocks = (pixels: number, own: number, all: number) => Math.ceil(Math.ceil((pixels * own) / all) / 8)
  const width = blocks(frame.width, luma.across, widest)
  const height = blocks(frame.height, luma.down, tallest)
  // A scan of one component has its blocks row by row; one of several has units of all of them.
  const alone = components.length === 1
  const across = alone ? width : Math.ceil(frame.width / (8 * widest))
  const down = alone ? height : Math.ceil(frame.height / (8 * tallest))
  const values = new Float32Array(width * height)
  const step = ((steps.get(luma.quantisation) ?? 1) << shift) / 8
  const bits = new ScanBits(bytes, from, budget)
  for (let unit = 0; unit < across * down; unit++) {
    if (interval > 0 && unit > 0 && unit % interval === 0) {
      bits.restart()
      for (const one of components) one.last = 0
    }
    const [x, y] = [unit % across, Math.floor(unit / across)]
    for (const one of components) {
      const [wide, tall] = alone ? [1, 1] : [one.across, one.down]
      for (let block = 0; block < wide * tall; block++) {
        const mean = readBlock(bits, one, reading, frame.progressive)
        const [column, row] = [x * wide + (block % wide), y * tall + Math.floor(block / wide)]
        if (one === luma && column < width && row < height) values[row * width + column] = mean * step + 128
      }
    }
  }
  return { width, height, values, orientation }
}

/**
 * The brightness of a JPEG at an eighth of its size: the means of its blocks, which are coded by themselves, without
 * drawing it (ITU-T T.81; baseline, extended and progressive). The file is one that was cleaned: its segments are whole.
 * Throws NotReadable, BudgetSpent.
 */
export function jpegBrightness(bytes: Uint8Array, budget: ReadingBudget): Brightness {
  const reading: Reading = {
    ...{ bytes, budget, frame: null, tables: new Map(), steps: new Map() },
    ...{ interval: 0, orientation: 1 },
  }
  for (let at = 2; at + 4 <= bytes.length; ) {
    budget.spend(1)
    const marker = bytes[at + 1] ?? 0
    // Coded data of a scan that was passed over.
    if (bytes[at] !== 0xff || marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
      const next = bytes.indexOf(0xff, at + 1)
      if (next === -1) break
      budget.pass(next - at)
      at = next
      continue
    }
    if (marker === 0xd9) break
    const end = at + 2 + wordAt(bytes, at + 2)
    if (marker === 0xc4) readTables(reading, at + 4, end)
    else if (marker === 0xdb) readSteps(reading, at + 4, end)
    else if (marker === 0xdd) reading.interval = wordAt(bytes, at + 4)
    else if (marker === 0xe1) reading.orientation = orientationOf(bytes.subarray(at, end)) ?? 1
    else if (marker >= 0xc0 && marker <= 0xc2) reading.frame = frameOf(bytes, at, marker)
    else if (marker === 0xda) {
      const scan = scanned(reading, at)
      if (scan) return readScan(reading, end, scan)
    }
    at = end
  }
  throw new NotReadable("scan")
}
