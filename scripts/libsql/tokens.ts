/** One token of SQL; comments and blanks are left out. */
export type Token = { type: "word" | "parameter" | "quoted" | "symbol"; text: string; at: number }

const wordPattern = /[\w$\u0080-\uffff]+/y
const parameterPattern = /\?\d*|[:@#$][\w$\u0080-\uffff]+/y

function matchAt(pattern: RegExp, sql: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(sql)?.[0] ?? ""
}

function endOfQuoted(sql: string, at: number): number {
  const close = sql[at] === "[" ? "]" : sql[at]!
  let end = sql.indexOf(close, at + 1)
  while (end !== -1 && close !== "]" && sql[end + 1] === close) end = sql.indexOf(close, end + 2)
  return end === -1 ? sql.length : end + 1
}

function endOfComment(sql: string, at: number): number {
  const line = sql[at] === "-"
  const end = sql.indexOf(line ? "\n" : "*/", at + 2)
  return end === -1 ? sql.length : end + (line ? 1 : 2)
}

/** Splits SQL into tokens: enough to count statements and to find their verb and parameters. */
export function* tokensOf(sql: string): Generator<Token> {
  let at = 0
  while (at < sql.length) {
    const char = sql[at]!
    if (char <= " " || char === "\ufeff") {
      at += 1
    } else if (sql.startsWith("--", at) || sql.startsWith("/*", at)) {
      at = endOfComment(sql, at)
    } else {
      const token = tokenAt(sql, at, char)
      yield token
      at += token.text.length
    }
  }
}

function tokenAt(sql: string, at: number, char: string): Token {
  if (char === "'" || char === '"' || char === "`" || char === "[") {
    return { type: "quoted", text: sql.slice(at, endOfQuoted(sql, at)), at }
  }
  const parameter = matchAt(parameterPattern, sql, at)
  if (parameter) return { type: "parameter", text: parameter, at }
  const word = matchAt(wordPattern, sql, at)
  return word ? { type: "word", text: word, at } : { type: "symbol", text: char, at }
}
