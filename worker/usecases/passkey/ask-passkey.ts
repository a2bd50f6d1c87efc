import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import type { PasskeyDeps } from "./passkey-deps.ts"

/**
 * What a browser needs to use one of the person's passkeys of this host as the second step. Nothing is written. One round
 * trip. Errors: forbidden (no session).
 */
export async function askPasskey(
  ctx: UseCaseContext<MemberActor>,
  { passkeys, site }: Pick<PasskeyDeps, "passkeys" | "site">,
) {
  const { userId, sessionId } = ctx.actor
  if (!sessionId) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.passkeys.of(userId)
  const has = found?.passkeys.filter(({ host }) => host === site.host) ?? []
  return passkeys.request(site, { purpose: "code", bearer: sessionId, now: ctx.now() }, has)
}
