import { bodyLimit } from "hono/body-limit"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { paths } from "../../../web/paths.ts"
import { tableLimit } from "../../domain/registry/import-table.ts"
import { attachmentLimit, type UploadLimit } from "../../domain/selection/attachment.ts"
import type { AppEnv } from "../app-env.ts"
import { readShortened } from "./shortened-body.ts"

const KILOBYTE = 1024
const imported = ["estates", "places"] as const

/** Forms with files, by their addresses: what is too large is refused on the page that it was sent from. */
const uploads: readonly (readonly [RegExp, UploadLimit])[] = [
  [/^\/nominations\/[^/]+(\/attachments|\/submission)?$/, attachmentLimit],
  [/^\/selection\/[^/]+\/redaction\/[^/]+\/copies$/, attachmentLimit],
  [/^\/programmes\/[^/]+\/objection$/, attachmentLimit],
  [/^\/selection\/[^/]+\/assignment\/file$/, tableLimit],
  ...imported.map((of) => [new RegExp(`^${paths.import(of)}$`), tableLimit] as const),
]

/** Where a body is a file alone, and where rows that were checked are sent again, each with its name. */
const others: readonly (readonly [RegExp, number])[] = [
  [/^\/api\/v1\/nominations\/[^/]+\/attachments$/, attachmentLimit.file],
  ...imported.map((of) => [new RegExp(`^${paths.apiImport(of)}$`), tableLimit.file] as const),
  [/^\/selection\/[^/]+\/assignment\/file\/confirmation$/, 4 * tableLimit.file],
  ...imported.map((of) => [new RegExp(`^${paths.importConfirmation(of)}$`), 4 * tableLimit.file] as const),
]

function tooLarge(): never {
  throw new HTTPException(413)
}

const limited = (maxSize: number) => bodyLimit({ maxSize, onError: tooLarge })
const form = limited(512 * KILOBYTE)

/**
 * Bodies of at most 512 KB, of more where files are sent; 413 beyond, by the page of a form with files where there is
 * one. The runtime itself takes far more.
 */
export const bodySize = createMiddleware<AppEnv>(async (c, next) => {
  const { path } = c.req
  const [, upload] = uploads.find(([route]) => route.test(path)) ?? []
  if (!upload) {
    const [, most] = others.find(([route]) => route.test(path)) ?? []
    return (most === undefined ? form : limited(most))(c, next)
  }
  if (!c.req.raw.body) return next()
  const { bytes, whole } = await readShortened(c.req.raw.body, upload.form)
  if (!whole) c.set("tooLarge", upload)
  const { url, method, headers } = c.req.raw
  c.req.raw = new Request(url, { method, headers, body: bytes })
  return next()
})
