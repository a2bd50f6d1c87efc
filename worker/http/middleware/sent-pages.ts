import { createMiddleware } from "hono/factory"
import type { AppEnv } from "../app-env.ts"
import type { SentAnswers } from "../public/sent-answers.ts"
import { routeOf } from "./request-log.ts"

/** Keeps the answer in which a kept page leaves, all headers in it. */
export const sentPages = (answers: SentAnswers) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    const page = c.get("sentPage")
    if (!page || c.get("headOnly")) return
    const { cell, logRequests } = c.get("services")
    const logged = logRequests ? { cell, route: routeOf(c) } : null
    answers.keep(c.req.raw, { ...page, bindings: c.env, logged }, c.res)
  })
