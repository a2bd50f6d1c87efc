import { createMiddleware } from "hono/factory"
import { matchedRoutes } from "hono/route"
import { texts } from "../../../web/text/text.ts"
import type { AppEnv } from "../app-env.ts"
import { languageOf } from "./language.ts"

/**
 * Gives the request its id and its language and, when its services want it (LOG_REQUESTS), writes one line of JSON
 * about it: the route's pattern instead of its address, ids instead of people. Never an e-mail, a name, an address, a token, a query.
 */
export const requestLog = createMiddleware<AppEnv>(async (c, next) => {
  c.set("requestId", crypto.randomUUID())
  c.set("text", texts[languageOf(c)])
  c.set("actor", null)
  const { method } = c.req
  const began = performance.now()
  await next()
  // One by one: `c.var` copies all variables each time, and every request comes here.
  const services = c.get("services")
  if (!services?.logRequests) return
  const { actor, requestId } = c.var
  const answering = matchedRoutes(c).find((one) => one.method !== "ALL")
  console.log(
    JSON.stringify({
      level: "info",
      event: "request",
      at: new Date().toISOString(),
      requestId,
      cell: services.cell,
      method,
      route: answering?.path ?? null,
      status: c.res.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
      roundTrips: services.roundTrips(),
      actor: actor ? (actor.key ? "key" : "member") : "nobody",
      organisation: actor?.organisation.id ?? null,
      key: actor?.key?.id ?? null,
    }),
  )
})
