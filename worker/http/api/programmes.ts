import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { paths } from "../../../web/paths.ts"
import type { Programme } from "../../data/programmes.ts"
import { may, type Permission } from "../../domain/permissions.ts"
import { screenNominations } from "../../usecases/nomination/screen-nominations.ts"
import { once } from "../../usecases/once.ts"
import { advancePhase } from "../../usecases/programme/advance-phase.ts"
import { openProgramme } from "../../usecases/programme/open-programme.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { candidateRow, nominationQuery } from "./nomination-schemas.ts"
import { entityTag, seenNumber, tellingVersion } from "./preconditions.ts"
import { phaseName, programmeParams, programmeRow, programmeSchema } from "./programme-schemas.ts"

/** An organiser reads its own programmes; whoever nominates, those that have opened. */
const readers: Permission[] = ["programme.read", "nomination.read"]
const reading = {
  ...behindKey(readers),
  security: [{ key: ["programmes:read"] }, { key: ["nominations:read"] }],
}
const running = behindKey(["programme.read"], ["programme.run"])
const tags = ["programmes"]
const { idempotencyKey, ifMatch } = headerParameters

const list = createRoute({
  ...reading,
  method: "get",
  path: "/programmes",
  tags,
  operationId: "listProgrammes",
  request: { query: z.strictObject(pageQuery) },
  responses: answers(200, pageOf(programmeRow, "ProgrammePage")),
})

const one = createRoute({
  ...reading,
  method: "get",
  path: "/programmes/{programme}",
  tags,
  operationId: "getProgramme",
  request: { params: programmeParams },
  responses: answers(200, programmeSchema),
})

const nominated = createRoute({
  ...behindKey(["programme.read"]),
  method: "get",
  path: "/programmes/{programme}/nominations",
  tags,
  operationId: "listCandidates",
  request: { params: programmeParams, query: z.strictObject({ ...nominationQuery, ...pageQuery }) },
  responses: answers(200, pageOf(candidateRow, "CandidatePage")),
})

const screening = createRoute({
  ...running,
  method: "post",
  path: "/programmes/{programme}/screening",
  tags,
  operationId: "screenNominations",
  parameters: [idempotencyKey],
  request: { params: programmeParams, body: jsonBody(z.strictObject({})) },
  responses: answers(
    200,
    z
      .object({
        nominations: z.number().int(),
        eligible: z.number().int(),
        ineligible: z.number().int(),
        overridden: z.number().int(),
      })
      .openapi("Screened"),
  ),
})

const phase = createRoute({
  ...running,
  method: "post",
  path: "/programmes/{programme}/phase",
  tags,
  operationId: "advancePhase",
  parameters: [idempotencyKey, ifMatch],
  request: { params: programmeParams, body: jsonBody(z.strictObject({})) },
  responses: answers(
    200,
    z.object({ slug: z.string(), phase: phaseName, href: z.string() }).openapi("AdvancedProgramme"),
  ),
})

function openToRead(c: Context<ApiEnv>, slug: string): Promise<Programme> {
  const permission = readers.find((one) => may(c.var.actor, one)) ?? "programme.read"
  return openProgramme(c.var.ctx, slug, permission)
}

function rulesView(rules: NonNullable<Programme["rules"]>): z.infer<typeof programmeSchema>["rules"] {
  const { format: _, basis, approval, ...more } = rules
  const { releaseId: __, ...shown } = basis
  return { ...more, approval: { ...approval }, basis: shown }
}

function programmeView(c: Context<ApiEnv>, programme: Programme): z.infer<typeof programmeSchema> {
  const { rules, rulesHash, rulesVersion, slug, title, organiser, ...more } = programme
  const { createdAt, openedAt, stoppedAt, stopReason, archivedAt } = more
  return {
    slug,
    title,
    organiser,
    phase: more.phase,
    createdAt,
    openedAt,
    stoppedAt,
    stopReason,
    archivedAt,
    rulesVersion,
    rulesHash,
    rules: rules && rulesView(rules),
    disclaimer: c.var.text.selection.disclaimer,
  }
}

/** Programmes (评选): what they are, who stands for them, their phases. */
export const programmesApi = apiRouter()
  .openapi(list, async (c) => {
    const page = await listAnswer(c, {
      query: c.req.valid("query"),
      filters: {},
      read: c.var.ctx.read.programmeList.after,
      show: ({ id: _, ...row }) => ({ ...row, href: paths.apiProgramme(row.slug) }),
    })
    return c.json(page, 200)
  })
  .openapi(one, async (c) => {
    const programme = await openToRead(c, c.req.valid("param").programme)
    c.header("etag", entityTag(String(programme.revision)))
    return c.json(programmeView(c, programme), 200)
  })
  .openapi(nominated, async (c) => {
    const { programme } = c.req.valid("param")
    const query = c.req.valid("query")
    const { state = null, screening: screened = null, category = null } = query
    const filters = { state, screening: screened, category }
    const page = await listAnswer(c, {
      query,
      filters,
      read: (asked) => c.var.ctx.read.nominationList.ofProgramme(programme, filters, asked),
      show: (row) => ({ ...row, href: paths.apiNomination(row.id) }),
    })
    return c.json(page, 200)
  })
  .openapi(screening, async (c) => {
    const { ctx, services, commandKey: key } = c.var
    const { programme } = c.req.valid("param")
    const done = await once(ctx, { key, action: "nomination.screen" }, () =>
      screenNominations(ctx, programme, { key }, services.expressions.evaluate),
    )
    return c.json(done, 200)
  })
  .openapi(phase, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { programme: slug } = c.req.valid("param")
    const now = async () => (await openProgramme(ctx, slug)).revision
    const revision = seenNumber(c)
    const done = await tellingVersion(now, () =>
      once(ctx, { key, action: "programme.advance" }, () => advancePhase(ctx, slug, { key, revision })),
    )
    return c.json({ ...done, href: paths.apiProgramme(slug) }, 200)
  })
