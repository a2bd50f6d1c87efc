/** An error of one statement or one request, as Hrana reports it: a code and a sentence. */
export class HranaError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = "HranaError"
    this.code = code
  }
}

/** A request as a whole that cannot be served; `status` is the HTTP status of the answer. */
export class RequestError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = "RequestError"
    this.status = status
    this.code = code
  }
}

/** Shorthand for a body that is not Hrana: HTTP 400. */
export function malformed(what: string): RequestError {
  return new RequestError(400, "HRANA_PROTO_ERROR", `Malformed request: ${what}`)
}

type NativeError = { message: string; code: string; rawCode: number }

function isNativeError(error: unknown): error is NativeError {
  return error instanceof Error && typeof (error as Partial<NativeError>).code === "string"
}

/** True when another process holds the lock, so that the same statement may succeed a little later. */
export function isBusy(error: unknown): boolean {
  return isNativeError(error) && error.code.startsWith("SQLITE_BUSY") && error.code !== "SQLITE_BUSY_SNAPSHOT"
}

/** True when a transaction has read, somebody else has written since, and it can no longer write itself. */
export function isStaleSnapshot(error: unknown): boolean {
  return isNativeError(error) && error.code === "SQLITE_BUSY_SNAPSHOT"
}

const constraintNames: Record<number, string> = {
  3091: "SQLITE_CONSTRAINT_DATATYPE",
  2835: "SQLITE_CONSTRAINT_PINNED",
}

const brokenOff = ["SQLITE_FULL", "SQLITE_IOERR", "SQLITE_NOMEM", "SQLITE_INTERRUPT", "SQLITE_CORRUPT"]

/** True when a statement was stopped from outside in its middle: its connection may not be used again. */
export function isBrokenOff(error: unknown): boolean {
  return isNativeError(error) && brokenOff.some((code) => error.code.startsWith(code))
}

/** The Hrana form of anything a statement threw; SQLite's extended code names are kept. */
export function toHranaError(error: unknown): HranaError {
  if (error instanceof HranaError) return error
  if (isNativeError(error)) return new HranaError(codeName(error), `SQLite error: ${error.message}`)
  return new HranaError("INTERNAL_ERROR", error instanceof Error ? error.message : String(error))
}

function codeName(error: NativeError): string {
  if (!error.code.startsWith("UNKNOWN")) return error.code
  return (
    constraintNames[error.rawCode] ?? ((error.rawCode & 0xff) === 19 ? "SQLITE_CONSTRAINT" : "SQLITE_ERROR")
  )
}
