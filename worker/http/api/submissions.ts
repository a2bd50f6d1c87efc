import { createRoute, z } from "@hono/zod-openapi"
import { paths } from "../../../web/paths.ts"
import type { Permission } from "../../domain/permissions.ts"
import { previousQuarter, quarterOf } from "../../domain/quarter.ts"
import { standings } from "../../domain/submission/standing.ts"
import { openDossier, openSubmission } from "../../usecases/submission/open-submission.ts"
import { revisionText } from "../../usecases/submission/open-verification.ts"
import { answers } from "./answers.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey } from "./key-route.ts"
import { entityTag } from "./preconditions.ts"
import { estateSlug, quarterName } from "./schemas.ts"
import { keySpecSchema, submissionRow, submissionSchema } from "./submission-schemas.ts"
import { keySpecs, submissionView } from "./submission-views.ts"

/** A submission is read by its company and by authorities; whoever writes it reads it too. */
export const submissionReaders: Permission[] = ["filing.read", "verification.read"]
const readers = behindKey(submissionReaders)
export const submissionPath = "/submissions/{quarter}/{slug}"
export const submissionParams = z.object({ quarter: quarterName, slug: estateSlug })

const list = createRoute({
  ...readers,
  method: "get",
  path: "/submissions",
  tags: ["submissions"],
  operationId: "listSubmissions",
  request: {
    query: z.strictObject({
      quarter: quarterName.optional(),
      state: z.enum([...standings, "waiting", "asked"]).optional(),
      ...pageQuery,
    }),
  },
  responses: answers(200, pageOf(submissionRow, "SubmissionPage")),
})

const one = createRoute({
  ...readers,
  method: "get",
  path: submissionPath,
  tags: ["submissions"],
  operationId: "getSubmission",
  request: { params: submissionParams },
  responses: answers(200, submissionSchema),
})

const keys = createRoute({
  ...readers,
  method: "get",
  path: `${submissionPath}/keys`,
  tags: ["submissions"],
  operationId: "listKeys",
  request: { params: submissionParams },
  responses: answers(200, z.object({ items: z.array(keySpecSchema) }).openapi("KeySpecList")),
})

/** Submissions as they stand. */
export const submissionsApi = apiRouter()
  .openapi(list, async (c) => {
    const { ctx } = c.var
    const query = c.req.valid("query")
    const { state = null } = query
    const quarter = query.quarter ?? previousQuarter(quarterOf(ctx.now().getTime()))
    const filters = { quarter, state }
    const page = await listAnswer(c, {
      query,
      filters,
      read: (asked) => ctx.read.submissionList.after(filters, asked),
      show: ({ slug, origin, closedAt, ...row }) => ({
        ...row,
        quarter,
        estate: slug,
        demonstration: origin === "demonstration",
        closed: closedAt !== null,
        href: paths.apiSubmission(slug, quarter),
      }),
    })
    return c.json(page, 200)
  })
  .openapi(one, async (c) => {
    const { ctx, actor, text } = c.var
    const { quarter, slug } = c.req.valid("param")
    const { dossier, ...seen } = await ctx.read.evidence.dossier(slug, quarter)
    const open = await openDossier(ctx, dossier)
    c.header("etag", entityTag(revisionText(open)))
    return c.json(submissionView(text, open, actor, { now: ctx.now(), seen }), 200)
  })
  .openapi(keys, async (c) => {
    const { quarter, slug } = c.req.valid("param")
    const open = await openSubmission(c.var.ctx, slug, quarter)
    return c.json({ items: keySpecs(open, c.var.actor) }, 200)
  })
