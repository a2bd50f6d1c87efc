import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { paths } from "../../../web/paths.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { TypedEstate } from "../../domain/registry/estate-facts.ts"
import { estateSorts } from "../../domain/registry/estate-sorts.ts"
import { once } from "../../usecases/once.ts"
import { createEstate } from "../../usecases/registry/create-estate.ts"
import { editEstate } from "../../usecases/registry/edit-estate.ts"
import { openEstate } from "../../usecases/registry/open-estate.ts"
import { reinstateEstate } from "../../usecases/registry/reinstate-estate.ts"
import { retireEstate } from "../../usecases/registry/retire-estate.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { estateBody, estateChange, estateRow, estateSchema, retirementBody } from "./estate-schemas.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { entityTag, seenNumber, tellingVersion } from "./preconditions.ts"
import { estateSlug } from "./schemas.ts"

const reading = behindKey(["registry.read"])
/** Whoever changes an estate reads it too. */
export const estateEditors = behindKey(["registry.read"], ["registry.edit"])
const tags = ["estates"]
export const estateParams = z.object({ slug: estateSlug })
const { idempotencyKey, ifMatch } = headerParameters
export const changedEstate = z.object({ slug: z.string(), href: z.string() }).openapi("ChangedEstate")

const list = createRoute({
  ...reading,
  method: "get",
  path: "/estates",
  tags,
  operationId: "listEstates",
  request: {
    query: z.strictObject({
      q: z.string().max(100).optional(),
      district: z.string().max(20).optional(),
      show: z.enum(["standing", "incomplete", "unmanaged", "former", "retired"]).optional(),
      sort: z.enum(estateSorts).optional(),
      ...pageQuery,
    }),
  },
  responses: answers(200, pageOf(estateRow, "EstatePage")),
})

const one = createRoute({
  ...reading,
  method: "get",
  path: "/estates/{slug}",
  tags,
  operationId: "getEstate",
  request: { params: estateParams },
  responses: answers(200, estateSchema),
})

const create = createRoute({
  ...estateEditors,
  method: "post",
  path: "/estates",
  tags,
  operationId: "createEstate",
  parameters: [idempotencyKey],
  request: { body: jsonBody(estateBody) },
  responses: answers(201, changedEstate),
})

const edit = createRoute({
  ...estateEditors,
  method: "put",
  path: "/estates/{slug}",
  tags,
  operationId: "editEstate",
  parameters: [ifMatch],
  request: { params: estateParams, body: jsonBody(estateChange) },
  responses: answers(200, changedEstate),
})

const retire = createRoute({
  ...estateEditors,
  method: "post",
  path: "/estates/{slug}/retirement",
  tags,
  operationId: "retireEstate",
  parameters: [idempotencyKey, ifMatch],
  request: { params: estateParams, body: jsonBody(retirementBody) },
  responses: answers(200, changedEstate),
})

const reinstate = createRoute({
  ...estateEditors,
  method: "post",
  path: "/estates/{slug}/reinstatement",
  tags,
  operationId: "reinstateEstate",
  parameters: [idempotencyKey, ifMatch],
  request: { params: estateParams, body: jsonBody(z.strictObject({})) },
  responses: answers(200, changedEstate),
})

function typedOf(body: z.infer<typeof estateBody>): TypedEstate {
  const figure = (value: number | string | null | undefined) => String(value ?? "")
  return {
    name: body.name,
    formerNames: (body.formerNames ?? []).join("\n"),
    placeCode: body.placeCode,
    builtYear: figure(body.builtYear),
    households: figure(body.households),
    microGrids: figure(body.microGrids),
    gridWorkers: figure(body.gridWorkers),
    generalGrids: figure(body.generalGrids),
  }
}

