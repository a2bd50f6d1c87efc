import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { mostPasskeys, readPasskeyName } from "../../domain/identity/passkey.ts"
import { sessionEnd, unusedEnd } from "../../domain/identity/session.ts"
import type { UseCaseContext } from "../context.ts"
import { ownAccount } from "../identity/own-password.ts"
import { makeRecoveryCodes } from "../identity/recovery-codes.ts"
import type { NewSession } from "../identity/sign-in.ts"
import type { PasskeyDeps } from "./passkey-deps.ts"

/** The first second factor of a person: its session has passed, the others end, and there are recovery codes. */
interface First {
  codes: string[]
  session: NewSession
}

const invalid = (rule: string, field: string) => new DomainError("invalid", rule, [{ rule, field }])

/**
 * Adds a passkey that the person's browser has just made. When it is the person's first second factor, it answers
 * recovery codes, shown this once, and a new session; otherwise null. Errors: DomainError invalid (faults at `password`,
 * `name`, `response`; `too_many_tries`), conflict (`passkeys_many`, `codes_shown`), stale.
 */
export async function addPasskey(
  ctx: UseCaseContext<MemberActor>,
  deps: PasskeyDeps,
  command: { key: string; password: string; name: string; answer: unknown },
): Promise<First | null> {
  const { userId, sessionId } = ctx.actor
  if (!sessionId) throw new DomainError("forbidden", "forbidden")
  const { credential, factorSince, passkeyCount, tries } = await ownAccount(ctx, deps, command)
  if (passkeyCount >= mostPasskeys) throw new DomainError("conflict", "passkeys_many")
  const named = readPasskeyName(command.name)
  if ("fault" in named) throw invalid(named.fault, "name")
  const at = ctx.now()
  const challenge = { purpose: "add" as const, bearer: sessionId, now: at }
  const made = await deps.passkeys.readNew(deps.site, challenge, command.answer)
  if (!made) throw invalid("passkey_unread", "response")
  const first = factorSince === null
  const { codes, hashes } = first ? makeRecoveryCodes(deps, userId) : { codes: [], hashes: [] }
  const token = deps.tokens.make()
  const expiresAt = sessionEnd(at)
  const id = ctx.newId()
  const action = "passkey.add"
  const { repeated } = await ctx.write({ key: command.key, action, result: null }, (store) => {
    store.identity.expect(credential)
    store.identity.touch(userId, at)
    store.passkeys.spend(made.challenge)
    const row = { id, userId, host: deps.site.host, name: named.name, createdAt: at.toISOString() }
    store.passkeys.add({ ...row, ...made.passkey, transports: [...made.passkey.transports] })
    store.identity.forgetTries(tries)
    if (first) {
      store.identity.setRecoveryCodes(userId, hashes)
      store.sessions.endAll(userId, sessionId)
      const passed = {
        secondFactorAt: at.toISOString(),
        expiresAt: unusedEnd(at, deps.sessionIdleMs, expiresAt),
      }
      store.sessions.renew(sessionId, { tokenHash: deps.tokens.hash(token), ...passed })
    }
    store.mails.warn(userId, "passkey_added")
    const after = { secondFactor: "on", backedUp: made.passkey.backedUp }
    const before = { secondFactor: first ? "off" : "on", backedUp: null }
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "passkey",
      entityId: id,
      detail: {},
      before,
      after,
    })
  })
  if (repeated && first) throw new DomainError("conflict", "codes_shown")
  return first ? { codes, session: { token, expiresAt } } : null
}
