import { createMiddleware } from "hono/factory"
import { texts } from "../../../web/text/text.ts"
import type { AppEnv } from "../app-env.ts"
import type { OpenServices } from "../services.ts"

/** Opens what the request needs: its id, its language, its cell's services; the first two stand even when opening fails. */
export function requestServices(open: OpenServices) {
  return createMiddleware<AppEnv>(async (c, next) => {
    c.set("requestId", crypto.randomUUID())
    c.set("text", texts.zh)
    c.set("actor", null)
    c.set("services", open(c.req.raw, c.env))
    await next()
  })
}
