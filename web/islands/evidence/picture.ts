import { cameraOf } from "../../../worker/domain/evidence/camera.ts"
import { shownPicture } from "../../../worker/domain/evidence/evidence.ts"
import { type CameraFacts, nothingOfCamera } from "../../../worker/domain/evidence/exif.ts"

/** Where in a file a camera writes what it knows. */
const CAMERA_BYTES = 512 * 1024

/** A picture as it was chosen, drawn smaller, with what is known of the original. */
export interface Drawn {
  canvas: HTMLCanvasElement
  originalHash: string | null
  camera: CameraFacts
}

function read<T>(file: Blob, how: "readAsArrayBuffer" | "readAsDataURL"): Promise<T> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as unknown as T)
    reader.onerror = () => reject(reader.error)
    reader[how](file)
  })
}

async function opened(file: File): Promise<HTMLImageElement> {
  const image = new Image()
  // The policy of our pages allows no object URLs.
  const source = await read<string>(file, "readAsDataURL")
  await new Promise<void>((resolve, reject) => {
    image.onload = () => resolve()
    image.onerror = () => reject(new Error("no picture"))
    image.src = source
  })
  return image
}

/** SHA-256 in hexadecimal digits; null where the browser offers none (outside of secure contexts). */
async function hashOf(bytes: ArrayBuffer): Promise<string | null> {
  if (!window.crypto.subtle) return null
  const hash = new Uint8Array(await window.crypto.subtle.digest("SHA-256", bytes))
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** Draws a picture with its longer side as long as it is to be shown at most, turned as people see it. */
export async function draw(file: File): Promise<Drawn> {
  const image = await opened(file)
  const scale = Math.min(1, shownPicture.side / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const context = canvas.getContext("2d")
  if (!context) throw new Error("no canvas")
  // What is transparent becomes white: the result is a JPEG.
  context.fillStyle = "white"
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const bytes = await read<ArrayBuffer>(file, "readAsArrayBuffer")
  const start = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, CAMERA_BYTES))
  let camera = nothingOfCamera
  try {
    camera = cameraOf(start)
  } catch {
    // A file that nobody can read has no camera.
  }
  return { canvas, camera, originalHash: await hashOf(bytes) }
}

/** The picture as a JPEG, without anything that was written beside it. */
export function packed(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error("no JPEG")))
    canvas.toBlob(done, "image/jpeg", shownPicture.quality)
  })
}
