import { bodyLimit } from "hono/body-limit"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { paths } from "../../../web/paths.ts"
import type { AppEnv } from "../app-env.ts"

const KILOBYTE = 1024

/** Where files are sent. */
const fileRoutes: readonly string[] = (["estates", "places"] as const).flatMap((of) => [
  paths.import(of),
  paths.importConfirmation(of),
])

function tooLarge(): never {
  throw new HTTPException(413)
}

const form = bodyLimit({ maxSize: 512 * KILOBYTE, onError: tooLarge })
const file = bodyLimit({ maxSize: 2048 * KILOBYTE, onError: tooLarge })

/** Bodies of at most 512 KB, of 2 MB where files are imported; 413 beyond. The runtime itself takes far more. */
export const bodySize = createMiddleware<AppEnv>((c, next) =>
  (fileRoutes.includes(c.req.path) ? file : form)(c, next),
)
