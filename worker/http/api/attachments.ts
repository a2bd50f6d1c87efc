import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { paths } from "../../../web/paths.ts"
import { DomainError } from "../../domain/errors.ts"
import { attachmentTypes } from "../../domain/selection/attachment.ts"
import { attachFile } from "../../usecases/nomination/attach-file.ts"
import { findNomination } from "../../usecases/nomination/open-nomination.ts"
import { removeFile } from "../../usecases/nomination/remove-file.ts"
import { once } from "../../usecases/once.ts"
import { openAttachment, readAttachment } from "../../usecases/review/open-attachment.ts"
import { filePolicy } from "../middleware/security.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { apiRouter, behindKey, behindKeyWithFile, fileBody, headerParameters, jsonBody } from "./key-route.ts"
import { attachmentList, savedSchema } from "./nomination-schemas.ts"
import { tellingFile } from "./tell-file.ts"

const tags = ["nominations"]
const path = "/nominations/{nominationId}/attachments"
const params = z.object({ nominationId: z.string().max(80) })
const fileParams = params.extend({ attachmentId: z.string().max(80) })
const parameters = [headerParameters.idempotencyKey]
const { content } = fileBody(attachmentTypes)

const list = createRoute({
  ...behindKey(["nomination.read"]),
  method: "get",
  path,
  tags,
  operationId: "listAttachments",
  request: { params },
  responses: answers(200, attachmentList),
})

const download = createRoute({
  ...behindKey(["nomination.read"]),
  method: "get",
  path: `${path}/{attachmentId}`,
  tags,
  operationId: "getAttachment",
  request: { params: fileParams },
  responses: { default: answers(200, attachmentList).default, 200: { description: "", content } },
})

const add = createRoute({
  ...behindKeyWithFile(attachmentTypes, ["nomination.read"], ["nomination.edit"]),
  method: "post",
  path,
  tags,
  operationId: "addAttachment",
  parameters,
  request: {
    params,
    query: z.strictObject({ name: z.string().max(200).default("") }),
    body: fileBody(attachmentTypes),
  },
  responses: answers(201, savedSchema),
})

const removal = createRoute({
  ...behindKey(["nomination.read"], ["nomination.edit"]),
  method: "post",
  path: `${path}/{attachmentId}/removal`,
  tags,
  operationId: "removeAttachment",
  parameters,
  request: { params: fileParams, body: jsonBody(z.strictObject({})) },
  responses: answers(200, z.object({ removed: z.literal(true) }).openapi("RemovedAttachment")),
})

const hrefOf = (nominationId: string, id: string) => paths.apiAttachment(nominationId, id)

/**
 * Takes a file of the nomination in the address away, once: when it is asked for again the file is not there, and the
 * first answer is given.
 */
async function removeOnce(c: Context<ApiEnv>, nominationId: string, attachmentId: string): Promise<void> {
  const { ctx, commandKey: key } = c.var
  const action = "attachment.remove"
  try {
    const seen = await openAttachment(ctx, attachmentId)
    if (seen.file.nominationId !== nominationId || seen.file.redacts !== null)
      throw new DomainError("not_found", "not_found")
    await once(ctx, { key, action }, () => removeFile(ctx, seen, { key }))
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "not_found") throw error
    if ((await ctx.read.writes.firstResult(key, action)) === undefined) throw error
  }
}

/** Files of nominations: listed, downloaded, added to drafts, taken away. */
export const attachmentsApi = apiRouter()
  .openapi(list, async (c) => {
    const { nominationId } = c.req.valid("param")
    const { attachments } = await findNomination(c.var.ctx, nominationId)
    const own = attachments.filter(({ redacts }) => redacts === null)
    const items = own.map(({ id, name, type, bytes, hash, addedAt }) => ({
      id,
      name,
      type,
      bytes,
      hash,
      addedAt,
      href: hrefOf(nominationId, id),
    }))
    return c.json({ items }, 200)
  })
  .openapi(download, async (c) => {
    const { ctx, services } = c.var
    const { nominationId, attachmentId } = c.req.valid("param")
    const found = await readAttachment(ctx, services.attachments.files, attachmentId)
    const { bytes, type, name } = found
    if (found.nominationId !== nominationId) throw new DomainError("not_found", "not_found")
    return c.body(bytes, 200, {
      "content-type": type,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", "%27")}`,
      "content-length": String(bytes.length),
      "content-security-policy": filePolicy,
    })
  })
  .openapi(add, async (c) => {
    const { ctx, services, file: bytes, commandKey: key } = c.var
    const { nominationId } = c.req.valid("param")
    const { name } = c.req.valid("query")
    const { attachmentId: id } = await tellingFile(c, () =>
      once(ctx, { key, action: "attachment.add" }, () =>
        attachFile(ctx, services.attachments, nominationId, { draft: null, sent: { name, bytes } }, { key }),
      ),
    )
    const href = hrefOf(nominationId, id)
    c.header("location", href)
    return c.json({ id, href }, 201)
  })
  .openapi(removal, async (c) => {
    const { nominationId, attachmentId } = c.req.valid("param")
    await removeOnce(c, nominationId, attachmentId)
    return c.json({ removed: true as const }, 200)
  })
