import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { isQuarter } from "../../domain/quarter.ts"
import { digitsOf, plainText } from "../../domain/scoring/decimal.ts"
import { reasonRules, type TypedDecision } from "../../domain/submission/decisions.ts"
import { once } from "../../usecases/once.ts"
import type { DecisionCommand } from "../../usecases/submission/decide.ts"
import { openSubmission } from "../../usecases/submission/open-submission.ts"
import {
  revisionText,
  savedDecisions,
  type Verification,
  verificationOf,
} from "../../usecases/submission/open-verification.ts"
import { returnSubmission } from "../../usecases/submission/return-submission.ts"
import { saveFindings } from "../../usecases/submission/save-findings.ts"
import { verify } from "../../usecases/submission/verify.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { changedParts, entityTag, seenText, seenVersions } from "./preconditions.ts"
import { fasterView, Problem } from "./problem.ts"
import { pointerOf } from "./schema-faults.ts"
import { submissionParams, submissionPath, submissionReaders } from "./submissions.ts"
import { tellingFaults } from "./told-faults.ts"

const decision = z
  .strictObject({
    decision: z.enum(["accepted", "adjusted", "asked"]),
    checkedValue: z.union([z.string(), z.number()]).optional(),
    reason: z.string().optional(),
  })
  .openapi("Decision")
const decisions = z.record(z.string(), decision).openapi("Decisions", {
  example: { households: { decision: "adjusted", checkedValue: 1279, reason: "以台账为准。" } },
})

const deciding = behindKey(submissionReaders, ["verification.decide"])
const tags = ["verification"]
const both = [headerParameters.idempotencyKey, headerParameters.ifMatch]

const findings = createRoute({
  ...deciding,
  method: "put",
  path: `${submissionPath}/findings`,
  tags,
  operationId: "saveFindings",
  parameters: [headerParameters.ifMatch],
  request: { params: submissionParams, body: jsonBody(z.strictObject({ decisions }).openapi("Findings")) },
  responses: answers(200, z.object({ decisions: z.number().int() }).openapi("SavedFindings")),
})

const verification = createRoute({
  ...deciding,
  method: "post",
  path: `${submissionPath}/verification`,
  tags,
  operationId: "verify",
  parameters: both,
  request: {
    params: submissionParams,
    body: jsonBody(z.strictObject({ decisions: decisions.optional() }).openapi("Verifying")),
  },
  responses: answers(200, z.object({ state: z.enum(["street_verified", "verified"]) }).openapi("Verified")),
})

const returning = createRoute({
  ...deciding,
  method: "post",
  path: `${submissionPath}/return`,
  tags,
  operationId: "returnSubmission",
  parameters: both,
  request: {
    params: submissionParams,
    body: jsonBody(
      z
        .strictObject({
          reason: z.string().openapi({ example: "请核对户数。" }),
          decisions: decisions.optional(),
        })
        .openapi("Returning"),
    ),
  },
  responses: answers(200, z.object({ state: z.literal("returned") }).openapi("Returned")),
})

type SentDecisions = z.infer<typeof decisions>

function typedDecisions(sent: SentDecisions): Map<string, TypedDecision> {
  return new Map(
    Object.entries(sent).map(([key, { decision: word, checkedValue = "", reason = "" }]) => [
      key,
      {
        decision: word,
        checkedText:
          typeof checkedValue === "number" ? plainText(digitsOf(String(checkedValue))) : checkedValue,
        reason,
      },
    ]),
  )
}

/** Where what a fault names stands in a body with decisions. */
function decisionPointer({ field, rule }: Fault): string | null {
  if (!field) return null
  if (rule === "unknown_key") return pointerOf(["decisions", field])
  if (rule === "return_reason_missing" || field === "reason") return "/reason"
  return pointerOf(["decisions", field, reasonRules.includes(rule) ? "reason" : "checkedValue"])
}

async function openFor(c: Context<ApiEnv>, slug: string, quarter: string): Promise<Verification> {
  if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
  return verificationOf(await openSubmission(c.var.ctx, slug, quarter), c.var.actor)
}

/** One decision: what was seen, the write once, faults and changes told. */
async function decide<T>(
  c: Context<ApiEnv>,
  asked: { slug: string; quarter: string; decisions: SentDecisions | undefined },
  action: (open: Verification) => string,
  act: (open: Verification, command: DecisionCommand) => Promise<T>,
): Promise<{ done: T; open: Verification }> {
  const { ctx, text, commandKey: key } = c.var
  const seen = seenVersions(c)
  const open = await openFor(c, asked.slug, asked.quarter)
  const typed = asked.decisions ? typedDecisions(asked.decisions) : savedDecisions(open)
  const command = { key, seen: seenText(seen, open.seen), decisions: typed }
  try {
    const done = await tellingFaults({ text, edition: open.edition, pointer: decisionPointer }, () =>
      once(ctx, { key, action: action(open) }, () => act(open, command)),
    )
    return { done, open }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "stale") throw error
    const now = await openFor(c, asked.slug, asked.quarter)
    const more = {
      state: now.dossier.submission?.state ?? null,
      changed: changedParts(seen, now.seen),
      ...(error.faster && { by: fasterView(error.faster) }),
    }
    throw new Problem(412, "stale", { more, headers: { etag: entityTag(now.seen) } })
  }
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
    const sent = c.req.valid("json").decisions
    const { open } = await decide(
      c,
      { ...c.req.valid("param"), decisions: sent },
      () => "submission.save_findings",
      (opened, command) => saveFindings(c.var.ctx, opened, command),
    )
    c.header("etag", entityTag(versionAfter(open)))
    return c.json({ decisions: Object.keys(sent).length }, 200)
  })
  .openapi(verification, async (c) => {
    const { done } = await decide(
      c,
      { ...c.req.valid("param"), decisions: c.req.valid("json").decisions },
      (open) => `submission.verify_${open.level}`,
      (open, command) => verify(c.var.ctx, open, command),
    )
    return c.json(
      { state: done.done === "verified" ? ("verified" as const) : ("street_verified" as const) },
      200,
    )
  })
  .openapi(returning, async (c) => {
    const { reason, decisions: sent } = c.req.valid("json")
    await decide(
      c,
      { ...c.req.valid("param"), decisions: sent },
      () => "submission.return",
      (open, command) => returnSubmission(c.var.ctx, open, { ...command, reason }),
    )
    return c.json({ state: "returned" as const }, 200)
  })
