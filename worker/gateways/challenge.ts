import { type AnsweredChallenge, type ChallengeFor, challengeMinutes } from "../domain/identity/passkey.ts"
import { sha256 } from "../domain/scoring/sha256.ts"
import { tokenMaker } from "./derived-token.ts"

/** 24 random bytes, then six of the instant (ms) at which it expires. */
const headBytes = 30

const plain = (text: string) => text.replaceAll("-", "+").replaceAll("_", "/")

function toText(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
}

/**
 * Challenges that nobody has to keep: chance and expiry, sealed (HMAC) for one bearer and purpose under the cell's secret.
 * What is answered is spent by its hash, so that asking for many writes nothing. Standard base64, 40 and 44 characters.
 */
export function challenges(secret: string) {
  const sealOf = async (head: string, { purpose, bearer }: ChallengeFor) =>
    `${plain(await tokenMaker(secret, "passkey challenge", purpose)(`${head}\n${bearer}`))}=`
  return {
    async make(of: ChallengeFor, now: Date): Promise<string> {
      const bytes = crypto.getRandomValues(new Uint8Array(headBytes))
      let left = now.getTime() + challengeMinutes * 60_000
      for (let at = headBytes - 1; at >= headBytes - 6; at--) {
        bytes[at] = left % 256
        left = Math.floor(left / 256)
      }
      const head = toText(bytes)
      return head + (await sealOf(head, of))
    },
    /** What a browser sent back (base64url): null unless it was made here, for this bearer and purpose, and is not over. */
    async read(of: ChallengeFor, sent: string, now: Date): Promise<AnsweredChallenge | null> {
      if (!/^[A-Za-z0-9_-]{83}$/.test(sent)) return null
      const head = plain(sent.slice(0, 40))
      if (`${plain(sent.slice(40))}=` !== (await sealOf(head, of))) return null
      const bytes = Uint8Array.from(atob(head), (character) => character.charCodeAt(0))
      const expiresAt = bytes.slice(-6).reduce((sum, byte) => sum * 256 + byte, 0)
      if (expiresAt <= now.getTime()) return null
      return { hash: sha256(sent), expiresAt: new Date(expiresAt) }
    },
  }
}
