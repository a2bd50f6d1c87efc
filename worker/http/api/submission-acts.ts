import { z } from "@hono/zod-openapi"
import type { Context } from "hono"
import type { Text } from "../../../web/text/text.ts"
import type { Fault } from "../../domain/errors.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { askable } from "../../domain/submission/asking.ts"
import type { Typed } from "../../domain/submission/faults.ts"
import { normaliseTyped } from "../../domain/submission/typed-text.ts"
import { ask } from "../../usecases/submission/ask.ts"
import { changeFindings } from "../../usecases/submission/change-findings.ts"
import { changed, changeValues } from "../../usecases/submission/change-values.ts"
import { checkDraft } from "../../usecases/submission/check-draft.ts"
import { check, checkSending, type Filing } from "../../usecases/submission/open-filing.ts"
import type { OpenSubmission } from "../../usecases/submission/open-submission.ts"
import {
  revisionText,
  savedDecisions,
  type Verification,
} from "../../usecases/submission/open-verification.ts"
import { previewDecisions } from "../../usecases/submission/preview-decisions.ts"
import { returnSubmission } from "../../usecases/submission/return-submission.ts"
import { type SavedDraft, saveDraft } from "../../usecases/submission/save-draft.ts"
import { saveFindings } from "../../usecases/submission/save-findings.ts"
import { submit } from "../../usecases/submission/submit.ts"
import { takeBackVerification } from "../../usecases/submission/take-back-verification.ts"
import { verify, verifying } from "../../usecases/submission/verify.ts"
import { withdraw } from "../../usecases/submission/withdraw.ts"
import { type ActPlace, actRoute, actRouteOf } from "./act-route.ts"
import type { ApiEnv } from "./api-env.ts"
import { decisionPointer } from "./decision-pointer.ts"
import { apiRouter } from "./key-route.ts"
import { othersDecisions } from "./others-decisions.ts"
import {
  changedParts,
  entityTag,
  movedVersion,
  type SeenVersions,
  seenRevision,
  seenText,
} from "./preconditions.ts"
import { fasterView, Problem } from "./problem.ts"
import { pointerOf } from "./schema-faults.ts"
import { instant } from "./schemas.ts"
import { previewView } from "./score-views.ts"
import { checkSchema, partSchema, previewSchema } from "./submission-schemas.ts"
import { checkView, draftPointer, faultView, partView } from "./submission-views.ts"
import { submissionParams, submissionPath, submissionReaders } from "./submissions.ts"

