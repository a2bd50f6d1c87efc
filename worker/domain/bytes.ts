/** Pieces of bytes as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Bytes in the words of a sentence: kilobytes, and megabytes with two decimals at most, rounded down. */
export const kilobytes = (bytes: number): number => Math.floor(bytes / 1024)
export const megabytes = (bytes: number): number => Math.floor((bytes / 1024 / 1024) * 100) / 100

/** A whole number with its thousands apart, `2,000`. */
export const grouped = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ",")

/** A size as people read it, the same in every language. */
export const size = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.round(megabytes(bytes) * 10) / 10} MB`
