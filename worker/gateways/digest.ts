import type { Digest } from "../domain/release/content.ts"

/** SHA-256 of bytes, as 64 lower-case hexadecimal digits (WebCrypto, the same in Node and workerd). */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** SHA-256 of a text in UTF-8. */
export const digestText: Digest = (text) => sha256(new TextEncoder().encode(text))