/** What was saved, as the next GET would show it, and its version. */
function savedPart(c: Context<ApiEnv>, { open, result }: { open: Filing; result: SavedDraft }, typed: Typed) {
  const { texts } = check(open, typed)
  const kept = [...typed.texts].map(([key, text]) => [key, texts.get(key) ?? text.trim()] as const)
  const standing = {
    texts: new Map(kept.filter(([, text]) => text !== "")),
    reasons: new Map([...typed.reasons].filter(([, reason]) => reason.trim() !== "")),
  }
  c.header("etag", entityTag(movedVersion(revisionText(open), open.provider, result.revision)))
  const shown = { ...open, typed: standing, partRevision: result.revision, savedAt: result.savedAt }
  return partView(c.var.text, shown, c.var.ctx.now())
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
function conflictProblem(text: Text, told: readonly Fault[]): Problem {
  const conflicts = told.map(({ rule, field, with: told = {} }) => {
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

/** Faults are told at their place in the body, a stale write what has changed since and the present version. */
function placeOf<Open extends OpenSubmission>(
  tag: string,
  pointer: (fault: Fault) => string | null,
  reader: "filer" | "verifier",
): ActPlace<Open, typeof submissionParams> {
  return {
    path: submissionPath,
    tags: [tag],
    params: submissionParams,
    readers: submissionReaders,
    async told({ var: { text } }, { error, open, seen, now, differing }) {
      if (error.rule === "value_conflict") return conflictProblem(text, error.faults)
      if (error.rule === "finding_conflict") {
        const faults = error.faults.map(({ rule, field = "" }) => ({
          rule,
          field,
          pointer: pointerOf(["decisions", field, "was"]),
          message: text.programs.decidedMeanwhile(field),
        }))
        return new Problem(409, "finding_conflict", { faults, more: { ...differing(await now()) } })
      }
      if (error.faults.length > 0) {
        const specs = editionKeys(open.edition)
        const faults = error.faults.map((fault) => faultView(text, specs, fault, pointer, reader))
        return new Problem(422, "invalid", { faults })
      }
      if (seen === null || error.code !== "stale") return error
      const standing = await now()
      const version = revisionText(standing)
      const more = {
        state: standing.dossier.submission?.state ?? null,
        changed: changedParts(seen, version),
        ...differing(standing),
        ...(error.faster && { by: fasterView(error.faster) }),
      }
      return new Problem(412, "stale", { more, headers: { etag: entityTag(version) } })
    },
  }
}

const draft = placeOf<Filing>("submissions", draftPointer, "filer")
const desk = placeOf<Verification>("verification", decisionPointer, "verifier")

const onPart = <Given>(given: Given, { provider, partRevision }: Filing, seen: SeenVersions) => ({
  given,
  seen: seenRevision(seen, provider, partRevision),
})
const onWhole = <Given>(given: Given, open: Verification, seen: SeenVersions) => ({
  given,
  seen: seenText(seen, open.seen),
})

/** What is done to submissions: what companies and places type, and what authorities decide. */
export const submissionActs = apiRouter()

actRoute(submissionActs, draft, saveDraft, {
  operationId: "saveDraft",
  method: "put",
  at: "/draft",
  answer: partSchema,
  versioned: true,
  asked: onPart,
  show: (done, typed, c) => savedPart(c, done, typed),
  differing: (now, typed) => ({ values: changedValues(now, typed) }),
})

actRoute(submissionActs, draft, changeValues, {
  operationId: "changeDraft",
  method: "patch",
  at: "/draft",
  answer: partSchema,
  versioned: true,
  asked: (given) => ({ given }),
  show: (done, given, c) => savedPart(c, done, changed(done.open, given)),
})

const checkFor = ({ var: { text, ctx } }: Context<ApiEnv>) =>
  checkDraft((open, typed) => checkView(text, open, checkSending(open, typed), ctx.now()))

actRouteOf(
  submissionActs,
  draft,
  checkDraft(() => null),
  checkFor,
  {
    operationId: "checkDraft",
    method: "post",
    at: "/check",
    answer: checkSchema,
    asked: (given) => ({ given }),
    show: ({ result }) => result,
  },
)

actRoute(submissionActs, draft, ask, {
  operationId: "askProvider",
  method: "post",
  at: "/asking",
  answer: z.object({ provider: z.enum(askable), keys: z.array(z.string()) }).openapi("Asked"),
  asked: (given) => ({ given }),
  show: ({ result }) => result,
})

actRoute(submissionActs, draft, submit, {
  operationId: "submit",
  method: "post",
  at: "/sign-off",
  answer: z
    .object({ state: z.literal("submitted"), submittedAt: instant, late: z.boolean() })
    .openapi("Submitted"),
  asked: onPart,
  show: ({ result }) => ({ state: "submitted", ...result }),
})

actRoute(submissionActs, draft, withdraw, {
  operationId: "withdraw",
  method: "post",
  at: "/withdrawal",
  answer: z.object({ state: z.literal("draft") }).openapi("Withdrawn"),
  asked: (given) => ({ given }),
  show: () => ({ state: "draft" }),
})

actRoute(submissionActs, desk, saveFindings, {
  operationId: "saveFindings",
  method: "put",
  at: "/findings",
  answer: z.object({ decisions: z.number().int() }).openapi("SavedFindings"),
  versioned: true,
  asked: onWhole,
  show({ open }, { decisions }, c) {
    const { dossier } = open
    // Saving decisions moves the submission's own revision and nothing else.
    const submission = dossier.submission && {
      ...dossier.submission,
      revision: dossier.submission.revision + 1,
    }
    c.header("etag", entityTag(revisionText({ ...open, dossier: { ...dossier, submission } })))
    return { decisions: decisions.size }
  },
  differing: (now, { decisions }) => ({ decisions: othersDecisions(now, decisions) }),
})

actRoute(submissionActs, desk, changeFindings, {
  operationId: "changeFindings",
  method: "patch",
  at: "/findings",
  answer: z.object({ decisions: z.number().int() }).openapi("ChangedFindings"),
  asked: (given) => ({ given }),
  show: (_, { decisions }) => ({ decisions: decisions.size }),
  differing: (now, { decisions }) => ({
    decisions: othersDecisions(
      now,
      new Map([...decisions].map(([key, { to }]) => [key, to])),
      decisions.keys(),
    ),
  }),
})

actRouteOf(
  submissionActs,
  desk,
  previewDecisions(() => null),
  ({ var: { text } }: Context<ApiEnv>) => previewDecisions((open, found) => previewView(text, open, found)),
  {
    operationId: "previewDecisions",
    method: "post",
    at: "/preview",
    answer: previewSchema,
    asked: (given) => ({ given }),
    show: ({ result }) => result,
  },
)

actRouteOf(submissionActs, desk, verify.street, (c) => verifying(c.var.actor), {
  operationId: "verify",
  method: "post",
  at: "/verification",
  answer: z.object({ state: z.enum(["street_verified", "verified"]) }).openapi("Verified"),
  asked: onWhole,
  show: ({ result }) => ({ state: result.done === "verified" ? "verified" : "street_verified" }),
  differing: (now, { decisions }) => ({ decisions: othersDecisions(now, decisions ?? savedDecisions(now)) }),
})

actRoute(submissionActs, desk, returnSubmission, {
  operationId: "returnSubmission",
  method: "post",
  at: "/return",
  answer: z.object({ state: z.literal("returned") }).openapi("Returned"),
  asked: onWhole,
  show: () => ({ state: "returned" }),
  differing: (now, { decisions }) => ({ decisions: othersDecisions(now, decisions ?? savedDecisions(now)) }),
})

actRoute(submissionActs, desk, takeBackVerification, {
  operationId: "takeBackVerification",
  method: "post",
  at: "/taking-back",
  answer: z.object({ state: z.enum(["submitted", "street_verified"]) }).openapi("TakenBackVerification"),
  asked: onWhole,
  show: ({ result }) => ({ state: result.state }),
})
