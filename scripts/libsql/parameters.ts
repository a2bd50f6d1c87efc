import { HranaError } from "./errors.ts"
import type { Stmt } from "./protocol.ts"
import type { SqlText } from "./sql-text.ts"
import type { NativeValue } from "./values.ts"

/**
 * The values to bind, one for every parameter of the statement: the native package keeps the values of the
 * run before where none is given. Names match with and without their prefix.
 * @throws HranaError ARGS_INVALID for an argument without a place or a place without an argument
 */
export function parametersFor(text: SqlText, stmt: Stmt): NativeValue[] {
  const values: (NativeValue | undefined)[] = text.parameters.map((_, index) => stmt.args[index])
  if (stmt.args.length > values.length) {
    throw invalid(`too many parameters, expected ${values.length} found ${stmt.args.length}`)
  }
  for (const { name, value } of stmt.namedArgs) {
    const places = text.parameters.flatMap((known, index) => (matches(known, name) ? [index] : []))
    if (places.length === 0) throw invalid(`no parameter is named ${JSON.stringify(name)}`)
    for (const place of places) values[place] = value
  }
  return values.map((value, index) => {
    if (value === undefined)
      throw invalid(`value for parameter ${text.parameters[index] ?? index + 1} not found`)
    return value
  })
}

function matches(parameter: string | null, name: string): boolean {
  return parameter !== null && (parameter === name || parameter.slice(1) === name)
}

function invalid(why: string): HranaError {
  return new HranaError("ARGS_INVALID", `Arguments do not match SQL parameters: ${why}`)
}
