import { createRoute, z } from "@hono/zod-openapi"
import { answers } from "./answers.ts"
import { archiveHashes, awardList } from "./award-schemas.ts"
import { releaseBody, releaseList } from "./release-schemas.ts"

const tags = ["releases"]
const table = { "text/csv": { schema: z.string() } }
/** Whoever says by If-None-Match what it has is told when that is still all. */
const unchanged = { 304: { description: "" } }
const problems = (schema: z.ZodType) => ({ ...answers(200, schema), ...unchanged })
const csv = { ...problems(releaseBody), 200: { description: "", content: table } }
const release = problems(releaseBody)
/** A name that ends in .csv is answered with the table. */
const either = { ...release, 200: { description: "", content: { ...release[200]?.content, ...table } } }
const period = z.object({ period: z.string() })

/** The public routes of releases.ts as the document tells them; they need no key, so their list has none either. */
export const publicRoutes = [
  createRoute({
    method: "get",
    path: "/releases",
    tags,
    operationId: "listReleases",
    security: [],
    responses: problems(releaseList),
  }),
  createRoute({
    method: "get",
    path: "/releases/{period}",
    tags,
    operationId: "getReleased",
    security: [],
    request: { params: period },
    responses: problems(releaseBody),
  }),
  createRoute({
    method: "get",
    path: "/releases/{period}.csv",
    tags,
    operationId: "getReleasedCsv",
    security: [],
    request: { params: period },
    responses: csv,
  }),
  createRoute({
    method: "get",
    path: "/releases/{period}/values.csv",
    tags,
    operationId: "getReleasedValues",
    security: [],
    request: { params: period },
    responses: csv,
  }),
  createRoute({
    method: "get",
    path: "/releases/{period}/{number}",
    tags,
    operationId: "getNumberedRelease",
    security: [],
    request: { params: period.extend({ number: z.string() }) },
    responses: either,
  }),
  createRoute({
    method: "get",
    path: "/releases/{period}/{number}/{file}",
    tags,
    operationId: "getReleaseFile",
    security: [],
    request: { params: period.extend({ number: z.string(), file: z.string() }) },
    responses: csv,
  }),
  createRoute({
    method: "get",
    path: "/editions/{id}",
    tags,
    operationId: "getEdition",
    security: [],
    request: { params: z.object({ id: z.string() }) },
    responses: problems(z.looseObject({ code: z.string(), version: z.string() }).openapi("Edition")),
  }),
  createRoute({
    method: "get",
    path: "/awards",
    tags,
    operationId: "listAwards",
    security: [],
    responses: problems(awardList),
  }),
  createRoute({
    method: "get",
    path: "/programmes/{programme}/archive",
    tags,
    operationId: "getArchiveHashes",
    security: [],
    request: { params: z.object({ programme: z.string() }) },
    responses: problems(archiveHashes),
  }),
]
