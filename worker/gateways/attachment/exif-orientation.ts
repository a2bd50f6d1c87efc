const ORIENTATION = 0x0112
const HEADER = "Exif\0\0"

/** How a picture is turned (1 to 8), read from the first directory of an EXIF segment; null when it does not say. */
export function orientationOf(segment: Uint8Array): number | null {
  if (String.fromCharCode(...segment.subarray(4, 10)) !== HEADER || segment.length < 18) return null
  const view = new DataView(segment.buffer, segment.byteOffset + 10, segment.byteLength - 10)
  const little = view.getUint16(0) === 0x4949
  const first = view.getUint32(4, little)
  if (first + 2 > view.byteLength) return null
  const entries = view.getUint16(first, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = first + 2 + entry * 12
    if (at + 12 > view.byteLength) return null
    if (view.getUint16(at, little) !== ORIENTATION) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** An EXIF segment that holds the orientation and nothing else. */
export function orientationSegment(orientation: number): Uint8Array {
  const segment = new Uint8Array(36)
  const view = new DataView(segment.buffer)
  view.setUint16(0, 0xffe1)
  view.setUint16(2, 34)
  segment.set(
    [...HEADER].map((sign) => sign.charCodeAt(0)),
    4,
  )
  view.setUint32(10, 0x4d4d002a)
  view.setUint32(14, 8)
  view.setUint16(18, 1)
  view.setUint16(20, ORIENTATION)
  view.setUint16(22, 3)
  view.setUint32(24, 1)
  view.setUint16(28, orientation)
  return segment
}