function estateView(open: Awaited<ReturnType<typeof openEstate>>): z.infer<typeof estateSchema> {
  const { estate, placeNames, missing, tenures, quarters } = open
  const { households, microGrids, gridWorkers, generalGrids } = estate
  return {
    slug: estate.slug,
    name: estate.name,
    formerNames: estate.formerNames,
    placeCode: estate.placeCode,
    placeNames,
    districtCode: estate.districtCode,
    builtYear: estate.builtYear,
    households,
    microGrids,
    gridWorkers,
    generalGrids,
    missing,
    demonstration: estate.origin === "demonstration",
    retiredFrom: estate.retiredFrom,
    tenures: tenures.map(({ id, company, fromDate, toDate }) => ({ id, company, fromDate, toDate })),
    quarters: quarters.map(({ quarter, state, open: takes, released }) => ({
      quarter,
      state: state as z.infer<typeof estateSchema>["quarters"][number]["state"],
      open: takes,
      released,
    })),
  }
}

/** What a write of the registry is answered with: nothing that could be otherwise when it is asked for again. */
export const changed = ({ slug }: { slug: string }) => ({ slug, href: paths.apiEstate(slug) })

/** One change of an estate as it was seen, once; a stale one is told the present version. */
export async function changeEstate(
  c: Context<ApiEnv>,
  slug: string,
  action: string,
  act: (command: { key: string; revision: number }) => Promise<{ slug: string }>,
) {
  const { ctx, commandKey: key } = c.var
  const now = async () => (await openEstate(ctx, slug)).estate.revision
  const revision = seenNumber(c)
  return tellingVersion(now, () => once(ctx, { key, action }, () => act({ key, revision })))
}

/** Estates of the registry. */
export const estatesApi = apiRouter()
  .openapi(list, async (c) => {
    const { ctx } = c.var
    const query = c.req.valid("query")
    const { q = "", district = "", show = "standing", sort } = query
    // Who asks for no order has the one of cursors that were given before there were others.
    const filters = { q, district, show, ...(sort && { sort }) }
    const today = dayOf(ctx.now().getTime())
    const page = await listAnswer(c, {
      query,
      filters,
      read: (asked) => ctx.read.estateList.after({ q, district, show, today, sort: sort ?? "slug" }, asked),
      show: ({ id: _, origin, ...row }) => ({
        ...row,
        demonstration: origin === "demonstration",
        href: paths.apiEstate(row.slug),
      }),
    })
    return c.json(page, 200)
  })
  .openapi(one, async (c) => {
    const open = await openEstate(c.var.ctx, c.req.valid("param").slug)
    c.header("etag", entityTag(String(open.estate.revision)))
    return c.json(estateView(open), 200)
  })
  .openapi(create, async (c) => {
    const { ctx, services, commandKey: key } = c.var
    const body = c.req.valid("json")
    const command = { key, reason: body.reason ?? "" }
    const made = await once(ctx, { key, action: "estate.create" }, () =>
      createEstate(ctx, services.spell, typedOf(body), command),
    )
    c.header("location", paths.apiEstate(made.slug))
    return c.json(changed(made), 201)
  })
  .openapi(edit, async (c) => {
    const { ctx, services } = c.var
    const { slug } = c.req.valid("param")
    const body = c.req.valid("json")
    const more = { reason: body.reason ?? "", keepName: body.keepName ?? true }
    const done = await changeEstate(c, slug, "estate.edit", (command) =>
      editEstate(ctx, services.spell, slug, typedOf(body), { ...command, ...more }),
    )
    return c.json(changed(done), 200)
  })
  .openapi(retire, async (c) => {
    const { slug } = c.req.valid("param")
    const done = await changeEstate(c, slug, "estate.retire", (command) =>
      retireEstate(c.var.ctx, slug, c.req.valid("json"), command),
    )
    return c.json(changed(done), 200)
  })
  .openapi(reinstate, async (c) => {
    const { slug } = c.req.valid("param")
    const done = await changeEstate(c, slug, "estate.reinstate", (command) =>
      reinstateEstate(c.var.ctx, slug, command),
    )
    return c.json(changed(done), 200)
  })
