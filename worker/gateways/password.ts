import { randomBytes, scrypt, timingSafeEqual } from "node:crypto"

/** Cost of the scrypt key derivation: N 2^15, r 8, p 1 (OWASP password storage, 32 MB). */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const keyLength = 32

function derive(password: string, salt: Buffer, parameters = cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, key: Buffer) => (error ? reject(error) : resolve(key))
    scrypt(password.normalize("NFKC"), salt, keyLength, parameters, done)
  })
}

/** Hashes a password; the result carries its parameters and salt: `scrypt$N$r$p$salt$key` (base64). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt)
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64"), key.toString("base64")].join("$")
}

/** Whether a password belongs to a hash made by hashPassword; false for anything that is not such a hash. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [name, N, r, p, salt, key] = hash.split("$")
  if (name !== "scrypt" || !salt || !key) return false
  const expected = Buffer.from(key, "base64")
  const parameters = { N: Number(N), r: Number(r), p: Number(p), maxmem: cost.maxmem }
  const actual = await derive(password, Buffer.from(salt, "base64"), parameters)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

/** A hash that no password fits, for e-mails without an account: checking takes as long as for one with an account. */
export const decoyHash = [
  "scrypt",
  cost.N,
  cost.r,
  cost.p,
  "AAAAAAAAAAAAAAAAAAAAAA==",
  "A".repeat(43) + "=",
].join("$")
