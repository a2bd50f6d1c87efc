import { bodyLimit } from "hono/body-limit"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { paths } from "../../../web/paths.ts"
import { MOST_ATTACHMENT_BYTES } from "../../domain/selection/attachment.ts"
import type { AppEnv } from "../app-env.ts"

const KILOBYTE = 1024

/** Where files are sent. */
const fileRoutes: readonly string[] = (["estates", "places"] as const).flatMap((of) => [
  paths.import(of),
  paths.importConfirmation(of),
  paths.apiImport(of),
])

/** Where attachments are sent: files of at most 10 MB, in a form with what is typed or alone. */
const attachmentRoutes: readonly RegExp[] = [
  /^\/api\/v1\/nominations\/[^/]+\/attachments$/,
  /^\/nominations\/[^/]+(\/attachments|\/submission)?$/,
  /^\/selection\/[^/]+\/redaction\/[^/]+\/copies$/,
  /^\/programmes\/[^/]+\/objection$/,
]

function tooLarge(): never {
  throw new HTTPException(413)
}

const form = bodyLimit({ maxSize: 512 * KILOBYTE, onError: tooLarge })
const file = bodyLimit({ maxSize: 2048 * KILOBYTE, onError: tooLarge })
const attachment = bodyLimit({ maxSize: MOST_ATTACHMENT_BYTES + 512 * KILOBYTE, onError: tooLarge })

function limitFor(path: string) {
  if (attachmentRoutes.some((route) => route.test(path))) return attachment
  return fileRoutes.includes(path) ? file : form
}

/**
 * Bodies of at most 512 KB, of 2 MB where files are imported, of 10 MB and a form where they are attached; 413 beyond.
 * The runtime itself takes far more.
 */
export const bodySize = createMiddleware<AppEnv>((c, next) => limitFor(c.req.path)(c, next))
