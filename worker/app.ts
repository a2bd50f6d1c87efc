import { Hono } from "hono"
import { bodyLimit } from "hono/body-limit"
import { csrf } from "hono/csrf"
import { HTTPException } from "hono/http-exception"
import type { AppEnv } from "./http/app-env.ts"
import { onError, onNotFound } from "./http/errors.tsx"
import { isOwnOrigin } from "./http/middleware/own-origin.ts"
import { requestServices } from "./http/middleware/request-services.ts"
import { securityHeaders } from "./http/middleware/security.ts"
import { accessRoutes, deskRoutes } from "./http/routes/access.tsx"
import { filingRoutes } from "./http/routes/filing.tsx"
import { publicRoutes } from "./http/routes/public.tsx"
import { quarterRoutes } from "./http/routes/quarters.tsx"
import { verificationRoutes } from "./http/routes/verification.tsx"
import type { OpenServices } from "./http/services.ts"

const MAX_BODY = 512 * 1024

function tooLarge(): never {
  throw new HTTPException(413)
}

/** The HTTP surface: the order of the middleware, then one line per resource. */
export function createApp(open: OpenServices) {
  const app = new Hono<AppEnv>()
  app.onError(onError)
  app.notFound(onNotFound)
  app.use(securityHeaders)
  app.use(requestServices(open))
  app.use(csrf({ origin: isOwnOrigin }))
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: tooLarge }))
  app.route("/", publicRoutes)
  app.route("/", accessRoutes)
  app.route("/", deskRoutes)
  app.route("/", filingRoutes)
  app.route("/", verificationRoutes)
  app.route("/", quarterRoutes)
  return app
}
