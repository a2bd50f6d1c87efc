import { secretBox } from "./secret-box.ts"

/** What a link of a letter carries: nobody can read it, change it or make it. */
export interface SealedLink {
  /** In a form that may stand in an address. */
  seal(plain: string): Promise<string>
  /** Null when it was not sealed here, for this, or was changed. */
  open(sealed: string): Promise<string | null>
}

/** Seals for one purpose of one cell. */
export function sealedLink(secret: string, purpose: string, cell: string): SealedLink {
  const box = secretBox(secret, `link ${purpose} ${cell}`)
  return {
    async seal(plain) {
      return (await box.seal(plain)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
    },
    async open(sealed) {
      try {
        return await box.open(sealed.replaceAll("-", "+").replaceAll("_", "/"))
      } catch {
        return null
      }
    },
  }
}
