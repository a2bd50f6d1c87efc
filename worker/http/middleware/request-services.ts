import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { texts } from "../../../web/text/text.ts"
import type { AppEnv } from "../app-env.ts"
import type { OpenServices } from "../services.ts"

/** Opens what the request needs: its id, its language, its cell's services; the first two stand even when opening fails. A host that no cell has is refused (421). */
export function requestServices(open: OpenServices) {
  return createMiddleware<AppEnv>(async (c, next) => {
    c.set("requestId", crypto.randomUUID())
    c.set("text", texts.zh)
    c.set("actor", null)
    const services = open(c.req.raw, c.env)
    if (!services) throw new HTTPException(421)
    c.set("services", services)
    await next()
  })
}
