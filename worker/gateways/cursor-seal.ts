const text = new TextEncoder()

/** Makes texts that only this cell could have made: whoever changes a letter is found out. */
export interface CursorSeal {
  /** `place` in a URL-safe form, bound to `list`: the address, its filters and who reads it. */
  seal(list: string, place: string): Promise<string>
  /** The place of a sealed text; null when it is not one for this list. */
  open(list: string, sealed: string): Promise<string | null>
}

const form = /^([A-Za-z0-9_-]{1,600})\.([A-Za-z0-9_-]{43})$/

function toText(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
}

function toBytes(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** Seals with HMAC-SHA256 under a secret of the cell; the same place gives the same text. */
export function cursorSeal(secret: string): CursorSeal {
  const keyOf = () =>
    crypto.subtle.importKey(
      "raw",
      text.encode(`cursor\n${secret}`),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign", "verify"],
    )
  const signed = (list: string, place: string) => text.encode(`${list}\n${place}`)
  return {
    async seal(list, place) {
      const mark = new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(), signed(list, place)))
      return `${toText(text.encode(place))}.${toText(mark)}`
    },
    async open(list, sealed) {
      const [, place, mark] = form.exec(sealed) ?? []
      if (!place || !mark) return null
      try {
        const plain = new TextDecoder("utf-8", { fatal: true }).decode(toBytes(place))
        const right = await crypto.subtle.verify("HMAC", await keyOf(), toBytes(mark), signed(list, plain))
        return right ? plain : null
      } catch {
        return null
      }
    },
  }
}
