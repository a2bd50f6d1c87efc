import { scryptSync } from "node:crypto"
import { describe, expect, test } from "vitest"
import { TooBusy } from "../../worker/domain/identity/too-busy.ts"
import { passwords } from "../../worker/gateways/password.ts"
import { openTurns } from "../../worker/gateways/turns.ts"

const { decoyHash, isOutdated, hash: hashPassword, verify: verifyPassword } = passwords
const password = "a long and honest passphrase"

/** A hash as the version before made it: one scrypt, N 2^15. */
function formerHash(): string {
  const salt = Buffer.alloc(16, 7)
  const key = scryptSync(password, salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 })
  return ["scrypt", 2 ** 15, 8, 1, salt.toString("base64"), key.toString("base64")].join("$")
}

describe("a password's hash", () => {
  test("carries the cost that OWASP names at least, and fits its password alone", async () => {
    const hash = await hashPassword(password)
    const [kind, N, r, rounds] = hash.split("$")
    expect([kind, Number(N), Number(r)]).toEqual(["rounds", 2 ** 14, 8])
    expect(Number(rounds)).toBeGreaterThanOrEqual(5)
    expect(await verifyPassword(hash, password)).toBe(true)
    expect(await verifyPassword(hash, `${password} `)).toBe(false)
    expect(await hashPassword(password)).not.toBe(hash)
    expect(isOutdated(hash)).toBe(false)
  })

  test("is the chain of its rounds", async () => {
    const hash = await hashPassword(password)
    const [, , , , salt = "", key] = hash.split("$")
    let chained: string | Buffer = password
    for (let round = 0; round < 5; round++)
      chained = scryptSync(chained, Buffer.from(salt, "base64"), 32, { N: 2 ** 14, r: 8, p: 1 })
    expect((chained as Buffer).toString("base64")).toBe(key)
  })

  test("of a former cost still fits, and is to be renewed", async () => {
    expect(await verifyPassword(formerHash(), password)).toBe(true)
    expect(await verifyPassword(formerHash(), "another password")).toBe(false)
    expect(isOutdated(formerHash())).toBe(true)
  })

  test("that is none, or the decoy, fits nothing", async () => {
    for (const hash of ["", "x", "rounds$1$2", "md5$1$2$3$AA==$AA==", decoyHash])
      expect(await verifyPassword(hash, password)).toBe(false)
    expect(isOutdated(decoyHash)).toBe(false)
  })
})

describe("turns", () => {
  test("two work at a time, ten wait, the thirteenth is sent away", async () => {
    const turns = openTurns({ atOnce: 2, waiting: 10, pieceMs: 1 })
    let [now, most] = [0, 0]
    const work = () =>
      turns.inTurn(async (piece) => {
        now += 1
        most = Math.max(most, now)
        for (let at = 0; at < 3; at++) await piece()
        now -= 1
      })
    const asked = Array.from({ length: 15 }, () =>
      work().then(
        () => "done" as const,
        (error) => error,
      ),
    )
    const answers = await Promise.all(asked)
    expect(answers.filter((one) => one === "done")).toHaveLength(12)
    expect(answers.filter((one) => one instanceof TooBusy)).toHaveLength(3)
    expect(most).toBe(2)
    expect(turns.now()).toEqual({ working: 0, waiting: 0 })
  })

  test("between two pieces everybody else is served", async () => {
    const turns = openTurns({ atOnce: 2, waiting: 10, pieceMs: 5 })
    let served = 0
    let ended = false
    const serve = () => {
      served += 1
      if (!ended) setTimeout(serve, 0)
    }
    serve()
    const seen: number[] = []
    await Promise.all(
      [1, 2].map(() =>
        turns.inTurn(async (piece) => {
          for (let at = 0; at < 5; at++) {
            await piece()
            seen.push(served)
          }
        }),
      ),
    )
    ended = true
    expect(new Set(seen).size).toBe(10)
  })

  test("work that fails gives its place back", async () => {
    const turns = openTurns({ atOnce: 1, waiting: 1, pieceMs: 1 })
    await expect(turns.inTurn(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken")
    expect(await turns.inTurn(async () => "next")).toBe("next")
  })
})
