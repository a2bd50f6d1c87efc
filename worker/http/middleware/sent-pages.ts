import { createMiddleware } from "hono/factory"
import type { AppEnv } from "../app-env.ts"
import type { SentAnswers } from "../public/sent-answers.ts"

/** Keeps the answer in which a kept page leaves, all headers in it; where each request is to be logged none goes past the log. */
export const sentPages = (answers: SentAnswers) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    const page = c.get("sentPage")
    if (page && !c.get("headOnly") && !c.get("services").logRequests)
      answers.keep(c.req.raw, c.env, page, c.res)
  })
