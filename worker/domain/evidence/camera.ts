import { type CameraFacts, nothingOfCamera, readCamera } from "./exif.ts"

const HEADER = "Exif\0\0"
const textAt = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/** The EXIF of a JPEG: the first segment that says so, before the picture begins. */
function exifOfJpeg(bytes: Uint8Array, view: DataView): Uint8Array | null {
  for (let at = 2; at + 4 <= bytes.length; ) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === 0xda || marker === 0xd9 || at + 4 > bytes.length) return null
    const end = at + 2 + view.getUint16(at + 2)
    if (marker === 0xe1 && textAt(bytes, at + 4, 6) === HEADER) return bytes.subarray(at + 10, end)
    at = end
  }
  return null
}

/** The EXIF of a PNG or a WebP: a chunk of its own. */
function exifOfChunks(bytes: Uint8Array, view: DataView, png: boolean): Uint8Array | null {
  for (let at = png ? 8 : 12; at + 8 <= bytes.length; ) {
    const name = textAt(bytes, png ? at + 4 : at, 4)
    const length = png ? view.getUint32(at) : view.getUint32(at + 4, true)
    if (name === (png ? "eXIf" : "EXIF")) {
      const content = bytes.subarray(at + 8, at + 8 + length)
      return textAt(content, 0, 6) === HEADER ? content.subarray(6) : content
    }
    at += png ? 12 + length : 8 + length + (length % 2)
  }
  return null
}

/** What the camera wrote into a picture, by what the file begins with; whatever cannot be read is not there. */
export function cameraOf(bytes: Uint8Array): CameraFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8
    const png = textAt(bytes, 1, 3) === "PNG"
    const webp = textAt(bytes, 8, 4) === "WEBP"
    const exif = jpeg ? exifOfJpeg(bytes, view) : png || webp ? exifOfChunks(bytes, view, png) : null
    return exif ? readCamera(exif) : nothingOfCamera
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return nothingOfCamera
  }
}
