const text = new TextEncoder()

async function keyOf(secret: string, purpose: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", text.encode(secret), "HKDF", false, ["deriveKey"])
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: text.encode(purpose) }
  return crypto.subtle.deriveKey(derivation, base, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ])
}

function toText(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
}

function toBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** Seals texts with AES-GCM under a key derived (HKDF) from the cell's secret and the purpose. */
export interface SecretBox {
  seal(plain: string): Promise<string>
  /** Throws when it was sealed under another secret or purpose, or changed. */
  open(sealed: string): Promise<string>
}

/** A box for one purpose of one cell: what one box sealed no other opens. */
export function secretBox(secret: string, purpose: string): SecretBox {
  return {
    async seal(plain) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const key = await keyOf(secret, purpose)
      const sealed = new Uint8Array(
        await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text.encode(plain)),
      )
      return `${toText(iv)}.${toText(sealed)}`
    },
    async open(sealed) {
      const [iv = "", body = ""] = sealed.split(".")
      const key = await keyOf(secret, purpose)
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, key, toBytes(body))
      return new TextDecoder().decode(plain)
    },
  }
}
