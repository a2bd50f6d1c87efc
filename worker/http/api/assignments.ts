import { createRoute, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { selectionRefusals } from "../../../web/text/selection-sentence.ts"
import { DomainError } from "../../domain/errors.ts"
import { allFaults, readTable } from "../../domain/registry/import-table.ts"
import { toldPath } from "../../domain/selection/conflicts.ts"
import { assignmentColumns } from "../../domain/selection/import-assignments.ts"
import { typedReason } from "../../usecases/fields.ts"
import { assignJudges } from "../../usecases/judge/assign-judges.ts"
import { assignOne } from "../../usecases/judge/assign-one.ts"
import { checkAssignments, importAssignments } from "../../usecases/judge/import-assignments.ts"
import { takeBackAssignment } from "../../usecases/judge/take-back-assignment.ts"
import { once } from "../../usecases/once.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { fileProblem } from "./import-faults.ts"
import { apiRouter, behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { Problem } from "./problem.ts"
import { programmeParams } from "./programme-schemas.ts"

const running = behindKey(["programme.read"], ["programme.run"])
const tags = ["programmes"]
const parameters = [headerParameters.idempotencyKey]
const count = z.number().int()
const added = z.object({ run: count, added: count }).openapi("AddedAssignments")

const all = createRoute({
  ...running,
  method: "post",
  path: "/programmes/{programme}/assignments",
  tags,
  operationId: "assignJudges",
  parameters,
  request: { params: programmeParams, body: jsonBody(z.strictObject({})) },
  responses: answers(
    201,
    z
      .object({ run: count, added: count, ended: count, short: count, conflicts: count })
      .openapi("AssignmentRun"),
  ),
})

/** One judge and one candidate, and why where a reason is asked. */
const pairBody = z.strictObject({
  judgeId: z.string().max(80),
  blindCode: z.string().max(80).openapi({ example: "C-7F3A9C21D4" }),
  reason: typedReason.optional(),
})

const single = createRoute({
  ...running,
  method: "post",
  path: "/programmes/{programme}/assignments/one",
  tags,
  operationId: "assignOne",
  parameters,
  request: {
    params: programmeParams,
    body: jsonBody(pairBody.openapi("OneAssignment")),
  },
  responses: answers(201, added),
})

const removal = createRoute({
  ...running,
  method: "post",
  path: "/programmes/{programme}/assignments/removal",
  tags,
  operationId: "takeBackAssignment",
  parameters,
  request: {
    params: programmeParams,
    body: jsonBody(pairBody.openapi("TakenBackAssignment")),
  },
  responses: answers(201, z.object({ run: count, voided: z.boolean() }).openapi("AssignmentTakenBack")),
})

const file = createRoute({
  ...running,
  method: "post",
  path: "/programmes/{programme}/assignments/import",
  tags,
  operationId: "importAssignments",
  parameters,
  request: {
    params: programmeParams,
    body: jsonBody(
      z
        .strictObject({
          csv: z
            .string()
            .max(400_000)
            .openapi({ example: "blind code,judge e-mail\nC-7F3A9C21D4,judge@example.org\n" }),
        })
        .openapi("AssignmentFile"),
    ),
  },
  responses: answers(201, added),
})

/** A conflict of interest is told with its way from the judge to the candidate, step by step. */
function conflictProblem(c: Context<ApiEnv>, error: unknown): unknown {
  if (!(error instanceof DomainError) || error.rule !== "assign_conflict") return error
  const { kind = "" } = error.with
  return new Problem(409, "conflict_of_interest", {
    detail: selectionRefusals(c.var.text)[error.rule]?.(error.with),
    // A step also holds the id of what it passes, which is for nobody outside.
    more: {
      kind,
      path: toldPath(error.with).map(({ kind: passed, name, by }) => ({ kind: passed, name, by })),
    },
  })
}

/** Enters a file whole or not at all; what is wrong is told by line and column. */
async function enter(c: Context<ApiEnv>, slug: string, csv: string) {
  const { ctx, text, services, commandKey: key } = c.var
  const sheet = await services.tables.read(new TextEncoder().encode(csv))
  const trimmed = sheet.rows.map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.trim()) }))
  const { rows, faults } = readTable(assignmentColumns, { ...sheet, rows: trimmed })
  if (faults.length > 0) {
    const said = await checkAssignments(ctx, slug, rows)
    throw fileProblem(text, allFaults(faults, said.faults), "/csv")
  }
  try {
    return await once(ctx, { key, action: "assignment.import" }, () =>
      importAssignments(ctx, slug, rows, { key }),
    )
  } catch (error) {
    if (!(error instanceof DomainError) || error.rule !== "import_faults") throw error
    throw fileProblem(text, (await checkAssignments(ctx, slug, rows)).faults, "/csv")
  }
}

/** Which candidates judges are given: all by the algorithm, one by hand and taken back again, or those of a file. */
export const assignmentsApi = apiRouter()
  .openapi(all, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { programme } = c.req.valid("param")
    const done = await once(ctx, { key, action: "assignment.run" }, () =>
      assignJudges(ctx, programme, { key }),
    )
    return c.json(done, 201)
  })
  .openapi(single, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { programme } = c.req.valid("param")
    const { judgeId, blindCode: code, reason = "" } = c.req.valid("json")
    try {
      const done = await once(ctx, { key, action: "assignment.give" }, () =>
        assignOne(ctx, programme, { key, judgeId, code, reason }),
      )
      return c.json(done, 201)
    } catch (error) {
      throw conflictProblem(c, error)
    }
  })
  .openapi(removal, async (c) => {
    const { ctx, commandKey: key } = c.var
    const { programme } = c.req.valid("param")
    const { judgeId, blindCode: code, reason = "" } = c.req.valid("json")
    const done = await once(ctx, { key, action: "assignment.take_back" }, () =>
      takeBackAssignment(ctx, programme, { judgeId, code: code.trim() }, { key, reason, seen: null }),
    )
    return c.json(done, 201)
  })
  .openapi(file, async (c) => {
    const { programme } = c.req.valid("param")
    return c.json(await enter(c, programme, c.req.valid("json").csv), 201)
  })
