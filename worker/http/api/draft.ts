import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import type { Text } from "../../../web/text/text.ts"
import { DomainError } from "../../domain/errors.ts"
import { digitsOf, plainText } from "../../domain/scoring/decimal.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { normaliseTyped } from "../../domain/submission/typed-text.ts"
import { once } from "../../usecases/once.ts"
import { changeValues, type ValueChanges } from "../../usecases/submission/change-values.ts"
import { checkDraft } from "../../usecases/submission/check-draft.ts"
import { check, type Filing, openFilingFor } from "../../usecases/submission/open-filing.ts"
import { revisionText } from "../../usecases/submission/open-verification.ts"
import { requireKnown } from "../../usecases/submission/save-draft.ts"
import { saveOwnPart } from "../../usecases/submission/save-own-part.ts"
import { submit } from "../../usecases/submission/submit.ts"
import { withdraw } from "../../usecases/submission/withdraw.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import {
  changedParts,
  entityTag,
  movedVersion,
  type SeenVersions,
  seenRevision,
  seenVersions,
} from "./preconditions.ts"
import { fasterView, Problem } from "./problem.ts"
import { pointerOf } from "./schema-faults.ts"
import { instant } from "./schemas.ts"
import { checkSchema, partSchema } from "./submission-schemas.ts"
import { checkView, draftPointer, partView } from "./submission-views.ts"
import { submissionParams, submissionPath, submissionReaders } from "./submissions.ts"
import { tellingFaults } from "./told-faults.ts"

const sentValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
const values = z.record(z.string(), sentValue).openapi("Values", {
  example: { households: 1280 },
})
const reasons = z.record(z.string(), z.string()).openapi("Reasons", {})
const draftBody = z.strictObject({ values, reasons: reasons.optional() }).openapi("Draft")

const typing = behindKey(submissionReaders, ["filing.edit", "part.edit"])
const filing = behindKey(submissionReaders, ["filing.submit"])
const tags = ["submissions"]

const save = createRoute({
  ...typing,
  method: "put",
  path: `${submissionPath}/draft`,
  tags,
  operationId: "saveDraft",
  parameters: [headerParameters.ifMatch],
  request: { params: submissionParams, body: jsonBody(draftBody) },
  responses: answers(200, partSchema),
})

const texts = z.strictObject({ was: sentValue, value: sentValue }).openapi("ValueChange")
const reasonTexts = z
  .strictObject({ was: z.string().nullable(), reason: z.string().nullable() })
  .openapi("ReasonChange")
const changesBody = z
  .strictObject({
    values: z.record(z.string(), texts).optional(),
    reasons: z.record(z.string(), reasonTexts).optional(),
  })
  .openapi("DraftChanges")

const changing = createRoute({
  ...typing,
  method: "patch",
  path: `${submissionPath}/draft`,
  tags,
  operationId: "changeDraft",
  parameters: [headerParameters.idempotencyKey],
  request: { params: submissionParams, body: jsonBody(changesBody) },
  responses: answers(200, partSchema),
})

const checking = createRoute({
  ...typing,
  method: "post",
  path: `${submissionPath}/check`,
  tags,
  operationId: "checkDraft",
  parameters: [headerParameters.idempotencyKey],
  request: { params: submissionParams, body: jsonBody(draftBody.partial().openapi("DraftToCheck")) },
  responses: answers(200, checkSchema),
})

const signOff = createRoute({
  ...filing,
  method: "post",
  path: `${submissionPath}/sign-off`,
  tags,
  operationId: "submit",
  parameters: [headerParameters.idempotencyKey, headerParameters.ifMatch],
  request: {
    params: submissionParams,
    body: jsonBody(z.strictObject({ reasons: reasons.optional() }).openapi("SignOff")),
  },
  responses: answers(
    200,
    z.object({ state: z.literal("submitted"), submittedAt: instant, late: z.boolean() }).openapi("Submitted"),
  ),
})

const withdrawal = createRoute({
  ...filing,
  method: "post",
  path: `${submissionPath}/withdrawal`,
  tags,
  operationId: "withdraw",
  parameters: [headerParameters.idempotencyKey],
  request: { params: submissionParams, body: jsonBody(z.strictObject({})) },
  responses: answers(200, z.object({ state: z.literal("draft") }).openapi("Withdrawn")),
})

type SentValues = z.infer<typeof values>

function sentText(value: SentValues[string]): string {
  if (value === null) return ""
  if (typeof value === "number") return plainText(digitsOf(String(value)))
  if (typeof value === "boolean") return value ? "yes" : "no"
  return value
}

function typedOf(body: { values: SentValues; reasons?: Record<string, string> | undefined }): Typed {
  return {
    texts: new Map(Object.entries(body.values).map(([key, value]) => [key, sentText(value)])),
    reasons: new Map(Object.entries(body.reasons ?? {})),
  }
}

/** What was saved, as the next GET would show it. */
function savedFiling(open: Filing, typed: Typed, saved: { revision: number; savedAt: string }): Filing {
  const { texts } = check(open, typed)
  const kept = [...typed.texts].map(([key, text]) => [key, texts.get(key) ?? text.trim()] as const)
  return {
    ...open,
    typed: {
      texts: new Map(kept.filter(([, text]) => text !== "")),
      reasons: new Map([...typed.reasons].filter(([, reason]) => reason.trim() !== "")),
    },
    partRevision: saved.revision,
    savedAt: saved.savedAt,
  }
}

/** What differs between what was sent and what stands now. */
function changedValues(now: Filing, typed: Typed) {
  return [...editionKeys(now.edition).values()].flatMap((spec) => {
    const yours = normaliseTyped(spec, typed.texts.get(spec.key) ?? "")
    const theirs = normaliseTyped(spec, now.typed.texts.get(spec.key) ?? "")
    return now.mine.has(spec.key) && yours !== theirs ? [{ key: spec.key, yours, now: theirs }] : []
  })
}

