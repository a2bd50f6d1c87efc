import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { mostPasskeys } from "../../domain/identity/passkey.ts"
import type { UseCaseContext } from "../context.ts"
import type { PasskeyDeps } from "./passkey-deps.ts"

/**
 * What a browser needs to make a passkey for the person of a session. Nothing is written: the challenge carries who it is
 * for. One round trip. Errors: forbidden (no session), conflict (`passkeys_many`).
 */
export async function offerPasskey(
  ctx: UseCaseContext<MemberActor>,
  { passkeys, site }: Pick<PasskeyDeps, "passkeys" | "site">,
) {
  const { userId, sessionId } = ctx.actor
  if (!sessionId) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.passkeys.of(userId)
  if (!found) throw new DomainError("not_found", "not_found")
  if (found.passkeys.length >= mostPasskeys) throw new DomainError("conflict", "passkeys_many")
  const has = found.passkeys.filter(({ host }) => host === site.host)
  const challenge = { purpose: "add" as const, bearer: sessionId, now: ctx.now() }
  return passkeys.creation(site, { ...found.user, has }, challenge)
}
