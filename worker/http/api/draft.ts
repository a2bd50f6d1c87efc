import { z } from "@hono/zod-openapi"
import type { Context } from "hono"
import type { Text } from "../../../web/text/text.ts"
import { DomainError } from "../../domain/errors.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { normaliseTyped } from "../../domain/submission/typed-text.ts"
import { changed, changeValues } from "../../usecases/submission/change-values.ts"
import { checkDraft } from "../../usecases/submission/check-draft.ts"
import { check, type Filing } from "../../usecases/submission/open-filing.ts"
import { revisionText } from "../../usecases/submission/open-verification.ts"
import { type SavedDraft, saveDraft } from "../../usecases/submission/save-draft.ts"
import { submit } from "../../usecases/submission/submit.ts"
import { withdraw } from "../../usecases/submission/withdraw.ts"
import type { ApiEnv } from "./api-env.ts"
import { apiRouter } from "./key-route.ts"
import { operation } from "./operation.ts"
import { entityTag, movedVersion, seenRevision, seenVersions } from "./preconditions.ts"
import { Problem } from "./problem.ts"
import { pointerOf } from "./schema-faults.ts"
import { instant } from "./schemas.ts"
import { submissionAct } from "./submission-act.ts"
import { checkSchema, partSchema } from "./submission-schemas.ts"
import { checkView, draftPointer, partView } from "./submission-views.ts"
import { onSubmission, submissionPath } from "./submissions.ts"

const onDraft = { ...onSubmission, path: `${submissionPath}/draft`, tags: ["submissions"] }

const saving = operation(saveDraft, {
  ...onDraft,
  operationId: "saveDraft",
  method: "put",
  answer: partSchema,
  versioned: true,
})

const changing = operation(changeValues, {
  ...onDraft,
  operationId: "changeDraft",
  method: "patch",
  answer: partSchema,
  versioned: true,
})

const checking = operation(
  checkDraft(() => null),
  {
    ...onDraft,
    operationId: "checkDraft",
    method: "post",
    path: `${submissionPath}/check`,
    answer: checkSchema,
  },
)

const signOff = operation(submit, {
  ...onDraft,
  operationId: "submit",
  method: "post",
  path: `${submissionPath}/sign-off`,
  answer: z
    .object({ state: z.literal("submitted"), submittedAt: instant, late: z.boolean() })
    .openapi("Submitted"),
})

const withdrawal = operation(withdraw, {
  ...onDraft,
  operationId: "withdraw",
  method: "post",
  path: `${submissionPath}/withdrawal`,
  answer: z.object({ state: z.literal("draft") }).openapi("Withdrawn"),
})

/** What was saved, as the next GET would show it, and its version. */
function savedPart(c: Context<ApiEnv>, { open, result }: { open: Filing; result: SavedDraft }, typed: Typed) {
  const { texts } = check(open, typed)
  const kept = [...typed.texts].map(([key, text]) => [key, texts.get(key) ?? text.trim()] as const)
  const standing = {
    texts: new Map(kept.filter(([, text]) => text !== "")),
    reasons: new Map([...typed.reasons].filter(([, reason]) => reason.trim() !== "")),
  }
  c.header("etag", entityTag(movedVersion(revisionText(open), open.provider, result.revision)))
  return partView(c.var.text, {
    ...open,
    typed: standing,
    partRevision: result.revision,
    savedAt: result.savedAt,
  })
}

/** What differs between what was sent and what stands now. */
function changedValues(now: Filing, typed: Typed) {
  return [...editionKeys(now.edition).values()].flatMap((spec) => {
    const yours = normaliseTyped(spec, typed.texts.get(spec.key) ?? "")
    const theirs = normaliseTyped(spec, now.typed.texts.get(spec.key) ?? "")
    return now.mine.has(spec.key) && yours !== theirs ? [{ key: spec.key, yours, now: theirs }] : []
  })
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

const seenPart = (c: Context<ApiEnv>, { provider, partRevision }: Filing) =>
  seenRevision(seenVersions(c), provider, partRevision)

/** What a company or a place types of a submission. */
export const draftApi = apiRouter()
  .openapi(saving, async (c) => {
    const given = c.req.valid("json")
    const done = await submissionAct(c, saveDraft, c.req.valid("param"), {
      asked: (open) => ({ given, seen: seenPart(c, open) }),
      pointer: draftPointer,
      differing: (now) => ({ values: changedValues(now, given) }),
    })
    return c.json(savedPart(c, done, given), 200)
  })
  .openapi(changing, async (c) => {
    const given = c.req.valid("json")
    const done = await submissionAct(c, changeValues, c.req.valid("param"), {
      asked: () => ({ given }),
      pointer: draftPointer,
    }).catch((error: unknown) => {
      throw conflictProblem(c.var.text, error)
    })
    return c.json(savedPart(c, done, changed(done.open, given)), 200)
  })
  .openapi(checking, async (c) => {
    const { text } = c.var
    const tell = (open: Filing, typed: Typed) => checkView(text, open, check(open, typed))
    const { result } = await submissionAct(c, checkDraft(tell), c.req.valid("param"), {
      asked: () => ({ given: c.req.valid("json") }),
      pointer: draftPointer,
    })
    return c.json(result, 200)
  })
  .openapi(signOff, async (c) => {
    const { result } = await submissionAct(c, submit, c.req.valid("param"), {
      asked: (open) => ({ given: c.req.valid("json"), seen: seenPart(c, open) }),
      pointer: draftPointer,
    })
    return c.json({ state: "submitted" as const, ...result }, 200)
  })
  .openapi(withdrawal, async (c) => {
    await submissionAct(c, withdraw, c.req.valid("param"), {
      asked: () => ({ given: {} }),
      pointer: draftPointer,
    })
    return c.json({ state: "draft" as const }, 200)
  })
