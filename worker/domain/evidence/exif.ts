/** A place on earth as a camera wrote it (WGS 84), in degrees. */
export interface Position {
  latitude: number
  longitude: number
}

/** What is read of a picture's EXIF before all of it is taken out. */
export interface CameraFacts {
  /** The camera's clock when it was taken, without a zone: 2026-08-03T14:20:00. */
  takenAt: string | null
  position: Position | null
}

export const nothingOfCamera: CameraFacts = { takenAt: null, position: null }

const EXIF_DIRECTORY = 0x8769
const GPS_DIRECTORY = 0x8825
const TAKEN = 0x9003
const LATITUDE = { side: 1, angle: 2, negative: "S" }
const LONGITUDE = { side: 3, angle: 4, negative: "W" }
/** A directory of a camera has some fifty entries. */
const MOST_ENTRIES = 500

interface Tiff {
  view: DataView
  little: boolean
}

/** The places of a directory's entries by their tag; nothing where it is not whole. */
function entriesOf({ view, little }: Tiff, directory: number): Map<number, number> {
  if (directory < 8 || directory + 2 > view.byteLength) return new Map()
  const count = Math.min(view.getUint16(directory, little), MOST_ENTRIES)
  const found = new Map<number, number>()
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > view.byteLength) break
    found.set(view.getUint16(at, little), at)
  }
  return found
}

function pointedTo({ view, little }: Tiff, at: number | undefined): number {
  return at === undefined ? 0 : view.getUint32(at + 8, little)
}

/** The signs of an entry, which stand in it where they are four at most. */
function signsOf({ view, little }: Tiff, at: number | undefined): string {
  if (at === undefined) return ""
  const count = Math.min(view.getUint32(at + 4, little), 32)
  const from = count <= 4 ? at + 8 : view.getUint32(at + 8, little)
  if (from + count > view.byteLength) return ""
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + from, count))
}

/** Degrees of three fractions: degrees, minutes, seconds. */
function degreesOf({ view, little }: Tiff, at: number | undefined): number | null {
  if (at === undefined || view.getUint32(at + 4, little) !== 3) return null
  const from = view.getUint32(at + 8, little)
  if (from + 24 > view.byteLength) return null
  const part = (index: number) =>
    view.getUint32(from + index * 8, little) / view.getUint32(from + index * 8 + 4, little)
  const degrees = part(0) + part(1) / 60 + part(2) / 3600
  return Number.isFinite(degrees) ? degrees : null
}

function positionOf(tiff: Tiff, gps: ReadonlyMap<number, number>): Position | null {
  const angle = ({ side, angle: at, negative }: typeof LATITUDE) => {
    const degrees = degreesOf(tiff, gps.get(at))
    return degrees === null ? null : signsOf(tiff, gps.get(side)).startsWith(negative) ? -degrees : degrees
  }
  const [latitude, longitude] = [angle(LATITUDE), angle(LONGITUDE)]
  if (latitude === null || longitude === null) return null
  // Programs that blank a position out write zeros.
  if (latitude === 0 && longitude === 0) return null
  return isPosition({ latitude, longitude }) ? { latitude, longitude } : null
}

/** Whether there is such a place. */
export function isPosition({ latitude, longitude }: Position): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
}

const WRITTEN = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/

/** A camera's time as a time without a zone; null where it is none. */
export function cameraTime(text: string): string | null {
  const [, year, month, day, time] = WRITTEN.exec(text) ?? []
  const iso = `${year}-${month}-${day}T${time}`
  return year !== undefined && isCameraTime(iso) ? iso : null
}

/** Whether a text is a time without a zone that there is. */
export function isCameraTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return false
  const at = Date.parse(`${text}Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/**
 * When and where a picture was taken, by the TIFF structure of its EXIF (CIPA DC-008, Exif 2.32). It is read by offsets
 * that the file says: each is checked, and what is not whole is not there.
 */
export function readCamera(tiff: Uint8Array): CameraFacts {
  if (tiff.length < 8) return nothingOfCamera
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return nothingOfCamera
  const read: Tiff = { view, little: order === 0x4949 }
  const first = entriesOf(read, view.getUint32(4, read.little))
  const exif = entriesOf(read, pointedTo(read, first.get(EXIF_DIRECTORY)))
  const gps = entriesOf(read, pointedTo(read, first.get(GPS_DIRECTORY)))
  return { takenAt: cameraTime(signsOf(read, exif.get(TAKEN))), position: positionOf(read, gps) }
}
