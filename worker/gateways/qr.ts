import { encode } from "uqr"

/** The dark squares of a QR code as one SVG path, a unit a square, and the side with its quiet zone. */
export interface QrCode {
  side: number
  path: string
}

/** A text as a QR code that stays readable when an eighth of it is covered. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: "M", border: 4 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { side: size, path: squares.join("") }
}
