import { HranaError } from "./errors.ts"
import { type Token, tokensOf } from "./tokens.ts"

/** What a statement does, as far as locks and results depend on it. */
type StatementKind = "read" | "insert" | "change" | "write" | "begin" | "control" | "explain"

/** One SQL statement, looked at once: its text, its kind, and its parameters in SQLite's numbering. */
export type SqlText = {
  sql: string
  kind: StatementKind
  /** BEGIN IMMEDIATE or EXCLUSIVE: takes the write lock at once */
  immediate: boolean
  /** libSQL's BEGIN READONLY */
  readOnly: boolean
  /** leaves something behind in its connection: a pragma, a temporary table, an attached file */
  altersConnection: boolean
  /** name with its prefix (`:a`, `@a`, `$a`, `?5`) or null, at number − 1 */
  parameters: (string | null)[]
}

const kinds: Record<string, StatementKind> = {
  SELECT: "read",
  VALUES: "read",
  INSERT: "insert",
  REPLACE: "insert",
  UPDATE: "change",
  DELETE: "change",
  BEGIN: "begin",
  COMMIT: "control",
  END: "control",
  ROLLBACK: "control",
  SAVEPOINT: "control",
  RELEASE: "control",
  EXPLAIN: "explain",
}
const writingPragmas = new Set(["OPTIMIZE", "INCREMENTAL_VACUUM", "JOURNAL_MODE"])
const askingPragmas = /^(table|index|foreign_key|integrity|quick|wal)_/i

/** Reads along one statement's tokens and keeps what the outline needs. */
class Outline {
  readonly words: string[] = []
  readonly parameters: (string | null)[] = []
  assigns = false
  /** something in parentheses, which sets a pragma as `=` does */
  calls = false
  /** open BEGIN and CASE blocks inside a trigger, where a semicolon ends nothing */
  blocks = 0
  private depth = 0
  private readonly numbers = new Map<string, number>()

  see(token: Token): void {
    if (token.type === "parameter") this.seeParameter(token.text)
    else if (token.type === "word") this.seeWord(token.text.toUpperCase())
    else if (token.text === "(") this.open()
    else if (token.text === ")") this.depth -= 1
    else if (token.text === "=") this.assigns = true
  }

  private open(): void {
    this.depth += 1
    this.calls = true
  }

  private seeWord(word: string): void {
    if (this.depth === 0 && this.words.length < 40) this.words.push(word)
    if (this.words[0] !== "CREATE" || !this.words.slice(1, 4).includes("TRIGGER")) return
    if (word === "BEGIN" || word === "CASE") this.blocks += 1
    if (word === "END") this.blocks -= 1
  }

  private seeParameter(text: string): void {
    if (text === "?") {
      this.parameters.push(null)
    } else if (text.startsWith("?")) {
      const position = Number(text.slice(1))
      if (position < 1 || position > 32766)
        throw new HranaError("SQLITE_ERROR", `SQLite error: no parameter ${text}`)
      while (this.parameters.length < position) this.parameters.push(null)
      this.parameters[position - 1] ??= text
    } else if (!this.numbers.has(text)) {
      this.numbers.set(text, this.parameters.push(text))
    }
  }
}

/**
 * Outlines one SQL statement without parsing it.
 * @throws HranaError SQL_NO_STATEMENT or SQL_MANY_STATEMENTS: the native package would silently run only the first
 */
export function readSqlText(source: string): SqlText {
  const outline = new Outline()
  let start = -1
  let ended = false
  for (const token of tokensOf(source)) {
    if (token.text === ";" && outline.blocks === 0) {
      ended = start !== -1
      continue
    }
    if (ended) throw new HranaError("SQL_MANY_STATEMENTS", "SQL string contains more than one statement")
    if (start === -1) start = token.at
    outline.see(token)
  }
  if (start === -1) throw new HranaError("SQL_NO_STATEMENT", "SQL string does not contain any statement")
  const { words, parameters, assigns } = outline
  const [verb = "", second = "", third = ""] = words
  return {
    sql: source.slice(start),
    kind: kindOf(words, assigns),
    immediate: verb === "BEGIN" && (second === "IMMEDIATE" || second === "EXCLUSIVE"),
    readOnly: verb === "BEGIN" && (second === "READONLY" || third === "READONLY"),
    altersConnection: altersConnection(outline),
    parameters,
  }
}

function altersConnection({ words, assigns, calls }: Outline): boolean {
  const [verb = "", second = ""] = words
  if (verb === "PRAGMA") return assigns || (calls && !words.some((word) => askingPragmas.test(word)))
  return verb === "ATTACH" || verb === "DETACH" || second === "TEMP" || second === "TEMPORARY"
}

function kindOf(words: string[], assigns: boolean): StatementKind {
  const verb = words[0] ?? ""
  if (verb === "WITH") return words.map((word) => kinds[word]).find(isMainVerb) ?? "read"
  if (verb === "PRAGMA") return assigns || words.some((word) => writingPragmas.has(word)) ? "write" : "read"
  return kinds[verb] ?? "write"
}

function isMainVerb(kind: StatementKind | undefined): kind is StatementKind {
  return kind === "read" || kind === "insert" || kind === "change"
}
