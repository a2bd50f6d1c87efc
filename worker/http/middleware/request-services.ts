import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { textOf } from "../../../web/text/text.ts"
import type { AppEnv } from "../app-env.ts"
import type { Background, OpenServices } from "../services.ts"

/** The runtime keeps the isolate until the work is done; outside of it (tests in Node) it just goes on. */
function backgroundOf(c: Context<AppEnv>): Background {
  return (work) => {
    try {
      c.executionCtx.waitUntil(work)
    } catch {
      // Hono throws where there is no runtime.
    }
  }
}

/** Opens what the request needs of its cell. A host that no cell has is refused (421). */
export function requestServices(open: OpenServices) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const services = open(c.req.raw, c.env, backgroundOf(c))
    if (!services) throw new HTTPException(421)
    c.set("services", services)
    c.set("text", textOf(c.get("text").language, services.city))
    await next()
  })
}
