import crypto from "node:crypto"
import { syncBuiltinESMExports } from "node:module"

/** Counts the rounds of scrypt that something costs, whoever asks for them in this process: the work of a password. */
export async function scryptsOf(work: () => Promise<unknown>): Promise<number> {
  const { scrypt } = crypto
  let rounds = 0
  crypto.scrypt = ((...told: Parameters<typeof scrypt>) => {
    rounds += 1
    scrypt(...told)
  }) as typeof scrypt
  syncBuiltinESMExports()
  try {
    await work()
    return rounds
  } finally {
    crypto.scrypt = scrypt
    syncBuiltinESMExports()
  }
}
