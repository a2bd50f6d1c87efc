import { openPasswords } from "../../worker/gateways/password.ts"

/**
 * Passwords of the front door: the same rounds, queue and texts as the product's, each round a thousandth of the work. What a
 * password costs is proved in test/gateways/password.test.ts.
 */
export const quickPasswords = openPasswords({ N: 2 ** 4, r: 8, rounds: 5, pieceMs: 1 })
