import { Secret, TOTP } from "otpauth"
import { secretBox } from "./secret-box.ts"

/** RFC 6238 as authenticator apps expect it: SHA-1, six digits, 30 seconds; one step early or late is accepted. */
const period = 30
const settings = { algorithm: "SHA1", digits: 6, period }
const secretBytes = 20
const codeLetters = "abcdefghjkmnpqrstuvwxyz23456789"

/** The time step whose code this is, of the one at `at` and its neighbours; null for any other code. */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  // otpauth throws for six characters that are more than six bytes.
  if (!/^[0-9]{6}$/.test(code)) return null
  const timestamp = at.getTime()
  const totp = { ...settings, secret: Secret.fromBase32(secret), timestamp }
  const delta = TOTP.validate({ ...totp, token: code, window: 1 })
  return delta === null ? null : TOTP.counter({ period, timestamp }) + delta
}

/** The code of a time step. */
export function codeOfStep(secret: string, step: number): string {
  return TOTP.generate({ ...settings, secret: Secret.fromBase32(secret), timestamp: step * period * 1000 })
}

/** The time step of an instant. */
export function stepAt(at: Date): number {
  return TOTP.counter({ period, timestamp: at.getTime() })
}

/** A code for a lost second factor: 16 letters and digits that nobody takes for each other, 79 bits of chance. */
export function newRecoveryCode(): string {
  const letters: string[] = []
  while (letters.length < 16)
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // Bytes above the last full round of the alphabet would make its first letters likelier.
      if (byte < 248 && letters.length < 16) letters.push(codeLetters[byte % codeLetters.length] ?? "")
    }
  return letters.join("").replace(/.{4}(?=.)/g, "$&-")
}

async function derive(secret: string, mark: string): Promise<string> {
  const text = new TextEncoder()
  const base = await crypto.subtle.importKey("raw", text.encode(secret), "HKDF", false, ["deriveBits"])
  const derivation = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: text.encode(`second factor offered to ${mark}`),
  }
  const bits = await crypto.subtle.deriveBits(derivation, base, secretBytes * 8)
  return new Secret({ buffer: bits }).base32
}

/** The second factors of a cell, under its own secret. */
export interface SecondFactors {
  /**
   * A new secret in base32 to be set up. The same for the same mark: a phone that reloads the page while its owner is in
   * the authenticator app shows the same one again.
   */
  offer(mark: string): Promise<string>
  /** The address that an authenticator app takes as a QR code. */
  uri(secret: string, label: { account: string; issuer: string }): string
  seal(secret: string): Promise<string>
  /** The step of a code of a sealed secret, as stepOfCode. */
  stepOf(sealed: string, code: string, at: Date): Promise<number | null>
  stepOfOffered(secret: string, code: string, at: Date): number | null
  newRecoveryCode(): string
}

/** Opens the second factors of the cell with this secret. */
export function secondFactors(secret: string): SecondFactors {
  const box = secretBox(secret, "second factor")
  return {
    offer: (mark) => derive(secret, mark),
    uri: (offered, { account, issuer }) =>
      new TOTP({ ...settings, issuer, label: account, secret: Secret.fromBase32(offered) }).toString(),
    seal: (plain) => box.seal(plain),
    stepOf: async (sealed, code, at) => stepOfCode(await box.open(sealed), code, at),
    stepOfOffered: stepOfCode,
    newRecoveryCode,
  }
}
