/** Errors of writing where nobody reads or nothing has room: a terminal that was closed, a full disk. */
function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})
}

/**
 * Keeps this process running whatever a timer, a stream or a forgotten promise throws: what people stored is in SQLite
 * files, whose transactions hang on nothing of this process, and thousands are served by it. `tell` gets a line for each.
 */
export function goOn(tell: (line: string) => void): void {
  ignoreOutputErrors()
  const say = (error: unknown) => {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
    tell(JSON.stringify({ level: "error", event: "process", problem }))
  }
  process.on("uncaughtException", say)
  process.on("unhandledRejection", say)
}