/** A stale write is told what has changed since, and the present version. */
async function tellingChanges<T>(
  c: Context<ApiEnv>,
  target: { slug: string; quarter: string; seen: SeenVersions; typed?: Typed },
  perform: () => Promise<T>,
): Promise<T> {
  try {
    return await perform()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const now = await openFilingFor(c.var.ctx, target.slug, target.quarter)
    const version = revisionText(now)
    const more = {
      state: now.dossier.submission?.state ?? null,
      changed: changedParts(target.seen, version),
      ...(target.typed && { values: changedValues(now, target.typed) }),
      ...(error.faster && { by: fasterView(error.faster) }),
    }
    throw new Problem(412, "stale", { more, headers: { etag: entityTag(version) } })
  }
}

/** Values that are no longer what a change was to replace: each at its place, with what stands there now. */
function conflictProblem(text: Text, error: unknown): unknown {
  if (!(error instanceof DomainError) || error.rule !== "value_conflict") return error
  const conflicts = error.faults.map(({ rule, field, with: told = {} }) => {
    const of = rule === "reason_moved" ? ("reason" as const) : ("value" as const)
    return { of, key: field ?? "", was: told["was"], yours: told["yours"], now: told["now"] }
  })
  const faults = conflicts.map(({ of, key, now }) => ({
    rule: `${of}_moved`,
    field: key,
    pointer: pointerOf([`${of}s`, key, "was"]),
    message: text.programs.moved(key, String(now)),
  }))
  return new Problem(409, "value_conflict", { faults, more: { conflicts } })
}

function changesOf(body: z.infer<typeof changesBody>): ValueChanges {
  const values = Object.entries(body.values ?? {})
  const reasons = Object.entries(body.reasons ?? {})
  return {
    values: new Map(
      values.map(([key, { was, value }]) => [key, { was: sentText(was), to: sentText(value) }]),
    ),
    reasons: new Map(reasons.map(([key, { was, reason }]) => [key, { was: was ?? "", to: reason ?? "" }])),
  }
}

/** What a company or a place types of a submission. */
export const draftApi = apiRouter()
  .openapi(save, async (c) => {
    const { ctx, text, commandKey } = c.var
    const { quarter, slug } = c.req.valid("param")
    const seen = seenVersions(c)
    const open = await openFilingFor(ctx, slug, quarter)
    const typed = typedOf(c.req.valid("json"))
    const { edition, provider, partRevision } = open
    const command = { key: commandKey, revision: seenRevision(seen, provider, partRevision) }
    const saved = await tellingChanges(c, { slug, quarter, seen, typed }, () =>
      tellingFaults({ text, edition, pointer: draftPointer }, () => saveOwnPart(ctx, open, typed, command)),
    )
    c.header("etag", entityTag(movedVersion(revisionText(open), provider, saved.revision)))
    return c.json(partView(text, savedFiling(open, typed, saved)), 200)
  })
  .openapi(changing, async (c) => {
    const { ctx, text, commandKey: key } = c.var
    const { quarter, slug } = c.req.valid("param")
    const opened = await openFilingFor(ctx, slug, quarter)
    const changes = changesOf(c.req.valid("json"))
    const { edition } = opened
    const done = await tellingFaults({ text, edition, pointer: draftPointer }, () =>
      changeValues(ctx, opened, changes, { key }).catch((error: unknown) => {
        throw conflictProblem(text, error)
      }),
    )
    const { open, saved, typed } = done
    c.header("etag", entityTag(movedVersion(revisionText(open), open.provider, saved.revision)))
    return c.json(partView(text, savedFiling(open, typed, saved)), 200)
  })
  .openapi(checking, async (c) => {
    const { ctx, text, commandKey: key } = c.var
    const { quarter, slug } = c.req.valid("param")
    const open = await openFilingFor(ctx, slug, quarter)
    const { values: sent, reasons: given } = c.req.valid("json")
    const saved = open.typed
    const typed = sent
      ? typedOf({ values: sent, reasons: given })
      : { ...saved, reasons: new Map([...saved.reasons, ...Object.entries(given ?? {})]) }
    const told = await tellingFaults({ text, edition: open.edition, pointer: draftPointer }, () =>
      once(ctx, { key, action: "submission.check" }, async () => {
        requireKnown(open, typed)
        return checkDraft(ctx, open, checkView(text, open, check(open, typed)), { key })
      }),
    )
    return c.json(told, 200)
  })
  .openapi(signOff, async (c) => {
    const { ctx, text, commandKey: key } = c.var
    const { quarter, slug } = c.req.valid("param")
    const seen = seenVersions(c)
    const open = await openFilingFor(ctx, slug, quarter)
    const given = new Map(Object.entries(c.req.valid("json").reasons ?? {}))
    const command = { key, revision: seenRevision(seen, open.provider, open.partRevision) }
    const done = await tellingChanges(c, { slug, quarter, seen }, () =>
      tellingFaults({ text, edition: open.edition, pointer: draftPointer }, () =>
        once(ctx, { key, action: "submission.submit" }, () => submit(ctx, open, given, command)),
      ),
    )
    return c.json({ state: "submitted" as const, submittedAt: done.submittedAt, late: done.late }, 200)
  })
  .openapi(withdrawal, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { quarter, slug } = c.req.valid("param")
    const open = await openFilingFor(ctx, slug, quarter)
    await once(ctx, { key, action: "submission.withdraw" }, () => withdraw(ctx, open, { key }))
    return c.json({ state: "draft" as const }, 200)
  })
