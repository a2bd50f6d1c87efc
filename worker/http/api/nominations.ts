import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { paths } from "../../../web/paths.ts"
import { DomainError } from "../../domain/errors.ts"
import {
  findNomination,
  type NominationDeps,
  type OpenNomination,
  openNomination,
} from "../../usecases/nomination/open-nomination.ts"
import { saveNomination } from "../../usecases/nomination/save-nomination.ts"
import { startNomination } from "../../usecases/nomination/start-nomination.ts"
import { submitNomination } from "../../usecases/nomination/submit-nomination.ts"
import { withdrawNomination } from "../../usecases/nomination/withdraw-nomination.ts"
import { once } from "../../usecases/once.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { listAnswer, pageOf, pageQuery } from "./cursor.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import {
  draftBody,
  nominationQuery,
  nominationRow,
  nominationSchema,
  savedSchema,
  startBody,
  submissionBody,
  withdrawalBody,
} from "./nomination-schemas.ts"
import { entityTag, seenNumber, tellingVersion } from "./preconditions.ts"
import { faultOf, Problem } from "./problem.ts"
import { programmeSlug } from "./programme-schemas.ts"
import { pointerOf } from "./schema-faults.ts"

const reading = behindKey(["nomination.read"])
const writing = behindKey(["nomination.read"], ["nomination.edit"])
const tags = ["nominations"]
const params = z.object({ nominationId: z.string().max(80) })
const { idempotencyKey, ifMatch } = headerParameters
const both = [idempotencyKey, ifMatch]

const list = createRoute({
  ...reading,
  method: "get",
  path: "/nominations",
  tags,
  operationId: "listNominations",
  request: {
    query: z.strictObject({ programme: programmeSlug.optional(), ...nominationQuery, ...pageQuery }),
  },
  responses: answers(200, pageOf(nominationRow, "NominationPage")),
})

const one = createRoute({
  ...reading,
  method: "get",
  path: "/nominations/{nominationId}",
  tags,
  operationId: "getNomination",
  request: { params },
  responses: answers(200, nominationSchema),
})

const start = createRoute({
  ...writing,
  method: "post",
  path: "/nominations",
  tags,
  operationId: "startNomination",
  parameters: [idempotencyKey],
  request: { body: jsonBody(startBody) },
  responses: answers(201, savedSchema),
})

const save = createRoute({
  ...writing,
  method: "put",
  path: "/nominations/{nominationId}",
  tags,
  operationId: "saveNomination",
  parameters: [ifMatch],
  request: { params, body: jsonBody(draftBody) },
  responses: answers(200, savedSchema),
})

const submission = createRoute({
  ...writing,
  method: "post",
  path: "/nominations/{nominationId}/submission",
  tags,
  operationId: "submitNomination",
  parameters: both,
  request: { params, body: jsonBody(submissionBody) },
  responses: answers(200, savedSchema),
})

const withdrawal = createRoute({
  ...writing,
  method: "post",
  path: "/nominations/{nominationId}/withdrawal",
  tags,
  operationId: "withdrawNomination",
  parameters: both,
  request: { params, body: jsonBody(withdrawalBody) },
  responses: answers(200, savedSchema),
})

const depsOf = ({ var: { services } }: Context<ApiEnv>): NominationDeps => ({
  figures: services.publicReader,
  evaluate: services.expressions.evaluate,
  digest: services.digest,
})

function nominationView(open: OpenNomination, disclaimer: string): z.infer<typeof nominationSchema> {
  const { nomination, programme, estate, organisation, attachments, closed, eligibility } = open
  const { id, category, state, screening, struckAt, updatedAt, submittedAt, answers: given } = nomination
  return {
    id,
    programme: programme.slug,
    category,
    estate: estate.slug,
    name: estate.name,
    organisation,
    demonstration: estate.demonstration,
    state,
    screening,
    struckAt,
    updatedAt,
    submittedAt,
    closed,
    answers: given,
    consentAt: nomination.consentAt,
    eligibility,
    ineligibleReason: nomination.ineligibleReason,
    attachments: attachments.filter(({ redacts }) => redacts === null).length,
    withdrawnAt: nomination.withdrawnAt,
    withdrawReason: nomination.withdrawReason,
    disclaimer,
  }
}

