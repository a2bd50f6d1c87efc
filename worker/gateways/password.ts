import { randomBytes, scrypt, timingSafeEqual } from "node:crypto"
import { openTurns, type Place } from "./turns.ts"

/** What a password costs: rounds of scrypt with these N and r, each over the key of the one before. */
export interface PasswordCost {
  N: number
  r: number
  rounds: number
  /** Milliseconds from the beginning of one round to that of the next, whoever does them. */
  pieceMs: number
}

/**
 * Five rounds with N 2^14, r 8, p 1 (OWASP password storage has p = 5 for this N; rounds in a chain cannot be done at
 * once). A round takes 16 MB and about 35 ms of the isolate, which workerd's scrypt holds: between two rounds pages are
 * served.
 */
const full: PasswordCost = { N: 2 ** 14, r: 8, rounds: 5, pieceMs: 50 }
const keyLength = 32

type Piece = () => Promise<void>
type Rounds = Omit<PasswordCost, "pieceMs">

function derive(
  secret: string | Buffer,
  salt: Buffer,
  parameters: { N: number; r: number; p: number },
): Promise<Buffer> {
  const maxmem = 256 * parameters.N * parameters.r
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, key: Buffer) => (error ? reject(error) : resolve(key))
    scrypt(secret, salt, keyLength, { ...parameters, maxmem }, done)
  })
}

async function inRounds(password: string, salt: Buffer, { N, r, rounds }: Rounds, piece: Piece) {
  let key: string | Buffer = password.normalize("NFKC")
  for (let round = 0; round < rounds; round++) {
    await piece()
    key = await derive(key, salt, { N, r, p: 1 })
  }
  return key as Buffer
}

/** One scrypt, as hashes were made before; then as many rounds as make it cost what today's do. */
async function ofOldKind(
  password: string,
  salt: Buffer,
  [N, r, p]: number[],
  { cost, piece }: { cost: Rounds; piece: Piece },
) {
  const old = { N: N ?? 0, r: r ?? 0, p: p ?? 0 }
  await piece()
  const key = await derive(password.normalize("NFKC"), salt, old)
  const done = (old.N * old.r * old.p) / (cost.N * cost.r)
  await inRounds(password, salt, { ...cost, rounds: Math.max(0, cost.rounds - Math.round(done)) }, piece)
  return key
}

/**
 * Hashing and checking passwords, as the use cases of identity take it, in a queue of its own. Tests that are about
 * something else take rounds that cost less.
 */
export function openPasswords(cost: PasswordCost) {
  /** Two at a time take 32 MB of an isolate's 128; ten more wait, at most about three seconds. */
  const turns = openTurns({ atOnce: 2, waiting: 10, pieceMs: cost.pieceMs })
  const written = (salt: string, key: string) => ["rounds", cost.N, cost.r, cost.rounds, salt, key].join("$")

  return {
    /**
     * Takes a place in the queue for passwords, good for all that is hashed and checked with it: taken before a try is
     * counted, it counts for nobody who finds the queue full. Throws TooBusy then.
     */
    enter: (): Place => turns.enter(),

    /**
     * Hashes a password; the result carries its parameters and salt: `rounds$N$r$rounds$salt$key` (base64). Waits for its
     * turn. Throws TooBusy when too many wait and it has no place.
     */
    hash(password: string, place?: Place): Promise<string> {
      const salt = randomBytes(16)
      return turns.inTurn(async (piece) => {
        const key = await inRounds(password, salt, cost, piece)
        return written(salt.toString("base64"), key.toString("base64"))
      }, place)
    },

    /**
     * Whether a password belongs to a hash, of today's or of a former cost; false for anything that is no such hash. Waits
     * for its turn, and costs the same for every kind of hash. Throws TooBusy when too many wait and it has no place.
     */
    async verify(hash: string, password: string, place?: Place): Promise<boolean> {
      const [kind, N, r, times, salt, key] = hash.split("$")
      if ((kind !== "rounds" && kind !== "scrypt") || !salt || !key) return false
      const expected = Buffer.from(key, "base64")
      const [numbers, salted] = [[N, r, times].map(Number), Buffer.from(salt, "base64")]
      const asWritten = { N: numbers[0] ?? 0, r: numbers[1] ?? 0, rounds: numbers[2] ?? 0 }
      const actual = await turns.inTurn(
        (piece) =>
          kind === "scrypt"
            ? ofOldKind(password, salted, numbers, { cost, piece })
            : inRounds(password, salted, asWritten, piece),
        place,
      )
      return expected.length === actual.length && timingSafeEqual(expected, actual)
    },

    /** A hash that no password fits, for e-mails without an account: checking takes as long as for one with an account. */
    decoyHash: written("AAAAAAAAAAAAAAAAAAAAAA==", `${"A".repeat(43)}=`),

    /** Whether a hash was made at another cost than today's: it is renewed when its owner signs in. */
    isOutdated: (hash: string): boolean => !hash.startsWith(written("", "").slice(0, -1)),
  }
}

/** At what a password costs here. */
export const passwords = openPasswords(full)
