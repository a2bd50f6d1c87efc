import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import { paths } from "../../../web/paths.ts"
import { anyFault } from "../../../web/text/any-fault.ts"
import { selectionRefusals } from "../../../web/text/selection-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import type { ProblemCode } from "../../../web/text/zh/problems.ts"
import type { Faster } from "../../domain/audit/faster.ts"
import { DomainError, type ErrorCode, type Fault } from "../../domain/errors.ts"
import { isKeyChanged } from "../../domain/key-changed.ts"
import { retryAfter, unavailableIn } from "../../domain/unavailable.ts"
import type { AppEnv } from "../app-env.ts"
import { logError } from "../log-error.ts"
import { ruleFor, unavailableStatus } from "../unavailable.tsx"

/** What is wrong with one value of a request. `pointer` (RFC 6901) finds it in the body. */
export interface ProblemFault {
  rule: string
  field: string | null
  pointer: string | null
  message: string
  /** Numbers and words of the message. */
  parameters?: Record<string, string | number>
}

interface ProblemOptions {
  /** What went wrong this time; the code's own words when there is nothing particular to say. */
  detail?: string | undefined
  faults?: ProblemFault[]
  /** Members besides those of RFC 9457. */
  more?: Record<string, unknown>
  headers?: Record<string, string>
}

/** A request to /api/v1 that is refused before or besides any rule of the domain. */
export class Problem extends Error {
  readonly status: ContentfulStatusCode
  readonly code: ProblemCode
  readonly options: ProblemOptions
  constructor(status: ContentfulStatusCode, code: ProblemCode, options: ProblemOptions = {}) {
    super(code)
    this.status = status
    this.code = code
    this.options = options
  }
}

/** Unlike for pages, a stale write is a failed precondition: whoever writes has said what it had seen. */
const statusOf: Record<ErrorCode, ContentfulStatusCode> = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  stale: 412,
  invalid: 422,
  too_large: 413,
}

const edgeProblems: Partial<Record<number, ProblemCode>> = {
  408: "body_stalled",
  413: "too_large",
  414: "address_too_long",
  415: "media_type",
  421: "unknown_host",
  431: "headers_too_large",
}

/** A fault in the words of the request. Its place is the field of that name, unless a route knows better. */
export function faultOf(text: Text, fault: Fault): ProblemFault {
  const { rule, field, with: parameters = {} } = fault
  const place = field ? { field, pointer: `/${field}` } : { field: null, pointer: null }
  return { rule, ...place, message: anyFault(text, fault), parameters }
}

/** Who was faster, as a problem tells it. */
export function fasterView({ at, action, organisation, role, person, fields }: Faster) {
  return { at, action, organisation, role, person, fields }
}

function unavailableProblem(c: Context<AppEnv>, error: unknown): Problem | null {
  const away = unavailableIn(error)
  if (!away) return null
  const rule = ruleFor(c, away)
  return new Problem(unavailableStatus(rule), rule, { headers: { "retry-after": String(retryAfter[rule]) } })
}

/** Any error as a problem; null for what nobody foresaw. */
function problemOf(c: Context<AppEnv>, error: unknown): Problem | null {
  if (error instanceof Problem) return error
  if (error instanceof DomainError) {
    const { code, rule, faults } = error
    const known = c.var.text.programs.problems
    const options = {
      detail: selectionRefusals(c.var.text)[rule]?.(error.with),
      ...(faults.length > 0 && { faults: faults.map((fault) => faultOf(c.var.text, fault)) }),
      more: {
        ...(Object.keys(error.with).length > 0 && { parameters: error.with }),
        ...(error.faster && { by: fasterView(error.faster) }),
      },
    }
    // A write of which no version was read was right when it was sent: it lost against one that came at the same time.
    if (rule === "stale" && !c.get("namesVersion")) return new Problem(409, "changed_meanwhile", options)
    return new Problem(statusOf[code], Object.hasOwn(known, rule) ? (rule as ProblemCode) : code, options)
  }
  if (!(error instanceof HTTPException)) return unavailableProblem(c, error)
  return new Problem(error.status as ContentfulStatusCode, edgeProblems[error.status] ?? "bad_request")
}

/** The problem document of a refusal (RFC 9457); the words are in the language of the request. */
export function problemAnswer(c: Context<AppEnv>, error: unknown): Response {
  // Nobody is sent this: the request is made once more (onceMore).
  if (isKeyChanged(error)) return c.body(null, 503)
  const problem = problemOf(c, error)
  const { requestId, text } = c.var
  // As a page does: whoever runs the platform learns of both.
  if (!problem || unavailableIn(error)) logError(c, error)
  const { status, code, options } = problem ?? new Problem(500, "unexpected")
  const { title, why, mend } = text.programs.problems[code]
  const { detail, faults, more, headers } = options
  const content = {
    type: `${c.get("services")?.site ?? ""}${paths.problem(code)}`,
    title,
    status,
    detail: detail ?? `${why}${text.programs.between}${mend}`,
    instance: `urn:uuid:${requestId}`,
    code,
    ...(faults && { faults }),
    ...more,
  }
  return c.body(JSON.stringify(content), status, { ...headers, "content-type": "application/problem+json" })
}
