/** What an API key looks like and how long it may live. */
const form = /^shige_[A-Za-z0-9_-]{8}_[A-Za-z0-9_-]{43}$/

/** Characters of a key. */
export const KEY_LENGTH = "shige_".length + 8 + 1 + 43

/** Days that a key may live at most. */
export const MAX_KEY_DAYS = 365
/** Days for which a rotated key goes on working, unless something else is chosen. */
export const OVERLAP_DAYS = 7
export const MAX_OVERLAP_DAYS = 30
/** Requests of one key in a minute. */
export const REQUESTS_A_MINUTE = 120
export const MAX_KEY_NAME = 60

/** The key as it is shown once: a visible prefix that tells keys apart, then 256 bits of chance. */
export function keyText(prefix: string, token: string): string {
  return `shige_${prefix}_${token}`
}

/** Whether a text can be a key at all; anything else is refused unread. */
export function isKeyText(text: string): boolean {
  return form.test(text)
}

/** Where a key stands at a moment. `suspended`: its member or organisation is gone, or may hold no keys any more. */
export type KeyState = "active" | "expired" | "revoked" | "suspended"

/** The state of a key; instants are ISO texts, which compare as texts. */
export function keyState(
  key: { expiresAt: string; revokedAt: string | null; suspended: boolean },
  now: string,
): KeyState {
  if (key.revokedAt !== null) return "revoked"
  if (key.expiresAt <= now) return "expired"
  return key.suspended ? "suspended" : "active"
}
