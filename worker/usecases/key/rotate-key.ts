import type { ApiKey } from "../../data/api-keys.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { keyText, MAX_OVERLAP_DAYS } from "../../domain/api-key.ts"
import { DomainError } from "../../domain/errors.ts"
import { may, usableScopes } from "../../domain/permissions.ts"
import { DAY } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import type { MadeKey } from "./create-key.ts"
import type { KeyDeps } from "./key-deps.ts"
import { type KeyLetterDeps, tellOfKey } from "./key-letters.ts"
import { requireLiving } from "./open-key.ts"

/** Throws when a key cannot be rotated so. */
function requireRotatable(old: ApiKey, overlapDays: number): void {
  if (!Number.isInteger(overlapDays) || overlapDays < 0 || overlapDays > MAX_OVERLAP_DAYS) {
    const fault = { rule: "key_overlap_range", field: "overlap", with: { max: MAX_OVERLAP_DAYS } }
    throw new DomainError("invalid", "invalid", [fault])
  }
  requireLiving(old)
  if (old.replacedBy) throw new DomainError("conflict", "key_rotated")
}

const instant = (milliseconds: number) => new Date(milliseconds).toISOString()

/**
 * Makes a new key with the name, scopes and lifetime of an old one, which ends after the overlap. The new one acts as
 * who rotates. Errors: forbidden, conflict (key_ended, key_rotated), invalid, stale.
 */
export async function rotateKey(
  ctx: UseCaseContext<MemberActor>,
  deps: KeyDeps & KeyLetterDeps,
  old: ApiKey,
  command: { key: string; overlapDays: number },
): Promise<MadeKey> {
  const { actor } = ctx
  if (!may(actor, "key.manage")) throw new DomainError("forbidden", "forbidden")
  requireRotatable(old, command.overlapDays)
  const now = ctx.now()
  const oldEnd = Date.parse(old.expiresAt)
  const prefix = deps.newPrefix()
  const text = keyText(prefix, deps.newToken())
  const row = {
    id: ctx.newId(),
    organisationId: actor.organisation.id,
    memberId: actor.memberId,
    name: old.name,
    prefix,
    hash: deps.keyHash(text),
    scopes: JSON.stringify(usableScopes(actor).filter((scope) => old.scopes.includes(scope))),
    createdAt: now.toISOString(),
    expiresAt: instant(now.getTime() + oldEnd - Date.parse(old.createdAt)),
    replaces: old.id,
  }
  const oldExpiresAt = instant(Math.min(now.getTime() + command.overlapDays * DAY, oldEnd))
  const made = { key: command.key, action: "key.rotate", result: { id: row.id } }
  const { result, repeated } = await ctx.write(made, (store) => {
    store.apiKeys.expectCurrent(old.id, now)
    store.apiKeys.endAt(old.id, oldExpiresAt)
    store.apiKeys.add(row)
    tellOfKey(ctx, deps, store, row)
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action: "key.rotate",
      entity: "key",
      entityId: old.id,
      detail: { replacedBy: row.id },
      before: { prefix: old.prefix, expiresAt: old.expiresAt },
      after: { prefix, expiresAt: row.expiresAt, oldExpiresAt },
    })
  })
  return { id: result.id, text: repeated ? null : text }
}
