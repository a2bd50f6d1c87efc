import { inflateRawSync } from "node:zlib"
import { BudgetSpent, type ReadingBudget } from "./reading-budget.ts"

const CHUNK = 64 * 1024
/** Smaller chunks for what is small: they are made anew each time. */
const SMALL = 4 * 1024

/** Deflated data that are none. */
export class NotDeflated extends Error {}

/**
 * What comes out of deflated data without a header, within the budget of their file and at most `most` bytes; what follows
 * their end is left. Throws BudgetSpent when there is more, NotDeflated.
 */
export function inflateRaw(
  packed: Uint8Array,
  budget: ReadingBudget,
  most = Number.POSITIVE_INFINITY,
): Uint8Array {
  budget.begin(packed.length)
  const room = Math.min(budget.room, most)
  if (room === 0) throw new BudgetSpent("bytes")
  let bytes: Uint8Array
  try {
    const chunkSize = packed.length < SMALL ? SMALL : CHUNK
    // workerd counts whole chunks against the limit, also where the last one is not full.
    const maxOutputLength = room + chunkSize
    const { buffer, byteOffset, length } = inflateRawSync(packed, { maxOutputLength, chunkSize })
    if (length > room) throw new RangeError("more comes out than there is room for")
    // A Buffer's slice is no copy, which readers of bytes rely on.
    bytes = new Uint8Array(buffer, byteOffset, length)
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : ""
    if (code !== "ERR_BUFFER_TOO_LARGE" && !(error instanceof RangeError)) throw new NotDeflated()
    budget.take(room)
    throw new BudgetSpent("bytes")
  }
  budget.take(bytes.length)
  return bytes
}
