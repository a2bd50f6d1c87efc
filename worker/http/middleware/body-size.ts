import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { paths } from "../../../web/paths.ts"
import { tableLimit } from "../../domain/registry/import-table.ts"
import { attachmentLimit, type UploadLimit } from "../../domain/selection/attachment.ts"
import { isApi } from "../api/api-path.ts"
import type { AppEnv } from "../app-env.ts"
import { readBodyOf } from "./request-body.ts"
import { readShortened } from "./shortened-body.ts"
import { keepTyped } from "./typed-in-vain.ts"

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

function mostBytes(path: string): number {
  const [, upload] = uploads.find(([route]) => route.test(path)) ?? []
  const [, most] = others.find(([route]) => route.test(path)) ?? []
  return upload?.form ?? most ?? 512 * KILOBYTE
}

/**
 * Bodies of at most 512 KB, of more where files are sent; 413 beyond, by the page of a form with files where there is
 * one. The runtime itself takes far more.
 */
export const bodySize = createMiddleware<AppEnv>(async (c, next) => {
  const { path } = c.req
  const [, upload] = uploads.find(([route]) => route.test(path)) ?? []
  if (!upload) {
    const declared = Number(c.req.header("content-length") ?? 0)
    if (declared <= mostBytes(path)) return next()
    if (!isApi(path)) await keepTyped(c, declared)
    throw new HTTPException(413)
  }
  if (!c.req.raw.body) return next()
  const { bytes, whole } = await readShortened(c.req.raw.body, upload.form, c.var.services.bodyStallMs)
  if (!whole) c.set("tooLarge", upload)
  const { url, method, headers } = c.req.raw
  c.req.raw = new Request(url, { method, headers, body: bytes })
  return next()
})

/** The body of a request within the limit of its address; see readBodyOf. */
export function readBody(c: Context): Promise<Uint8Array<ArrayBuffer>> {
  return readBodyOf(c, mostBytes(c.req.path))
}
