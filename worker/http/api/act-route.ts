import type { OpenAPIHono, z } from "@hono/zod-openapi"
import type { Context } from "hono"
import type { ProblemCode } from "../../../web/text/zh/problems.ts"
import { DomainError, type ErrorCode } from "../../domain/errors.ts"
import type { Permission } from "../../domain/permissions.ts"
import type { Act, Declaration } from "../../usecases/act.ts"
import { perform } from "../../usecases/perform.ts"
import { answers } from "./answers.ts"
import type { ApiEnv } from "./api-env.ts"
import { behindKey, headerParameters, jsonBody } from "./key-route.ts"
import { type SeenVersions, seenVersions } from "./preconditions.ts"
import { Problem } from "./problem.ts"
import { schemaFaults } from "./schema-faults.ts"

/** An act that was refused: to be told as programs read it. */
export interface Refused<Open> {
  error: DomainError
  open: Open
  /** The versions that were named; null where the act asks for none. */
  seen: SeenVersions | null
  /** The same opened anew. */
  now(): Promise<Open>
  /** What this act tells more of what has changed meanwhile. */
  differing(now: Open): object
}

/** What the operations of all acts on one kind of object have in common. */
export interface ActPlace<Open, Params> {
  path: string
  tags: string[]
  params: Params
  /** Who reads it, where a key needs one of these besides what the act needs. */
  readers?: Permission[]
  /** What a refusal is thrown as; itself when nothing is said. */
  told?(c: Context<ApiEnv>, refused: Refused<Open>): unknown
}

/** Each refusal has a page of its own, /problems/<code>. */
interface Declared<Code extends ProblemCode, Input extends z.ZodType> extends Declaration {
  readonly input: Input
  readonly refusals: Readonly<Record<Code, ErrorCode>>
}

interface ActOperation<Open, Given, In, Result, Shown extends object> {
  operationId: string
  method: "post" | "put" | "patch"
  /** The end of its address. */
  at: string
  answer: z.ZodType<object, Shown>
  /** 200 when nothing is said. */
  status?: 200 | 201 | 202
  /** Whether the answer names the version of what was changed. */
  versioned?: boolean
  asked(given: Given, open: Open, seen: SeenVersions): In
  show(done: { result: Result; open: Open }, given: Given, c: Context<ApiEnv>): NoInfer<Shown>
  differing?(now: Open, given: Given): object
  /** What is set to work by it, once it is written; done again when it is asked for again. */
  after?(result: Result, c: Context<ApiEnv>): Promise<void>
}

const nothing: SeenVersions = [""]

/** The body as the act's input reads it. Throws Problem 422. */
async function givenOf<Input extends z.ZodType>(c: Context<ApiEnv>, input: Input): Promise<z.output<Input>> {
  const read = input.safeParse(await c.req.json())
  if (!read.success) throw new Problem(422, "invalid", { faults: schemaFaults(c.var.text, read.error) })
  return read.data
}

/** The operation of an act that is made for each request, declared by one of its kind. */
export function actRouteOf<
  Code extends ProblemCode,
  Input extends z.ZodType,
  Open,
  Params extends z.ZodObject,
  In,
  Rule extends string,
  Result,
  Shown extends object,
>(
  api: OpenAPIHono<ApiEnv>,
  place: ActPlace<Open, Params>,
  declared: Declared<Code, Input>,
  actFor: (c: Context<ApiEnv>) => Act<Open, z.output<Params>, In, Rule, Result>,
  operation: ActOperation<Open, z.output<Input>, In, Result, Shown>,
): void {
  const { params, readers, tags } = place
  const { operationId, method, answer, status = 200, versioned, asked, show, differing, after } = operation
  const path = `${place.path}${operation.at}`
  const { middleware, security } = behindKey(...(readers ? [readers] : []), declared)
  const parameters = [
    ...(method === "put" ? [] : [headerParameters.idempotencyKey]),
    ...(declared.seen === "nothing" ? [] : [headerParameters.ifMatch]),
  ]
  api.openAPIRegistry.registerPath({
    security,
    method,
    path,
    tags,
    operationId,
    parameters,
    request: { params, body: jsonBody(declared.input) },
    responses: answers(status, answer),
    "x-problems": Object.keys(declared.refusals),
    "x-versioned": versioned === true,
  })
  const route = [path.replace(/\{(\w+)\}/g, ":$1")]
  api.on(method, route, ...middleware, async (c: Context<ApiEnv>) => {
    const { ctx, commandKey: key } = c.var
    const name = params.safeParse(c.req.param())
    if (!name.success) throw new Problem(404, "not_found")
    const given = await givenOf(c, declared.input)
    const seen = declared.seen === "nothing" ? null : seenVersions(c)
    const act = actFor(c)
    const open = await act.on.open(ctx, name.data)
    try {
      const done = await perform(ctx, act, open, asked(given, open, seen ?? nothing), { key })
      await after?.(done.result, c)
      return c.json(show(done, given, c), status)
    } catch (error) {
      if (!(error instanceof DomainError) || !place.told) throw error
      throw await place.told(c, {
        ...{ error, open, seen },
        now: () => act.on.open(ctx, name.data),
        differing: (now) => differing?.(now, given) ?? {},
      })
    }
  })
}

/**
 * The operation of an act: permission, headers, body and problems are the act's own. POST and PATCH ask for an idempotency
 * key, If-Match is asked for where something has to be seen. Params and body are read before anything is opened.
 */
export function actRoute<
  Code extends ProblemCode,
  Input extends z.ZodType,
  Open,
  Params extends z.ZodObject,
  In,
  Result,
  Shown extends object,
>(
  api: OpenAPIHono<ApiEnv>,
  place: ActPlace<Open, Params>,
  act: Act<Open, z.output<Params>, In, Code, Result> & { readonly input: Input },
  operation: ActOperation<Open, z.output<Input>, In, Result, Shown>,
): void {
  actRouteOf(api, place, act, () => act, operation)
}
