import { writeFileSync } from "node:fs"
import { dictionary } from "@zxcvbn-ts/language-common"

/** How many of the list are kept besides those that are long enough to be a password here: the commonest. */
export const COMMONEST = 5_000
const SHORTEST = 4
const LONG = 12

/** The common passwords that the package ships, as the product asks of them: lower case, the commonest first. */
export function commonPasswordsOf(all: readonly string[]): string[] {
  const plain = all.map((one) => one.normalize("NFKC").toLowerCase())
  const kept = plain.filter(
    (one, rank) =>
      /^[!-~]+$/.test(one) && (one.length >= LONG || (rank < COMMONEST && one.length >= SHORTEST)),
  )
  return [...new Set(kept)]
}

/** The list of the package itself. */
export function shippedPasswords(): string[] {
  return commonPasswordsOf((dictionary as unknown as Record<string, string[]>)["passwords-common"] ?? [])
}

if (process.argv[1]?.endsWith("extract-passwords.ts")) {
  const text = `/** Made by scripts/extract-passwords.ts from @zxcvbn-ts/language-common: the commonest first, divided by spaces. */
export const listedPasswords =
  ${JSON.stringify(shippedPasswords().join(" "))}
`
  writeFileSync("worker/domain/identity/listed-passwords.ts", text)
}