const ownFields = ["consent", "reason"]

/** Faults of answers are told at their place in the body. */
async function tellingAnswers<T>(c: Context<ApiEnv>, perform: () => Promise<T>): Promise<T> {
  try {
    return await perform()
  } catch (error) {
    if (!(error instanceof DomainError) || error.faults.length === 0) throw error
    const faults = error.faults.map((fault) => {
      const told = faultOf(c.var.text, fault)
      if (!fault.field || ownFields.includes(fault.field)) return told
      return { ...told, pointer: pointerOf(["answers", fault.field]) }
    })
    throw new Problem(422, error.rule === "explain" ? "explain" : "invalid", { faults })
  }
}

/** One change of a nomination as it was seen, once; a stale one is told the present version. */
async function change<T>(
  c: Context<ApiEnv>,
  action: string,
  act: (id: string, command: { key: string; revision: number }) => Promise<T>,
) {
  const { ctx, commandKey: key } = c.var
  const id = c.req.param("nominationId") ?? ""
  const now = async () => (await findNomination(ctx, id)).nomination.revision
  const revision = seenNumber(c)
  const done = await tellingVersion(now, () =>
    tellingAnswers(c, () => once(ctx, { key, action }, () => act(id, { key, revision }))),
  )
  return { done, changed: { id, href: paths.apiNomination(id) } }
}

/** Nominations (申报) of the key's organisation: begun, typed, submitted, withdrawn. */
export const nominationsApi = apiRouter()
  .openapi(list, async (c) => {
    const { ctx, actor } = c.var
    const query = c.req.valid("query")
    const { programme = null, state = null, screening = null, category = null } = query
    const filters = { programme, state, screening, category }
    const page = await listAnswer(c, {
      query,
      filters,
      read: (asked) => ctx.read.nominationList.own(actor.organisation.id, filters, asked),
      // Nobody who nominates knows what judges know its candidate by.
      show: ({ blindCode: _, ...row }) => ({ ...row, href: paths.apiNomination(row.id) }),
    })
    return c.json(page, 200)
  })
  .openapi(one, async (c) => {
    const open = await openNomination(c.var.ctx, c.req.valid("param").nominationId, depsOf(c))
    c.header("etag", entityTag(String(open.nomination.revision)))
    return c.json(nominationView(open, c.var.text.site.disclaimer), 200)
  })
  .openapi(start, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { id } = await once(ctx, { key, action: "nomination.start" }, () =>
      startNomination(ctx, c.req.valid("json"), { key }),
    )
    const href = paths.apiNomination(id)
    c.header("location", href)
    return c.json({ id, href }, 201)
  })
  .openapi(save, async (c) => {
    const { done, changed } = await change(c, "nomination.save", (id, command) =>
      saveNomination(c.var.ctx, id, c.req.valid("json"), command),
    )
    c.header("etag", entityTag(String(done.revision)))
    return c.json(changed, 200)
  })
  .openapi(submission, async (c) => {
    const { reason = "", ...typed } = c.req.valid("json")
    const { changed } = await change(c, "nomination.submit", (id, command) =>
      submitNomination(c.var.ctx, id, { ...typed, reason }, command, depsOf(c)),
    )
    return c.json(changed, 200)
  })
  .openapi(withdrawal, async (c) => {
    const { reason = "" } = c.req.valid("json")
    const { changed } = await change(c, "nomination.withdraw", (id, command) =>
      withdrawNomination(c.var.ctx, c.var.services.awards, id, { reason }, command),
    )
    return c.json(changed, 200)
  })
