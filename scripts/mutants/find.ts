import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import type { Edit, Fault, Found, Looking, Operator } from "./fault.ts"
import { conditions } from "./operators/conditions.ts"
import { queries } from "./operators/queries.ts"
import { exchangeIn, values, wordLists } from "./operators/values.ts"

const operators: readonly Operator[] = [...conditions, ...queries, ...values]

/** What is not looked into: types, and what pages show. */
function isLeftOut(node: ts.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isJsxElement(node) ||
    ts.isJsxSelfClosingElement(node) ||
    ts.isJsxFragment(node)
  )
}

/** The name that a node gives to what stands in it; a constant only at the top of a file or for a function. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name?.text
  if (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node)) return node.name.getText()
  if (!ts.isVariableDeclaration(node)) return undefined
  return ts.isSourceFile(node.parent.parent.parent) || holdsFunction(node) ? node.name.getText() : undefined
}

/** The name of the nearest function, method, property or constant around a node. */
function nameAround(node: ts.Node): string {
  const name = nameOf(node)
  if (name !== undefined) return name
  return node.parent ? nameAround(node.parent) : "the file"
}

const holdsFunction = ({ initializer }: ts.VariableDeclaration) =>
  initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim()

/** A text with its edits; they do not touch each other. */
export function edited(text: string, edits: readonly Edit[], from = 0): string {
  let done = text
  for (const { start, end, text: put } of [...edits].sort((a, b) => b.start - a.start))
    done = done.slice(0, start - from) + put + done.slice(end - from)
  return done
}

/** A part of both texts around where they differ, for one line. */
function difference(before: string, after: string): { before: string; after: string } {
  const [a, b] = [oneLine(before), oneLine(after)]
  if (Math.max(a.length, b.length) <= 120) return { before: a, after: b }
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  const from = Math.max(0, same - 40)
  const cut = (text: string) =>
    `${from > 0 ? "…" : ""}${text.slice(from, from + 110)}${text.length > from + 110 ? "…" : ""}`
  return { before: cut(a), after: cut(b) }
}

function faultOf(found: Found, source: ts.SourceFile, file: string, ordinal: (key: string) => number): Fault {
  const { operator, code, edits, plant } = found
  const start = code.getStart(source)
  const text = source.text.slice(start, code.getEnd())
  const inside = nameAround(code.parent ?? code)
  const shown = difference(text, edited(text, edits, start))
  const key = [file, operator, inside, oneLine(text), oneLine(edited(text, edits, start))].join("\n")
  const id = createHash("sha256")
    .update(`${key}\n${ordinal(key)}`)
    .digest("hex")
    .slice(0, 10)
  const line = source.getLineAndCharacterOfPosition(edits[0]?.start ?? start).line + 1
  return { id, file, line, operator, inside, ...shown, edits, plant }
}

export function readSource(root: string, file: string): ts.SourceFile {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.ESNext, true, kind)
}

function faultsIn(source: ts.SourceFile, file: string, exchanged: Looking["exchanged"]): Fault[] {
  const faults: Fault[] = []
  const seen = new Map<string, number>()
  const ordinal = (key: string) => {
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return before
  }
  const visit = (node: ts.Node) => {
    if (isLeftOut(node)) return
    for (const operator of operators)
      for (const found of operator(node, { source, exchanged }))
        faults.push(faultOf(found, source, file, ordinal))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return faults
}

/**
 * Every fault that the operators find in `files`, in their order. Words are exchanged within the lists that the files
 * of `words` declare.
 */
export function findFaults(root: string, files: readonly string[], words: readonly string[]): Fault[] {
  const exchanged = exchangeIn(wordLists(words.map((file) => readSource(root, file))))
  return [...files].sort().flatMap((file) => faultsIn(readSource(root, file), file, exchanged))
}
