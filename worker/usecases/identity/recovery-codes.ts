import { plainCode, recoveryCodeCount } from "../../domain/identity/second-factor.ts"
import type { IdentityDeps } from "./deps.ts"

/** What is stored of a recovery code: it has 79 bits of chance, so a plain hash under the person's id is enough. */
export function recoveryHash(
  { tokens }: Pick<IdentityDeps, "tokens">,
  userId: string,
  typed: string,
): string {
  return tokens.hash(`${userId}\n${plainCode(typed)}`)
}

/** New recovery codes of a person, to be shown once, and what is stored of them. */
export function makeRecoveryCodes(deps: Pick<IdentityDeps, "tokens" | "secondFactors">, userId: string) {
  const codes = Array.from({ length: recoveryCodeCount }, deps.secondFactors.newRecoveryCode)
  return { codes, hashes: codes.map((code) => recoveryHash(deps, userId, code)) }
}
