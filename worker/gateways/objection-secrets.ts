import { tokenMaker } from "./derived-token.ts"
import { secretBox } from "./secret-box.ts"
import { tokenHash } from "./token.ts"

/** How objections of a cell are kept: contacts sealed and receipts made by its own secret, worth nothing in another one. */
export function objectionSecrets({ code, secret }: { code: string; secret: string }) {
  const box = secretBox(secret, "objection")
  return {
    sealContact: box.seal,
    openContact: box.open,
    receipt: tokenMaker(secret, "objection", code),
    receiptHash: tokenHash,
  }
}
