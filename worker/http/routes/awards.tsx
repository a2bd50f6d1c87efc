import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"
import { requires } from "../middleware/session.ts"
import { grantRoutes } from "./award-grants.tsx"
import { noticeRoutes } from "./award-notice.tsx"
import { objectionRoutes } from "./award-objections.tsx"
import { shortlistRoutes } from "./award-shortlist.tsx"

const runners = requires("programme.run")

/**
 * From the list to the certificate, on the organiser's desk: programmes.tsx has asked for the session. What everybody sees
 * is in public-awards.tsx.
 */
export const awardRoutes = new Hono<DeskEnv>()
  .use("/selection/:programme/shortlist", runners)
  .use("/selection/:programme/notice/*", runners)
  .use("/selection/:programme/objections/*", runners)
  .use("/selection/:programme/awards/*", runners)
  .route("/", shortlistRoutes)
  .route("/", noticeRoutes)
  .route("/", objectionRoutes)
  .route("/", grantRoutes)
