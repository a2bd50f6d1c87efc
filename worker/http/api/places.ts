import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { paths } from "../../../web/paths.ts"
import { once } from "../../usecases/once.ts"
import { createPlace } from "../../usecases/registry/create-place.ts"
import { openPlace } from "../../usecases/registry/open-place.ts"
import { reinstatePlace } from "../../usecases/registry/reinstate-place.ts"
import { renamePlace } from "../../usecases/registry/rename-place.ts"
import { retirePlace } from "../../usecases/registry/retire-place.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import {
  changedPlace,
  placeBody,
  placeName,
  placeRetirement,
  placeRow,
  placeSchema,
} from "./place-schemas.ts"
import { entityTag, seenNumber, tellingVersion } from "./preconditions.ts"

const editing = behindKey(["place.edit"])
const tags = ["places"]
const params = z.object({ placeCode: z.string().max(40).openapi({ example: "510104018004" }) })
const { idempotencyKey, ifMatch } = headerParameters

/** Whoever reads the registry may look up where its estates stand. */
const list = createRoute({
  ...behindKey(["registry.read"]),
  method: "get",
  path: "/places",
  tags,
  operationId: "listPlaces",
  request: {
    query: z.strictObject({
      q: z.string().max(100).optional(),
      district: z.string().max(20).optional(),
      ...pageQuery,
    }),
  },
  responses: answers(200, pageOf(placeRow, "PlacePage")),
})

const one = createRoute({
  ...editing,
  method: "get",
  path: "/places/{placeCode}",
  tags,
  operationId: "getPlace",
  request: { params },
  responses: answers(200, placeSchema),
})

const create = createRoute({
  ...editing,
  method: "post",
  path: "/places",
  tags,
  operationId: "createPlace",
  parameters: [idempotencyKey],
  request: { body: jsonBody(placeBody) },
  responses: answers(201, changedPlace),
})

const rename = createRoute({
  ...editing,
  method: "put",
  path: "/places/{placeCode}/name",
  tags,
  operationId: "renamePlace",
  parameters: [ifMatch],
  request: { params, body: jsonBody(placeName) },
  responses: answers(200, changedPlace),
})

const retire = createRoute({
  ...editing,
  method: "post",
  path: "/places/{placeCode}/retirement",
  tags,
  operationId: "retirePlace",
  parameters: [idempotencyKey, ifMatch],
  request: { params, body: jsonBody(placeRetirement) },
  responses: answers(200, changedPlace),
})

const reinstate = createRoute({
  ...editing,
  method: "post",
  path: "/places/{placeCode}/reinstatement",
  tags,
  operationId: "reinstatePlace",
  parameters: [idempotencyKey, ifMatch],
  request: { params, body: jsonBody(z.strictObject({})) },
  responses: answers(200, changedPlace),
})

function placeView({ place, within, below, estates }: Awaited<ReturnType<typeof openPlace>>) {
  const { code, name, kind, parentCode, zoneCode, retiredFrom } = place
  return { code, name, kind, within, retiredFrom, parentCode, zoneCode, below, estates }
}

const changed = ({ code }: { code: string }) => ({ code, href: paths.apiPlace(code) })

/** One change of a place as it was seen, once; a stale one is told the present version. */
async function change(
  c: Context<ApiEnv>,
  code: string,
  action: string,
  act: (command: { key: string; revision: number }) => Promise<{ code: string }>,
) {
  const { ctx, commandKey: key } = c.var
  const now = async () => (await openPlace(ctx, code)).place.revision
  const revision = seenNumber(c)
  return changed(await tellingVersion(now, () => once(ctx, { key, action }, () => act({ key, revision }))))
}

/** Places: read by whoever has to do with the registry, kept by the platform's operator. */
export const placesApi = apiRouter()
  .openapi(list, async (c) => {
    const query = c.req.valid("query")
    const { q = "", district = "" } = query
    const page = await listAnswer(c, {
      query,
      filters: { q, district },
      read: (asked) => c.var.ctx.read.places.after({ q, district }, asked),
      show: (row) => ({ ...row, href: paths.apiPlace(row.code) }),
    })
    return c.json(page, 200)
  })
  .openapi(one, async (c) => {
    const open = await openPlace(c.var.ctx, c.req.valid("param").placeCode)
    c.header("etag", entityTag(String(open.place.revision)))
    return c.json(placeView(open), 200)
  })
  .openapi(create, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { kind = "county", zoneCode = "", ...typed } = c.req.valid("json")
    const { code } = await once(ctx, { key, action: "place.create" }, () =>
      createPlace(ctx, { ...typed, kind, zoneCode }, { key }),
    )
    c.header("location", paths.apiPlace(code))
    return c.json(changed({ code }), 201)
  })
  .openapi(rename, async (c) => {
    const { placeCode: code } = c.req.valid("param")
    const { name } = c.req.valid("json")
    const { ctx, services } = c.var
    const done = await change(c, code, "place.rename", (command) =>
      renamePlace(ctx, services.spell, code, name, command),
    )
    return c.json(done, 200)
  })
  .openapi(retire, async (c) => {
    const { placeCode: code } = c.req.valid("param")
    const done = await change(c, code, "place.retire", (command) =>
      retirePlace(c.var.ctx, code, c.req.valid("json"), command),
    )
    return c.json(done, 200)
  })
  .openapi(reinstate, async (c) => {
    const { placeCode: code } = c.req.valid("param")
    const done = await change(c, code, "place.reinstate", (command) =>
      reinstatePlace(c.var.ctx, code, command),
    )
    return c.json(done, 200)
  })
