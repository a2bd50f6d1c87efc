import { z } from "@hono/zod-openapi"
import type { Fault } from "../../domain/errors.ts"
import { reasonRules } from "../../domain/submission/decisions.ts"
import { revisionText, type Verification } from "../../usecases/submission/open-verification.ts"
import { returnSubmission } from "../../usecases/submission/return-submission.ts"
import { saveFindings } from "../../usecases/submission/save-findings.ts"
import { verify, verifying } from "../../usecases/submission/verify.ts"
import { apiRouter } from "./key-route.ts"
import { operation } from "./operation.ts"
import { entityTag, seenText, seenVersions } from "./preconditions.ts"
import { pointerOf } from "./schema-faults.ts"
import { submissionAct } from "./submission-act.ts"
import { onSubmission, submissionPath } from "./submissions.ts"

const onDesk = { ...onSubmission, tags: ["verification"] }

const findings = operation(saveFindings, {
  ...onDesk,
  operationId: "saveFindings",
  method: "put",
  path: `${submissionPath}/findings`,
  answer: z.object({ decisions: z.number().int() }).openapi("SavedFindings"),
  versioned: true,
})

const verification = operation(verify.street, {
  ...onDesk,
  operationId: "verify",
  method: "post",
  path: `${submissionPath}/verification`,
  answer: z.object({ state: z.enum(["street_verified", "verified"]) }).openapi("Verified"),
})

const returning = operation(returnSubmission, {
  ...onDesk,
  operationId: "returnSubmission",
  method: "post",
  path: `${submissionPath}/return`,
  answer: z.object({ state: z.literal("returned") }).openapi("Returned"),
})

/** Where what a fault names stands in a body with decisions. */
function pointer({ field, rule }: Fault): string | null {
  if (!field) return null
  if (rule === "unknown_key") return pointerOf(["decisions", field])
  if (rule === "return_reason_missing" || field === "reason") return "/reason"
  return pointerOf(["decisions", field, reasonRules.includes(rule) ? "reason" : "checkedValue"])
}

/** Saving decisions moves the submission's own revision and nothing else. */
function versionAfter(open: Verification): string {
  const { submission } = open.dossier
  if (!submission) return open.seen
  const moved = { ...submission, revision: submission.revision + 1 }
  return revisionText({ ...open, dossier: { ...open.dossier, submission: moved } })
}

/** What authorities decide on submissions. */
export const verificationApi = apiRouter()
  .openapi(findings, async (c) => {
    const given = c.req.valid("json")
    const { open } = await submissionAct(c, saveFindings, c.req.valid("param"), {
      asked: ({ seen }) => ({ given, seen: seenText(seenVersions(c), seen) }),
      pointer,
    })
    c.header("etag", entityTag(versionAfter(open)))
    return c.json({ decisions: given.decisions.size }, 200)
  })
  .openapi(verification, async (c) => {
    const given = c.req.valid("json")
    const { result } = await submissionAct(c, verifying(c.var.actor), c.req.valid("param"), {
      asked: ({ seen }) => ({ given, seen: seenText(seenVersions(c), seen) }),
      pointer,
    })
    return c.json(
      { state: result.done === "verified" ? ("verified" as const) : ("street_verified" as const) },
      200,
    )
  })
  .openapi(returning, async (c) => {
    const given = c.req.valid("json")
    await submissionAct(c, returnSubmission, c.req.valid("param"), {
      asked: ({ seen }) => ({ given, seen: seenText(seenVersions(c), seen) }),
      pointer,
    })
    return c.json({ state: "returned" as const }, 200)
  })
