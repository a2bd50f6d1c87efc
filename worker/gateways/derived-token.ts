const text = new TextEncoder()

/**
 * Makes tokens that can be made again: HMAC-SHA-256 under the cell's secret over purpose, cell and id, in 43 URL-safe
 * characters. Nobody without the secret can tell one; another purpose, cell or id gives another one.
 */
export function tokenMaker(secret: string, purpose: string, cell: string): (id: string) => Promise<string> {
  return async (id) => {
    const algorithm = { name: "HMAC", hash: "SHA-256" }
    const key = await crypto.subtle.importKey("raw", text.encode(secret), algorithm, false, ["sign"])
    const signed = await crypto.subtle.sign("HMAC", key, text.encode(JSON.stringify([purpose, cell, id])))
    return btoa(Array.from(new Uint8Array(signed), (byte) => String.fromCharCode(byte)).join(""))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replace(/=+$/, "")
  }
}

/** The keyed hashes of a cell: of an identity document, and of a receipt. */
export const keyedHashes = (secret: string, cell: string) => ({
  markIdentity: tokenMaker(secret, "identity", cell),
  sealReceipt: tokenMaker(secret, "receipt", cell),
})
