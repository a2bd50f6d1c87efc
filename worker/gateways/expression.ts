import { type ASTNode, Environment, EvaluationError, type ParseResult } from "@marcbachmann/cel-js"
import { serialize } from "@marcbachmann/cel-js/serialize"
import {
  type CheckRule,
  type EvaluateRule,
  type ExpressionProblem,
  type Expressions,
  expressionMost,
} from "../domain/selection/expression.ts"
import { namedFigures, type QuarterValues, quarterFigures } from "../domain/selection/figures.ts"
import { isArithmetic, looksAt, type Names, plainNumbers } from "./expression-tree.ts"

const types = { number: "double", text: "string", truth: "bool" } as const
const figureNames = new Set(namedFigures.map(({ name }) => name))
const quarterNames = new Set(quarterFigures.map(({ name }) => name))

/** The library finds the fields of a quarter by its class. */
class Quarter {
  constructor(values: QuarterValues) {
    Object.assign(this, values)
  }
}

const typedLimits = {
  maxAstNodes: 150,
  maxDepth: 16,
  maxListElements: 30,
  maxMapEntries: 1,
  maxCallArguments: 3,
}

function failure(code: string): EvaluationError {
  return new EvaluationError({ code, message: code })
}

function finite(value: number): number {
  if (Number.isFinite(value)) return value
  throw failure("numeric_overflow")
}

function divisor(value: number): number {
  if (value !== 0) return value
  throw failure("division_by_zero")
}

/** The figures as typed variables. All numbers are doubles, and whole numbers that are typed mix with them. */
function figureEnvironment(limits?: typeof typedLimits): Environment {
  const fields = Object.fromEntries(quarterFigures.map(({ name, type }) => [name, types[type]]))
  const environment = new Environment({ limits })
    .registerType("Quarter", { ctor: Quarter, fields })
    .registerVariable("quarters", "list<Quarter>")
    .registerFunction("finite(double): double", finite)
    .registerFunction("finite(int): double", (value: bigint) => Number(value))
    .registerFunction("finite(string): string", (value: string) => value)
    .registerFunction("divisor(double): double", divisor)
    .registerFunction("divisor(int): double", (value: bigint) => divisor(Number(value)))
  for (const { name, type } of namedFigures) environment.registerVariable(name, types[type])
  return withMixedNumbers(environment)
}

function withMixedNumbers(environment: Environment): Environment {
  type Mixed = number | bigint
  const handlers: Record<string, (a: Mixed, b: Mixed) => number> = {
    "+": (a, b) => Number(a) + Number(b),
    "-": (a, b) => Number(a) - Number(b),
    "*": (a, b) => Number(a) * Number(b),
    "/": (a, b) => Number(a) / Number(b),
  }
  for (const [operator, handler] of Object.entries(handlers))
    for (const pair of [`double ${operator} int`, `int ${operator} double`])
      environment.registerOperator(`${pair}: double`, handler)
  return environment
    .registerOperator("double == int", (a: number, b: bigint) => a === Number(b))
    .registerOperator("double in list<int>", (a: number, list: bigint[]) => list.some((b) => Number(b) === a))
}

const typed = figureEnvironment(typedLimits)
/** What is run has calls around what was typed, so it is larger than what may be typed. */
const running = figureEnvironment()

/** The expression as it is run: whole numbers as doubles, sums and quotients watched. */
function watched(node: ASTNode): ParseResult {
  return running.parse(serialize(plainNumbers(node, (inner) => isArithmetic(inner))))
}

interface Compiled {
  run: ParseResult
  names: Names
}

/** What the library's own codes mean for people. */
function problemOf(error: { code: string; range?: { start: number } }): ExpressionProblem {
  const position = { position: (error.range?.start ?? 0) + 1 }
  if (error.code === "limit_exceeded") return { problem: "too_complex" }
  if (error.code === "no_such_key") return { problem: "unknown_field", with: position }
  const typed = ["no_such_overload", "invalid_logical_operand", "no_matching_overload", "type_error"]
  if (typed.includes(error.code)) return { problem: "wrong_type", with: position }
  return { problem: "syntax", with: position }
}

function namesProblem({ unknown, calls, taken, nesting, large }: Names): ExpressionProblem | null {
  if (calls[0] !== undefined) return { problem: "unknown_function", with: { name: calls[0] } }
  if (unknown[0] !== undefined) return { problem: "unknown_figure", with: { name: unknown[0] } }
  if (taken[0] !== undefined) return { problem: "name_taken", with: { name: taken[0] } }
  if (large) return { problem: "number_too_large" }
  return nesting > 1 ? { problem: "too_complex" } : null
}

function compile(expression: string): Compiled | ExpressionProblem {
  if (expression.trim() === "") return { problem: "empty" }
  if (expression.length > expressionMost) return { problem: "too_long", with: { most: expressionMost } }
  try {
    const parsed = typed.parse(expression)
    const names = looksAt(parsed.ast, figureNames, quarterNames)
    const problem = namesProblem(names)
    if (problem) return problem
    const { valid, type, error } = parsed.check()
    if (!valid) return problemOf(error ?? { code: "syntax" })
    if (type !== "bool") return { problem: "not_boolean" }
    const run = watched(typed.parse(expression).ast)
    return run.check().valid ? { run, names } : { problem: "wrong_type", with: { position: 1 } }
  } catch (error) {
    return problemOf(codeOf(error))
  }
}

function codeOf(error: unknown): { code: string; range?: { start: number } } {
  return error instanceof Error && "code" in error ? (error as Error & { code: string }) : { code: "syntax" }
}

/** A figure of a quarter that was not released has no value of its type. */
function failed(error: unknown): { outcome: "missing" | "error"; problem: string | null } {
  const { code } = codeOf(error)
  if (code === "field_type_mismatch") return { outcome: "missing", problem: null }
  const problems: Record<string, string> = {
    division_by_zero: "division_by_zero",
    modulo_by_zero: "division_by_zero",
    numeric_overflow: "overflow",
    index_out_of_bounds: "no_such_quarter",
  }
  return { outcome: "error", problem: problems[code] ?? "failed" }
}

/** The language of the rules: CEL over the named figures. Made anew for each use, it remembers what it compiled. */
export function expressions(): Expressions {
  const known = new Map<string, Compiled | ExpressionProblem>()
  const compiled = (expression: string) => {
    const before = known.get(expression)
    if (before) return before
    const made = compile(expression)
    known.set(expression, made)
    return made
  }
  const check: CheckRule = (expression) => {
    const found = compiled(expression)
    return "problem" in found ? found : null
  }
  const evaluate: EvaluateRule = (expression, { named, quarters }) => {
    const found = compiled(expression)
    if ("problem" in found) return { outcome: "error", figures: {}, problem: found.problem }
    const { run, names } = found
    const own = names.figures.map((name) => [name, named[name] ?? null] as const)
    const figures = Object.fromEntries([
      ...own,
      ...names.quarters.flatMap((field) =>
        quarters.map((quarter) => [`${quarter["period"]}.${field}`, quarter[field] ?? null] as const),
      ),
    ])
    if (own.some(([, value]) => value === null)) return { outcome: "missing", figures, problem: null }
    try {
      const passed: unknown = run({ ...named, quarters: quarters.map((quarter) => new Quarter(quarter)) })
      return { outcome: passed === true ? "pass" : "fail", figures, problem: null }
    } catch (error) {
      return { ...failed(error), figures }
    }
  }
  return { check, evaluate }
}
