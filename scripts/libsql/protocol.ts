import { malformed } from "./errors.ts"
import { decodeValue, type NativeValue } from "./values.ts"

export type SqlSource = { sql: string | undefined; sqlId: number | undefined }
export type Stmt = SqlSource & {
  args: NativeValue[]
  namedArgs: { name: string; value: NativeValue }[]
  wantRows: boolean
}
export type Condition =
  | { type: "ok" | "error"; step: number }
  | { type: "not"; cond: Condition }
  | { type: "and" | "or"; conds: Condition[] }
  | { type: "is_autocommit" }
export type Step = { stmt: Stmt; condition: Condition | undefined }
export type StreamRequest =
  | { type: "execute"; stmt: Stmt }
  | { type: "batch"; steps: Step[] }
  | { type: "sequence" | "describe"; source: SqlSource }
  | { type: "store_sql"; sqlId: number; sql: string }
  | { type: "close_sql"; sqlId: number }
  | { type: "get_autocommit" | "close" }
export type PipelineBody = { baton: string | undefined; requests: StreamRequest[] }

type Json = Record<string, unknown>

const conditionDepth = 100

function object(value: unknown, what: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw malformed(`${what} must be an object`)
  return value as Json
}

function array(value: unknown, what: string): unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw malformed(`${what} must be an array`)
  return value
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string") throw malformed(`${what} must be a string`)
  return value
}

function integer(value: unknown, what: string): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw malformed(`${what} must be an integer`)
  return value
}

function optional<T>(value: unknown, what: string, read: (value: unknown, what: string) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value, what)
}

/**
 * Reads the body of a pipeline request, Hrana 2 and 3 in JSON.
 * @throws RequestError 400 naming what is wrong
 */
export function decodePipeline(raw: string): PipelineBody {
  let parsed: unknown
  try {
    parsed = JSON.parse(raw)
  } catch {
    throw malformed("the body is not JSON")
  }
  const body = object(parsed, "the body")
  if (!Array.isArray(body["requests"])) throw malformed("`requests` must be an array")
  return { baton: optional(body["baton"], "`baton`", text), requests: body["requests"].map(decodeRequest) }
}

function decodeRequest(raw: unknown): StreamRequest {
  const request = object(raw, "a request")
  const { type } = request
  switch (type) {
    case "execute":
      return { type, stmt: decodeStmt(request["stmt"]) }
    case "batch":
      return { type, steps: array(object(request["batch"], "`batch`")["steps"], "`steps`").map(decodeStep) }
    case "sequence":
    case "describe":
      return { type, source: decodeSource(request) }
    case "store_sql":
      return { type, sqlId: integer(request["sql_id"], "`sql_id`"), sql: text(request["sql"], "`sql`") }
    case "close_sql":
      return { type, sqlId: integer(request["sql_id"], "`sql_id`") }
    case "get_autocommit":
    case "close":
      return { type }
    default:
      throw malformed(`unknown type of request ${JSON.stringify(type)}`)
  }
}

function decodeSource(raw: Json): SqlSource {
  return { sql: optional(raw["sql"], "`sql`", text), sqlId: optional(raw["sql_id"], "`sql_id`", integer) }
}

function decodeStmt(raw: unknown): Stmt {
  const stmt = object(raw, "`stmt`")
  return {
    ...decodeSource(stmt),
    args: array(stmt["args"], "`args`").map(decodeValue),
    namedArgs: array(stmt["named_args"], "`named_args`").map(decodeNamed),
    wantRows: stmt["want_rows"] !== false,
  }
}

function decodeNamed(raw: unknown): { name: string; value: NativeValue } {
  const named = object(raw, "a named argument")
  return { name: text(named["name"], "`name`"), value: decodeValue(named["value"]) }
}

function decodeStep(raw: unknown): Step {
  const step = object(raw, "a step")
  return {
    stmt: decodeStmt(step["stmt"]),
    condition: optional(step["condition"], "`condition`", (nested) => decodeCondition(nested, 0)),
  }
}

function decodeCondition(raw: unknown, depth: number): Condition {
  if (depth > conditionDepth) throw malformed("a condition is nested too deeply")
  const inner = (nested: unknown) => decodeCondition(nested, depth + 1)
  const condition = object(raw, "a condition")
  const { type } = condition
  switch (type) {
    case "ok":
    case "error":
      return { type, step: integer(condition["step"], "`step`") }
    case "not":
      return { type, cond: inner(condition["cond"]) }
    case "and":
    case "or":
      return { type, conds: array(condition["conds"], "`conds`").map(inner) }
    case "is_autocommit":
      return { type }
    default:
      throw malformed(`unknown type of condition ${JSON.stringify(type)}`)
  }
}
