import { createRoute, type z } from "@hono/zod-openapi"
import type { ProblemCode } from "../../../web/text/zh/problems.ts"
import type { ErrorCode } from "../../domain/errors.ts"
import type { Permission } from "../../domain/permissions.ts"
import type { Declaration } from "../../usecases/act.ts"
import { answers } from "./answers.ts"
import { behindKey, headerParameters, jsonBody } from "./key-route.ts"

/** An act as programs may ask for it: each of its refusals has a page of its own, /problems/<code>. */
interface Asked<Code extends ProblemCode, Input extends z.ZodType> extends Declaration {
  readonly input: Input
  readonly refusals: Readonly<Record<Code, ErrorCode>>
}

interface Operation<Method, Params, Answer> {
  operationId: string
  method: Method
  path: string
  tags: string[]
  params: Params
  /** Who reads what the act is done to: a key needs one of these besides what the act needs. */
  readers: Permission[]
  answer: Answer
  /** Whether the answer names the version of what was changed. */
  versioned?: boolean
}

/**
 * The operation of an act (of several that are asked for at one address, all with the same input): permission, headers,
 * body and problems are the act's. POST and PATCH ask for an idempotency key, If-Match is asked for what has to be seen.
 */
export function operation<
  Code extends ProblemCode,
  Input extends z.ZodType,
  Method extends "post" | "put" | "patch",
  Params extends z.ZodObject,
  Answer extends z.ZodType,
>(
  act: Asked<Code, Input>,
  { operationId, method, path, tags, params, readers, answer, versioned }: Operation<Method, Params, Answer>,
) {
  const parameters = [
    ...(method === "put" ? [] : [headerParameters.idempotencyKey]),
    ...(act.seen === "nothing" ? [] : [headerParameters.ifMatch]),
  ]
  return createRoute({
    ...behindKey(readers, act),
    method,
    path,
    tags,
    operationId,
    parameters,
    request: { params, body: jsonBody(act.input) },
    responses: answers(200, answer),
    "x-problems": Object.keys(act.refusals),
    "x-versioned": versioned === true,
  })
}
