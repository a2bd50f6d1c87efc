import { createRoute, z } from "@hono/zod-openapi"
import { beginTenure } from "../../usecases/registry/begin-tenure.ts"
import { endTenure } from "../../usecases/registry/end-tenure.ts"
import { removeTenure } from "../../usecases/registry/remove-tenure.ts"
import { answers } from "./answers.ts"
import { removalBody, tenureBody, tenureEnd } from "./estate-schemas.ts"
import { changed, changedEstate, changeEstate, estateEditors, estateParams } from "./estates.ts"
import { apiRouter, headerParameters, jsonBody } from "./key-route.ts"

const tags = ["estates"]
const parameters = [headerParameters.idempotencyKey, headerParameters.ifMatch]
const tenureParams = estateParams.extend({ tenureId: z.string().max(80) })

const begin = createRoute({
  ...estateEditors,
  method: "post",
  path: "/estates/{slug}/tenures",
  tags,
  operationId: "beginTenure",
  parameters,
  request: { params: estateParams, body: jsonBody(tenureBody) },
  responses: answers(201, changedEstate),
})

const end = createRoute({
  ...estateEditors,
  method: "post",
  path: "/estates/{slug}/tenures/{tenureId}/end",
  tags,
  operationId: "endTenure",
  parameters,
  request: { params: tenureParams, body: jsonBody(tenureEnd) },
  responses: answers(200, changedEstate),
})

const remove = createRoute({
  ...estateEditors,
  method: "post",
  path: "/estates/{slug}/tenures/{tenureId}/removal",
  tags,
  operationId: "removeTenure",
  parameters,
  request: { params: tenureParams, body: jsonBody(removalBody) },
  responses: answers(200, changedEstate),
})

/** Who manages an estate, from when to when. */
export const tenuresApi = apiRouter()
  .openapi(begin, async (c) => {
    const { slug } = c.req.valid("param")
    const { reason = "", toDate = "", ...typed } = c.req.valid("json")
    const done = await changeEstate(c, slug, "tenure.begin", (command) =>
      beginTenure(c.var.ctx, slug, { ...typed, toDate }, { ...command, reason }),
    )
    return c.json(changed(done), 201)
  })
  .openapi(end, async (c) => {
    const { slug, tenureId } = c.req.valid("param")
    const { reason = "", ...typed } = c.req.valid("json")
    const done = await changeEstate(c, slug, "tenure.end", (command) =>
      endTenure(c.var.ctx, slug, tenureId, typed, { ...command, reason }),
    )
    return c.json(changed(done), 200)
  })
  .openapi(remove, async (c) => {
    const { slug, tenureId } = c.req.valid("param")
    const { reason = "" } = c.req.valid("json")
    const done = await changeEstate(c, slug, "tenure.remove", (command) =>
      removeTenure(c.var.ctx, slug, tenureId, { ...command, reason }),
    )
    return c.json(changed(done), 200)
  })
