import { sha256 } from "../domain/scoring/sha256.ts"

/** 32 random bytes for links, cookies and keys, in 43 URL-safe characters. */
export function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "")
}

/** What is stored of a token: it has 256 bits of chance, so a plain hash is enough. */
export function tokenHash(token: string): string {
  return sha256(token)
}

/** What is stored of an API key: it differs by cell, so that a key is worth nothing even in a copy of its cell. */
export function keyHash(cell: string, key: string): string {
  return sha256(`${cell}\n${key}`)
}
