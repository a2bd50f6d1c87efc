import { createMiddleware } from "hono/factory"
import { texts } from "../../../web/text/text.ts"
import type { AppEnv } from "../app-env.ts"
import type { OpenServices } from "../services.ts"

/** Opens what the request needs: its id, its cell's services, its language. */
export function requestServices(open: OpenServices) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const services = open(c.req.raw, c.env)
    c.set("services", services)
    c.set("requestId", services.newId())
    c.set("text", texts.zh)
    c.set("actor", null)
    await next()
  })
}
