/** A key is no longer what it was taken for: what was asked for is asked again, by what it is now. */
export class KeyChanged extends Error {}

/** Whether an error is that one, also below what a driver wrapped it in. */
export function isKeyChanged(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof KeyChanged) return true
  return false
}
