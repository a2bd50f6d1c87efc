import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import ts from "typescript"
import { expect, test } from "vitest"

/**
 * Who may call JSON.parse, whose answer fits every type: the one reader of what is stored, and the edge, which reads
 * what others sent and has it looked through by a schema or by hand.
 */
const parsers = [
  // What an earlier page kept in the browser's store.
  "web/islands/saving/copy.ts",
  "worker/domain/stored.ts",
  "worker/env.ts",
  "worker/http/api/json-text.ts",
  "worker/http/api/read-json.ts",
  "worker/http/forms/book-carried.ts",
  "worker/http/forms/changed-lines.ts",
  "worker/http/forms/passkey-answer.ts",
  "worker/http/forms/receipt-file.ts",
  "worker/http/forms/upload.ts",
]

/** Browser code reads what the same build wrote into its page or answers it; nothing of it is stored. */
const inPages = [
  "web/islands/filing/autosave.ts",
  "web/islands/filing/start.ts",
  "web/islands/passkey.tsx",
  "web/islands/saving/send.ts",
  "web/islands/verification/start.ts",
]

/**
 * What a write was answered is given again to whoever asks the same once more, as the type that its act answers: the
 * last cast, until an act says itself what it answers.
 */
const lastCast = "worker/data/write.ts"

const folders = ["worker", "web", "schema", "scripts/backup", "scripts/seeding", "scripts/start"]

const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(".", join(entry.parentPath, entry.name))),
)

/** What a parenthesis, an await or a cast stands around. */
function inside(node: ts.Node): ts.Node {
  const around = ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isAsExpression(node)
  return around || ts.isNonNullExpression(node) ? inside(node.expression) : node
}

/** A call that answers JSON of which nothing is known. */
function parses(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false
  const called = node.expression.getText()
  return called === "JSON.parse" || called === "anyJson" || called.endsWith(".json")
}

/** What kept counts answer (`keptCounts`): rows of JSON of which nothing is known but that they are rows. */
const isCounted = (node: ts.Node) => ts.isCallExpression(node) && node.expression.getText().endsWith(".read")

/** Lines where parsed JSON is called something that nobody looked whether it is: by a cast, a type, or spread. */
function unchecked(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const named = new Set<string>()
  const found: string[] = []
  const isParsed = (node: ts.Node) => parses(node) || (ts.isIdentifier(node) && named.has(node.text))
  const note = (node: ts.Node) =>
    found.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`)
  const look = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer && parses(inside(node.initializer))) {
      if (ts.isIdentifier(node.name)) named.add(node.name.text)
      if (node.type ? node.type.kind !== ts.SyntaxKind.UnknownKeyword : !ts.isIdentifier(node.name))
        note(node)
    } else if (ts.isBinaryExpression(node) && ts.isIdentifier(node.left) && parses(inside(node.right))) {
      named.add(node.left.text)
    } else if (ts.isAsExpression(node) && (isParsed(inside(node.expression)) || isCounted(node.expression))) {
      if (node.type.kind !== ts.SyntaxKind.UnknownKeyword) note(node)
    } else if (ts.isPropertyAccessExpression(node) && parses(inside(node.expression))) note(node)
    ts.forEachChild(node, look)
  }
  look(tree)
  return found
}

test("what is parsed from JSON is looked through: no cast, no type that it is only called", () => {
  expect(files.length).toBeGreaterThan(700)
  const found = files
    .filter((file) => !inPages.includes(file))
    .flatMap((file) => unchecked(file, readFileSync(file, "utf8")))
  expect(found.filter((place) => !place.startsWith(lastCast))).toEqual([])
  expect(found.length).toBeLessThanOrEqual(1)
})

test("JSON.parse stands where its answer is of no type yet", () => {
  const calling = files.filter((file) => /\bJSON\.parse\(/.test(readFileSync(file, "utf8")))
  const worker = calling.filter((file) => file.startsWith("worker/") || file.startsWith("web/"))
  expect(worker.filter((file) => ![...inPages, lastCast].includes(file)).sort()).toEqual(parsers)
})

test.each([
  ["a cast", "const a = JSON.parse(text) as Row"],
  ["a cast of what was awaited", "const a = (await answer.json()) as Row"],
  ["a cast through unknown", "const a = JSON.parse(text) as unknown as Row"],
  ["a type", "const a: Row = JSON.parse(text)"],
  ["a field", "const a = JSON.parse(text).name"],
  ["fields at once", "const { name } = JSON.parse(text)"],
  ["a cast of its name", "const a: unknown = anyJson(text)\nuse(a as Row)"],
  ["a cast of what it was put into", "let a: unknown\na = anyJson(text)\nuse(a as Row)"],
  ["a cast of what was counted", "const a = counted.read(rows) as Row[]"],
])("%s is found", (_, source) => {
  expect(unchecked("a.ts", source)).toHaveLength(1)
})
