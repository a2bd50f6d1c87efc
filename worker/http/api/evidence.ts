import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { paths } from "../../../web/paths.ts"
import type { EvidenceName, EvidenceRow } from "../../data/evidence.ts"
import { DomainError } from "../../domain/errors.ts"
import { evidenceSides, evidenceSpace, evidenceTypes, whereTaken } from "../../domain/evidence/evidence.ts"
import { addEvidence, evidenceInput, keepEvidence } from "../../usecases/evidence/add-evidence.ts"
import { describeEvidence } from "../../usecases/evidence/describe-evidence.ts"
import { gapsOf } from "../../usecases/evidence/gaps.ts"
import {
  evidenceFilings,
  type OwnEvidence,
  openEvidence,
  readEvidence,
} from "../../usecases/evidence/open-evidence.ts"
import { removeEvidence } from "../../usecases/evidence/remove-evidence.ts"
import { sendFile } from "../send-file.ts"
import { type ActPlace, actRoute } from "./act-route.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { apiRouter, behindKey, behindKeyWithFile, fileBody, headerParameters } from "./key-route.ts"
import { instant } from "./schemas.ts"
import { submissionParams, submissionPath, submissionReaders } from "./submissions.ts"
import { tellingFile } from "./tell-file.ts"

const tags = ["submissions"]
const path = `${submissionPath}/evidence`
const pieceParams = submissionParams.extend({ evidenceId: z.string().max(80) })
const readers = submissionReaders
const { content } = fileBody(evidenceTypes)
const count = z.number().int()

const pieceSchema = z
  .object({
    id: z.string(),
    indicator: z.string(),
    provider: z.enum(["company", "community", "street", "district"]),
    name: z.string(),
    note: z.string(),
    side: z.enum(evidenceSides).nullable(),
    pair: count,
    type: z.enum(evidenceTypes),
    bytes: count,
    width: count.nullable(),
    height: count.nullable(),
    hash: z.string(),
    receivedHash: z.string(),
    originalHash: z.string().nullable(),
    addedAt: instant,
    href: z.string(),
    /** To authorities only. */
    takenAt: z.string().nullable().optional(),
    taken: z.enum(whereTaken).nullable().optional(),
    compared: z.boolean().optional(),
    alike: z.array(z.object({ estate: z.string(), quarter: z.string(), distance: count })).optional(),
  })
  .openapi("Evidence")

const listSchema = z
  .object({
    items: z.array(pieceSchema),
    gaps: z.array(z.object({ indicator: z.string(), missing: z.enum(["all", ...evidenceSides]) })),
    mostBytes: count,
    mostFiles: count,
  })
  .openapi("EvidenceList")

const list = createRoute({
  ...behindKey(readers),
  method: "get",
  path,
  tags,
  operationId: "listEvidence",
  request: { params: submissionParams },
  responses: answers(200, listSchema),
})

const download = createRoute({
  ...behindKey(readers),
  method: "get",
  path: `${path}/{evidenceId}`,
  tags,
  operationId: "getEvidence",
  request: { params: pieceParams },
  responses: { default: answers(200, listSchema).default, 200: { description: "", content } },
})

const { indicator, note } = evidenceInput.shape

const add = createRoute({
  ...behindKeyWithFile(evidenceTypes, readers, ["filing.edit", "part.edit"]),
  method: "post",
  path,
  tags,
  operationId: "addEvidence",
  parameters: [headerParameters.idempotencyKey],
  request: {
    params: submissionParams,
    query: z.strictObject({
      indicator: indicator.default(""),
      note,
      side: z.enum(evidenceSides).optional(),
      name: z.string().max(200).default(""),
    }),
    body: fileBody(evidenceTypes),
  },
  "x-problems": Object.keys(addEvidence.refusals),
  responses: answers(201, z.object({ id: z.string(), href: z.string() }).openapi("AddedEvidence")),
})

/** What everybody who sees a piece is told of it. */
function plainView(slug: string, quarter: string, row: EvidenceRow) {
  const { id, provider, name, side, pair, type, bytes, width, height, hash, receivedHash } = row
  return {
    ...{
      id,
      indicator: row.indicator,
      provider,
      name,
      note: row.note,
      side,
      pair,
      type,
      bytes,
      width,
      height,
    },
    ...{ hash, receivedHash, originalHash: row.originalHash, addedAt: row.addedAt },
    href: paths.apiEvidence(slug, quarter, id),
  }
}

const nameOf = (c: Context<ApiEnv>): EvidenceName => ({
  slug: c.req.param("slug") ?? "",
  quarter: c.req.param("quarter") ?? "",
  evidenceId: c.req.param("evidenceId") ?? "",
})

/** Evidence of one estate's quarter: listed, downloaded, added, described, deleted. */
export const evidenceApi = apiRouter()
  .openapi(list, async (c) => {
    const { quarter, slug } = c.req.valid("param")
    const { open, evidence, likenesses, official } = await openEvidence(c.var.ctx, { slug, quarter })
    const items = evidence.map((row) => ({
      ...plainView(slug, quarter, row),
      ...(official && {
        ...{ takenAt: row.takenAt, taken: row.taken },
        compared: row.lookHigh !== null,
        alike: likenesses
          .filter(({ evidenceId }) => evidenceId === row.id)
          .map((one) => ({ estate: one.estate, quarter: one.quarter, distance: one.distance })),
      }),
    }))
    const gaps = gapsOf(open, evidence).map(([{ code }, missing]) => ({ indicator: code, missing }))
    return c.json({ items, gaps, mostBytes: evidenceSpace.bytes, mostFiles: evidenceSpace.files }, 200)
  })
  .openapi(download, async (c) => {
    const { ctx, services } = c.var
    return sendFile(c, await readEvidence(ctx, services.evidence.files, nameOf(c)), { shown: false })
  })
  .openapi(add, async (c) => {
    const { ctx, services, file: bytes, commandKey: key } = c.var
    const { quarter, slug } = c.req.valid("param")
    const { name, side = null, ...place } = c.req.valid("query")
    const open = await evidenceFilings.open(ctx, { slug, quarter })
    const sent = { given: { ...place, side }, files: [{ name, bytes }] }
    const { ids } = await tellingFile(c, () => keepEvidence(ctx, services.evidence, open, sent, { key }))
    const [id] = ids
    if (id === undefined) throw new DomainError("invalid", "invalid")
    const href = paths.apiEvidence(slug, quarter, id)
    c.header("location", href)
    return c.json({ id, href }, 201)
  })

const piece: ActPlace<OwnEvidence, typeof pieceParams> = {
  path: `${path}/{evidenceId}`,
  tags,
  params: pieceParams,
  readers,
}

actRoute(evidenceApi, piece, describeEvidence, {
  operationId: "describeEvidence",
  method: "patch",
  at: "",
  answer: z.object({ described: z.literal(true) }).openapi("DescribedEvidence"),
  asked: (given) => ({ given }),
  show: () => ({ described: true }),
})

actRoute(evidenceApi, piece, removeEvidence, {
  operationId: "removeEvidence",
  method: "post",
  at: "/removal",
  answer: z.object({ removed: z.literal(true) }).openapi("RemovedEvidence"),
  asked: (given) => ({ given }),
  show: () => ({ removed: true }),
})
