import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import type { KeyCheck } from "../../data/key-check.ts"
import { isKeyText, REQUESTS_A_MINUTE } from "../../domain/api-key.ts"
import { isKeyChanged } from "../../domain/key-changed.ts"
import { idempotencyKeyLength } from "../../domain/request-limits.ts"
import { sha256 } from "../../domain/scoring/sha256.ts"
import type { ApiEnv } from "./api-env.ts"
import { Problem } from "./problem.ts"

const challenge = { "www-authenticate": 'Bearer realm="api"' }
const refused = { "www-authenticate": 'Bearer realm="api", error="invalid_token"' }

/** The key in the Authorization header. A browser's session is worth nothing here, so no other site can use one. */
function keyOf(authorization: string | undefined): string {
  const [, text] = /^bearer +(\S+)$/i.exec(authorization ?? "") ?? []
  if (text === undefined) throw new Problem(401, "key_missing", { headers: challenge })
  if (!isKeyText(text)) throw new Problem(401, "key_unknown", { headers: refused })
  return text
}

/** Whether the key still is what it was taken for; asked by itself where nothing was read through it. */
async function stillHolds({ services }: ApiEnv["Variables"], check: KeyCheck): Promise<boolean> {
  if (check.state() === "asked")
    await services.settleKey(check).catch((error) => {
      if (!isKeyChanged(error)) throw error
    })
  return check.state() === "holds"
}

/**
 * Finds who acts through the key of a request and counts it; one round trip, none for a key that is known: whether it
 * still holds is asked with the first thing that is read. Comes before anything that looks at the request. Throws Problem
 * 401 (no key, unknown, ended) and 429; every answer after it says what is left of the minute. Where the key has changed
 * nothing was written yet, and the request is to be made once more (`onceMore`).
 */
export const presentKey = createMiddleware<ApiEnv>(async (c, next) => {
  const { services } = c.var
  const presented = await services.findKey(keyOf(c.req.header("authorization")))
  if (!presented) throw new Problem(401, "key_unknown", { headers: refused })
  const { state, count, actor, check } = presented
  if (state !== "active") throw new Problem(401, `key_${state}`, { headers: refused })
  const rest = 60 - Math.floor((services.now().getTime() % 60_000) / 1000)
  c.header("ratelimit-limit", String(REQUESTS_A_MINUTE))
  c.header("ratelimit-remaining", String(Math.max(0, REQUESTS_A_MINUTE - count)))
  c.header("ratelimit-reset", String(rest))
  c.header("cache-control", "private, no-store")
  if (count > REQUESTS_A_MINUTE)
    throw new Problem(429, "rate_limited", { headers: { "retry-after": String(rest) } })
  c.set("presented", presented)
  c.set("actor", actor)
  await next()
  if (check && !(await stillHolds(c.var, check))) c.set("keyChanged", true)
})

const keyForm = new RegExp(`^[A-Za-z0-9_-]{${idempotencyKeyLength.least},${idempotencyKeyLength.most}}$`)

/** The program's own key of a write, with or without the quotes of a structured field. */
function idempotencyKey(header: string | undefined, needed: boolean): string | null {
  if (header === undefined) {
    if (needed) throw new Problem(400, "idempotency_key_missing")
    return null
  }
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header
  if (!keyForm.test(key)) throw new Problem(400, "idempotency_key_malformed")
  return key
}

/** Reads the body of a write; answers what tells it from every other body. */
export type ReadBody = (c: Context<ApiEnv>) => Promise<string>

/** Binds the context to who acts, what is asked for and, for a write, its idempotency key. Reads the body. */
export function openApiContext(readBody: ReadBody) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const { services, actor, requestId } = c.var
    const { method, path } = c.req
    let fingerprint: string | null = null
    if (method !== "GET") {
      const asked = idempotencyKey(c.req.header("idempotency-key"), method === "POST" || method === "PATCH")
      const body = await readBody(c)
      fingerprint = sha256([method, path, body].join("\n"))
      c.set("sent", c.get("file") ?? body)
      c.set("commandKey", `${actor.memberId}.${asked ?? services.newId()}`)
    }
    const mark = { id: requestId, fingerprint }
    c.set("ctx", services.contextFor(actor, mark, c.var.presented.check))
    await next()
  })
}
