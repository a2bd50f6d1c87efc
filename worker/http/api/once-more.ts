import { type Context, Hono } from "hono"
import { createMiddleware } from "hono/factory"
import type { AppEnv } from "../app-env.ts"
import type { ApiEnv } from "./api-env.ts"
import { problemAnswer } from "./problem.ts"

/** The same request, with the body that was read of it. */
function sameRequest(c: Context<ApiEnv>): Request {
  const { url, method, headers } = c.req.raw
  return new Request(url, { method, headers, body: method === "GET" ? undefined : c.get("sent") })
}

/** What runs behind answers, where there is a runtime. */
function runtimeOf(c: Context<ApiEnv>) {
  try {
    return c.executionCtx
  } catch {
    return undefined
  }
}

const before = new WeakMap<Request, Context<ApiEnv>>()
const again = new Hono<ApiEnv>()
again.onError((error, c) => problemAnswer(c as unknown as Context<AppEnv>, error))
again.use(async (c, next) => {
  const first = before.get(c.req.raw)
  if (!first) throw new Error("a request is made once more only after the first time")
  const { requestId, services, text } = first.var
  c.set("requestId", requestId)
  c.set("services", services)
  c.set("text", text)
  await next()
})

/** Names the routes that a request is made of once more: all that have the middleware. */
export function askedAgainBy(routes: Hono<ApiEnv>): void {
  again.route("/", routes)
}

/**
 * Makes a request once more where its key turned out to be another than the isolate knew it, before anything was
 * written: the second time it is found anew.
 */
export const onceMore = createMiddleware<ApiEnv>(async (c, next) => {
  const asked = c.req.raw
  await next()
  if (!c.get("keyChanged") || before.has(asked)) return
  const request = sameRequest(c)
  before.set(request, c)
  const answer = await again.fetch(request, c.env, runtimeOf(c))
  c.res = undefined
  c.res = answer
})
