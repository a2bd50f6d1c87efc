import { Unreadable } from "./stored.ts"
import { FileLost, unavailableIn } from "./unavailable.ts"

/** What a log may hold of an error. */
export interface ErrorRecord {
  error: string
  message: string
  /** The SQL of a failed query, without its parameters. */
  query?: string
  /** The object of the bucket that is missing or damaged. */
  file?: string
  /** The column or object that is not what it must be, and its first field that does not fit. */
  stored?: string
  /** Where it was thrown: frames only. */
  stack: string[]
}

const mostFrames = 12
const mostCharacters = 500
const MOST_LOOKED_AT = 2000

/**
 * A message without what people typed: e-mails, quoted texts, long words such as tokens. JSON.parse quotes what it
 * read, whatever that is, so its messages go altogether.
 */
function safeMessage(error: Error): string {
  if (error instanceof SyntaxError) return "(not logged)"
  // Expressions that look for words take long where a word is: what is cut off takes its last word along.
  const { message } = error
  const cut = message.length > MOST_LOOKED_AT ? message.slice(0, MOST_LOOKED_AT).replace(/\S*$/, "") : message
  return cut
    .replace(/\S+@\S+/g, "…")
    .replace(/"[^"]*"?|“[^”]*”?|`[^`]*`?/g, "“…”")
    .replace(/\S{32,}/g, "…")
    .slice(0, mostCharacters)
}

function framesOf(error: Error): string[] {
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line))
  return frames.slice(0, mostFrames).map((line) => line.trim())
}

/** The innermost error: drivers wrap what really happened. */
function rootOf(error: Error, depth = 0): Error {
  return error.cause instanceof Error && depth < 5 ? rootOf(error.cause, depth + 1) : error
}

/** An error to be thrown where the runtime itself writes down what is thrown: with what errorRecord leaves. */
export function safeError(error: unknown): Error {
  const { error: name, message, query, file, stored } = errorRecord(error)
  const about = stored ?? query ?? file
  return new Error(`${name}: ${message}${about === undefined ? "" : ` (${about})`}`)
}

/**
 * An error for the log, without personal data: drizzle's own message carries every parameter of the query, so of a
 * wrapped error only the innermost message stands, beside the SQL with its placeholders.
 */
export function errorRecord(error: unknown): ErrorRecord {
  if (!(error instanceof Error)) return { error: typeof error, message: "(not logged)", stack: [] }
  const root = rootOf(error)
  const failed = "query" in error && "params" in error
  // Without a cause the message would be the query with its parameters.
  const message = failed && root === error ? "the query failed" : safeMessage(root)
  const query =
    failed && typeof error.query === "string"
      ? error.query.replace(/'(?:[^']|'')*'/g, "'…'").slice(0, 2 * mostCharacters)
      : undefined
  const lost = unavailableIn(error)
  const file = lost instanceof FileLost ? lost.key : undefined
  return {
    error: error.name,
    message,
    ...(query === undefined ? {} : { query }),
    ...(file === undefined ? {} : { file }),
    ...(root instanceof Unreadable ? { stored: `${root.stored} → ${root.field || "(whole)"}` } : {}),
    stack: framesOf(error),
  }
}
