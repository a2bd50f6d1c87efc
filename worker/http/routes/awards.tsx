import { Hono } from "hono"
import type { DeskEnv } from "../app-env.ts"
import { requires, signedIn } from "../middleware/session.ts"
import { grantRoutes } from "./award-grants.tsx"
import { noticeRoutes } from "./award-notice.tsx"
import { objectionRoutes } from "./award-objections.tsx"
import { shortlistRoutes } from "./award-shortlist.tsx"

const runners = requires("programme.run")

/** From the list to the certificate, on the organiser's desk; what everybody sees is in public-awards.tsx. */
export const awardRoutes = new Hono<DeskEnv>()
  .use("/selection/:programme/shortlist", signedIn, runners)
  .use("/selection/:programme/notice/*", signedIn, runners)
  .use("/selection/:programme/objections/*", signedIn, runners)
  .use("/selection/:programme/awards/*", signedIn, runners)
  .route("/", shortlistRoutes)
  .route("/", noticeRoutes)
  .route("/", objectionRoutes)
  .route("/", grantRoutes)
