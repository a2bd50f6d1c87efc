import { createRoute, z } from "@hono/zod-openapi"
import { previousQuarter, quarterOf } from "../../domain/quarter.ts"
import { carriedShare } from "../../domain/submission/burden.ts"
import { answers } from "./answers.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey } from "./key-route.ts"
import { estateSlug, quarterName } from "./schemas.ts"

const count = z.number().int()

const burdenSchema = z
  .object({
    estate: estateSlug,
    name: z.string(),
    company: z.string().nullable(),
    minutes: z.number().nullable(),
    saves: count,
    answers: count,
    typed: count.nullable(),
    carried: count,
    carriedShare: z.number().nullable(),
    explained: count,
    asked: count,
    adjusted: count,
    returned: count,
  })
  .openapi("Burden")

const list = createRoute({
  ...behindKey(["filing.read", "verification.read"]),
  method: "get",
  path: "/burden",
  tags: ["submissions"],
  operationId: "listBurden",
  request: { query: z.strictObject({ quarter: quarterName.optional(), ...pageQuery }) },
  responses: answers(200, pageOf(burdenSchema, "BurdenPage")),
})

/** 填报负担 for programs: the rows of its page. */
export const burdenApi = apiRouter().openapi(list, async (c) => {
  const { ctx } = c.var
  const query = c.req.valid("query")
  const quarter = query.quarter ?? previousQuarter(quarterOf(ctx.now().getTime()))
  const page = await listAnswer(c, {
    query,
    filters: { quarter },
    read: async (asked) => {
      const found = await ctx.read.burden.page({ quarter, q: "" }, asked)
      return found.known ? found : null
    },
    show: ({ slug, placeName: _, demonstration: __, ...row }) => ({
      estate: slug,
      ...row,
      carriedShare: carriedShare(row),
    }),
  })
  return c.json(page, 200)
})
