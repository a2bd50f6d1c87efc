/** Errors of writing where nobody reads or nothing has room: a terminal that was closed, a full disk. */
function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})
}

/** What a disk, a connection or a process beside this one does, whatever this program is like. */
const outside: readonly RegExp[] = [
  /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE|ENOBUFS)$/,
  /^(EPIPE|ECONNRESET|ECONNABORTED|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH)$/,
  /^(ERR_STREAM_PREMATURE_CLOSE|ERR_STREAM_DESTROYED|ERR_IPC_CHANNEL_CLOSED|UND_ERR_SOCKET)$/,
  /^SQLITE_(FULL|IOERR|BUSY)/,
]

/** Whether an error, or what caused it, came from outside of this program. */
export function comesFromOutside(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  if (typeof code === "string" && outside.some((one) => one.test(code))) return true
  const all = error instanceof AggregateError ? error.errors : []
  return all.length > 0 ? all.every(comesFromOutside) : comesFromOutside(error.cause)
}

/**
 * Keeps this process running when a disk that is full or a connection that was cut throws where nobody waits for it:
 * what people stored is in SQLite files, whose transactions hang on nothing of this process, and thousands are served by
 * it. Anything else is a mistake of the program, after which nothing is certain: it calls `giveUp`. `tell` gets a line
 * for each.
 */
export function goOn(tell: (line: string) => void, giveUp: () => void): void {
  ignoreOutputErrors()
  const say = (error: unknown) => {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
    tell(JSON.stringify({ level: "error", event: "process", problem }))
    if (comesFromOutside(error)) return
    tell(
      "程序出错，现在结束；已经确认的数据都已保存，请重新运行 npm start。\n" +
        "A mistake of the program: it ends now. All that was acknowledged is stored; run npm start again.",
    )
    giveUp()
  }
  process.on("uncaughtException", say)
  process.on("unhandledRejection", say)
}
