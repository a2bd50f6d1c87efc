import type { MemberActor } from "../../domain/actor.ts"
import { keyText, MAX_KEY_DAYS, MAX_KEY_NAME } from "../../domain/api-key.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import type { Scope } from "../../domain/key-scope.ts"
import { may, usableScopes } from "../../domain/permissions.ts"
import { dayOf, endOfDay, shiftDay } from "../../domain/quarter.ts"
import type { UseCaseContext } from "../context.ts"
import type { KeyDeps } from "./key-deps.ts"
import { type KeyLetterDeps, tellOfKey } from "./key-letters.ts"

export interface KeyRequest {
  name: string
  scopes: readonly string[]
  /** The last day on which it works, Asia/Shanghai. */
  lastDay: string
}

/** A key that was made; its text is null when an earlier request made it: it is shown once only. */
export interface MadeKey {
  id: string
  text: string | null
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/

function isDay(text: string): boolean {
  return dayForm.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}

/** What is wrong with a key as asked for; empty when nothing is. */
function faultsOf(
  actor: MemberActor,
  { name, scopes, lastDay }: KeyRequest,
  now: Date,
): { faults: Fault[]; granted: Scope[] } {
  const faults: Fault[] = []
  const usable = usableScopes(actor)
  const granted = usable.filter((scope) => scopes.includes(scope))
  if (name === "") faults.push({ rule: "key_name_missing", field: "name" })
  if (name.length > MAX_KEY_NAME)
    faults.push({ rule: "key_name_long", field: "name", with: { max: MAX_KEY_NAME, length: name.length } })
  if (scopes.length === 0) faults.push({ rule: "key_scopes_missing", field: "scopes" })
  else if (granted.length < new Set(scopes).size) faults.push({ rule: "key_scope_refused", field: "scopes" })
  const today = dayOf(now.getTime())
  if (!isDay(lastDay)) faults.push({ rule: "key_day_wrong", field: "last_day" })
  else if (lastDay < today || lastDay > shiftDay(today, MAX_KEY_DAYS))
    faults.push({ rule: "key_day_range", field: "last_day", with: { max: MAX_KEY_DAYS } })
  return { faults, granted }
}

/** Who runs an organisation makes a key for a program, which acts as itself; its heads are told. Errors: forbidden, invalid. */
export async function createKey(
  ctx: UseCaseContext<MemberActor>,
  deps: KeyDeps & KeyLetterDeps,
  asked: KeyRequest,
  command: { key: string },
): Promise<MadeKey> {
  const { actor } = ctx
  if (!may(actor, "key.manage")) throw new DomainError("forbidden", "forbidden")
  const now = ctx.now()
  const request = { ...asked, name: asked.name.replaceAll(/\s+/g, " ").trim() }
  const { faults, granted } = faultsOf(actor, request, now)
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const id = ctx.newId()
  const prefix = deps.newPrefix()
  const text = keyText(prefix, deps.newToken())
  const expiresAt = new Date(endOfDay(request.lastDay)).toISOString()
  const made = { id, name: request.name, createdAt: now.toISOString() }
  const { result, repeated } = await ctx.write(
    { key: command.key, action: "key.create", result: { id } },
    (store) => {
      store.apiKeys.add({
        id,
        organisationId: actor.organisation.id,
        memberId: actor.memberId,
        name: request.name,
        prefix,
        hash: deps.keyHash(text),
        scopes: JSON.stringify(granted),
        createdAt: made.createdAt,
        expiresAt,
      })
      tellOfKey(ctx, deps, store, made)
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "key.create",
        entity: "key",
        entityId: id,
        detail: {},
        after: { name: request.name, prefix, scopes: granted, expiresAt },
      })
    },
  )
  return { id: result.id, text: repeated ? null : text }
}
