import type { Context } from "hono"
import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { paths } from "../../../web/paths.ts"
import { tableLimit } from "../../domain/registry/import-table.ts"
import { requestLimits } from "../../domain/request-limits.ts"
import { attachmentLimit, type UploadLimit } from "../../domain/selection/attachment.ts"
import { isApi } from "../api/api-path.ts"
import type { AppEnv } from "../app-env.ts"
import { putBack, readBodyOf } from "./request-body.ts"
import { readShortened } from "./shortened-body.ts"
import { keepTyped } from "./typed-in-vain.ts"
import { uploadPlaces } from "./upload-places.ts"

const KILOBYTE = 1024
const imported = ["estates", "places", "clerks"] as const

/** Forms with files, by their addresses: what is too large is refused on the page that it was sent from. */
const uploads: readonly (readonly [RegExp, UploadLimit])[] = [
  [/^\/nominations\/[^/]+(\/attachments|\/submission)?$/, attachmentLimit],
  [/^\/selection\/[^/]+\/redaction\/[^/]+\/copies$/, attachmentLimit],
  [/^\/programmes\/[^/]+\/objection$/, attachmentLimit],
  [/^\/selection\/[^/]+\/assignment\/file$/, tableLimit],
  [/^\/books\/[^/]+$/, tableLimit],
  [/^\/evidence\/[^/]+\/[^/]+\/[^/]+$/, attachmentLimit],
  ...imported.map((of) => [new RegExp(`^${paths.import(of)}$`), tableLimit] as const),
]

/** Where a body is a file alone, and where rows that were checked are sent again, each with its name. */
const others: readonly (readonly [RegExp, number])[] = [
  [/^\/api\/v1\/nominations\/[^/]+\/attachments$/, attachmentLimit.file],
  [/^\/api\/v1\/books\/[^/]+$/, tableLimit.file],
  [/^\/api\/v1\/submissions\/[^/]+\/[^/]+\/evidence$/, attachmentLimit.file],
  ...(["estates", "places"] as const).map(
    (of) => [new RegExp(`^${paths.apiImport(of)}$`), tableLimit.file] as const,
  ),
  [/^\/api\/v1\/members\/estates$/, tableLimit.file],
  [/^\/books\/[^/]+\/(confirmation|marked)$/, 4 * tableLimit.file],
  [/^\/selection\/[^/]+\/assignment\/file\/confirmation$/, 4 * tableLimit.file],
  ...imported.map((of) => [new RegExp(`^${paths.importConfirmation(of)}$`), 4 * tableLimit.file] as const),
]

/** What a visitor without a session sends at most but for files, and what is read of files before they need a place. */
const MOST_OF_VISITORS = 64 * KILOBYTE
/** Files of visitors that are in the isolate at a time, each of 10.5 MB at most, which parsing doubles. */
const visitorPlaces = uploadPlaces(2)
/** Of a form that is not kept whole, the fields before its files and those behind them. */
const keptOf = { member: requestLimits.body, visitor: 32 * KILOBYTE }

const uploadAt = (path: string) => uploads.find(([route]) => route.test(path))?.[1]

function mostBytes(path: string): number {
  const [, most] = others.find(([route]) => route.test(path)) ?? []
  return most ?? requestLimits.body
}

/**
 * Refuses (413) what a program says of its body before anybody reads it. All other bodies are read by `readBody` alone,
 * when it is known who sends them.
 */
export const bodySize = createMiddleware<AppEnv>(async (c, next) => {
  const { path } = c.req
  const declared = Number(c.req.header("content-length") ?? 0)
  if (isApi(path) && declared > mostBytes(path)) throw new HTTPException(413)
  try {
    await next()
  } finally {
    c.get("uploadPlace")?.leave()
  }
})

/** A form without files. Throws HTTPException 413 when it is larger; what was typed into its beginning is kept then. */
async function readTyped(c: Context<AppEnv>, most: number, kept: number): Promise<Uint8Array<ArrayBuffer>> {
  const { raw } = c.req
  if (!raw.body || raw.bodyUsed) return new Uint8Array()
  const allows = (bytes: number) => bytes <= most
  const stallMs = c.var.services.bodyStallMs
  const { bytes, whole } = await readShortened(raw.body, { allows, kept, stallMs })
  if (!whole) {
    keepTyped(c, bytes.subarray(0, kept))
    throw new HTTPException(413)
  }
  putBack(c, bytes)
  return bytes
}

/** A form with files; sets what it was cut for. A visitor's needs a place once it is larger than a form without files. */
async function readUpload(c: Context<AppEnv>, upload: UploadLimit): Promise<Uint8Array<ArrayBuffer>> {
  const { raw } = c.req
  if (!raw.body || raw.bodyUsed) return new Uint8Array()
  const visitor = c.get("actor") === null
  const place = (): boolean => {
    const taken = c.get("uploadPlace") ?? visitorPlaces.take()
    taken?.seen()
    if (taken) c.set("uploadPlace", taken)
    else c.set("uploadsBusy", true)
    return taken !== null
  }
  const allows = (bytes: number): boolean => {
    if (visitor && bytes > MOST_OF_VISITORS && !place()) return false
    if (bytes > upload.form) c.set("tooLarge", upload)
    return bytes <= upload.form
  }
  const kept = visitor ? keptOf.visitor : keptOf.member
  const { bytes } = await readShortened(raw.body, { allows, kept, stallMs: c.var.services.bodyStallMs })
  putBack(c, bytes)
  return bytes
}

/**
 * The body of a request within the limit of its address, 512 KB where it has none of its own, and within 64 KB for
 * visitors; a form with files is cut where it is larger, which `tooLarge` and `uploadsBusy` tell. See readBodyOf.
 */
export function readBody(c: Context): Promise<Uint8Array<ArrayBuffer>> {
  const { path } = c.req
  const upload = uploadAt(path)
  if (upload) return readUpload(c, upload)
  if (isApi(path)) return readBodyOf(c, mostBytes(path))
  return c.get("actor")
    ? readTyped(c, mostBytes(path), keptOf.member)
    : readTyped(c, MOST_OF_VISITORS, keptOf.visitor)
}
