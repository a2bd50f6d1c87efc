import { DomainError } from "../../domain/errors.ts"
import type { FileFault } from "../../domain/selection/attachment.ts"

/** The refusal of a file, to be thrown. */
export function refusedFile(rule: FileFault, values: Record<string, string | number> = {}): DomainError {
  return new DomainError("invalid", "invalid", [{ rule, field: "file", with: values }])
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
