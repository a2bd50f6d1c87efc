import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import { matchedRoutes } from "hono/route"
import { texts } from "../../../web/text/text.ts"
import type { MemberActor } from "../../domain/actor.ts"
import type { AppEnv } from "../app-env.ts"
import { answerInWords } from "../rendering.tsx"
import { languageOf } from "./language.ts"

/** What one line says: ids instead of people, the route's pattern instead of the address. */
interface LoggedRequest {
  requestId: string
  cell: string
  method: string
  route: string | null
  status: number
  /** Milliseconds from the request's begin to its answer. */
  ms: number
  roundTrips: number
  actor: MemberActor | null
}

/** Writes one line of JSON about a request. Never an e-mail, a name, an address, a token, a query. */
export function logRequest({ requestId, ms, actor, ...rest }: LoggedRequest): void {
  console.log(
    JSON.stringify({
      level: "info",
      event: "request",
      at: new Date().toISOString(),
      requestId,
      ...rest,
      ms: Math.round(ms * 10) / 10,
      actor: actor ? (actor.key ? "key" : "member") : "nobody",
      organisation: actor?.organisation.id ?? null,
      key: actor?.key?.id ?? null,
    }),
  )
}

/** The pattern of the route that answers; null where there is none. */
export function routeOf(c: Context): string | null {
  return matchedRoutes(c).find(({ method }) => method !== "ALL")?.path ?? null
}

/**
 * Gives the request its id and its language and, when its services want it (LOG_REQUESTS), writes one line about it: see
 * logRequest.
 */
export const requestLog = createMiddleware<AppEnv>(async (c, next) => {
  c.set("requestId", crypto.randomUUID())
  c.set("text", texts[languageOf(c)])
  c.set("actor", null)
  answerInWords(c)
  const { method } = c.req
  const began = performance.now()
  await next()
  // One by one: `c.var` copies all variables each time, and every request comes here.
  const services = c.get("services")
  if (!services?.logRequests) return
  const { actor, requestId } = c.var
  logRequest({
    requestId,
    cell: services.cell,
    method,
    route: routeOf(c),
    status: c.res.status,
    ms: performance.now() - began,
    roundTrips: services.roundTrips(),
    actor,
  })
})
