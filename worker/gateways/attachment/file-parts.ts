import { DomainError } from "../../domain/errors.ts"
import { type FileFault, MOST_PIXELS, MOST_SIDE } from "../../domain/selection/attachment.ts"

/** The refusal of a file, to be thrown. */
export function refusedFile(rule: FileFault, values: Record<string, string | number> = {}): DomainError {
  return new DomainError("invalid", "invalid", [{ rule, field: "file", with: values }])
}

/** Refuses a picture by the size that its header tells, before anything of it is decoded. Throws DomainError invalid. */
export function checkPixels(width: number, height: number): void {
  if (width > MOST_SIDE || height > MOST_SIDE) throw refusedFile("attachment_pixels", { most: MOST_SIDE })
  if (width * height > MOST_PIXELS)
    throw refusedFile("attachment_megapixels", { most: MOST_PIXELS / 1_000_000 })
}

/** Parts as one piece of bytes. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
