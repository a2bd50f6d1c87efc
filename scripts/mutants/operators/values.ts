import ts from "typescript"
import { around, type Found, handed, type Looking, type Operator, spanOf } from "../fault.ts"

/** Whether a string stands where a value stands: not a name, an address of a module or a type. */
function isValue(node: ts.StringLiteral): boolean {
  const { parent } = node
  if (ts.isLiteralTypeNode(parent) || ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent))
    return false
  if (ts.isElementAccessExpression(parent) || ts.isExternalModuleReference(parent)) return false
  if (ts.isPropertyAssignment(parent)) return parent.name !== node
  return !ts.isPropertySignature(parent) && !ts.isMethodDeclaration(parent) && !ts.isBindingElement(parent)
}

/** A role, a state, a kind or another word of the domain is exchanged with the next one of its list. */
const exchangeWord: Operator = (node, { source, exchanged }) => {
  if (!ts.isStringLiteral(node) || !isValue(node)) return []
  const other = exchanged(node.text)
  if (other === undefined) return []
  const shown = ts.isCaseClause(node.parent) ? node : node.parent
  const edits = [{ ...spanOf(node, source), text: `"${other}"` }]
  const plant = handed(node, source, "other", [`() => "${other}"`])
  return [{ operator: "exchange a value", code: shown, edits, plant }]
}

/** Names that stand for the same sort of thing. */
const sorts = [
  /^(id|\w+Id)$/,
  /^(code|\w+Code)$/,
  /^(at|now|from|to|\w+At|\w+Date|\w+Day)$/,
  /^(cell|organisation|\w+Organisation)$/,
]
const sortOf = (name: string) => sorts.findIndex((sort) => sort.test(name))

/** `a`, `a.b`, `a.b.c`. */
function isPath(node: ts.Node): node is ts.Expression {
  if (ts.isIdentifier(node)) return true
  return ts.isPropertyAccessExpression(node) && !node.questionDotToken && isPath(node.expression)
}

const lastName = (node: ts.Node) =>
  ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : ""

const isAssignment = (kind: ts.SyntaxKind) =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment

/** Whether a path is read here as a whole: not a part of a longer one, not called, not assigned, not a declaration. */
function isRead(node: ts.Expression): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return false
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node
  if (ts.isBinaryExpression(parent)) return parent.left !== node || !isAssignment(parent.operatorToken.kind)
  if (ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent)) return false
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node
  if (ts.isIdentifier(node))
    return ts.isReturnStatement(parent) || ts.isTemplateSpan(parent) || ts.isConditionalExpression(parent)
  return !ts.isBindingElement(parent) && !ts.isParameter(parent) && !ts.isQualifiedName(parent)
}

function functionAround(node: ts.Node): ts.Node | null {
  for (let at = node.parent; at; at = at.parent) if (ts.isFunctionLike(at)) return at
  return null
}

/** Names that a file imports: tables, whose columns are exchanged with columns only. */
function importedNames(source: ts.SourceFile): Set<string> {
  const names = source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause }) => {
    const bindings = importClause?.namedBindings
    return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : []
  })
  return new Set(names)
}

const firstName = (node: ts.Expression): string =>
  ts.isPropertyAccessExpression(node) ? firstName(node.expression) : node.getText()

/** Paths of ids that a function reads, by their sort and whether they are columns, each text once. */
function pathsIn(scope: ts.Node, source: ts.SourceFile): Map<string, string[]> {
  const imported = importedNames(source)
  const found = new Map<string, string[]>()
  const visit = (node: ts.Node) => {
    if (isPath(node) && sortOf(lastName(node)) >= 0 && isRead(node)) {
      const sort = `${sortOf(lastName(node))} ${imported.has(firstName(node))}`
      const texts = found.get(sort) ?? []
      const text = node.getText(source)
      if (!texts.includes(text)) found.set(sort, [...texts, text])
    }
    ts.forEachChild(node, visit)
  }
  visit(scope)
  return found
}

const paths = new WeakMap<ts.Node, Map<string, string[]>>()

/** An id, a code, a moment is exchanged with another one that the same function reads. */
const exchangeId: Operator = (node, { source }) => {
  if (!isPath(node) || !isRead(node)) return []
  const sort = sortOf(lastName(node))
  const scope = sort >= 0 ? functionAround(node) : null
  if (!scope) return []
  const all = paths.get(scope) ?? pathsIn(scope, source)
  paths.set(scope, all)
  const text = node.getText(source)
  const texts = [...all.values()].find((alike) => alike.includes(text)) ?? []
  const other = texts[(texts.indexOf(text) + 1) % texts.length]
  if (other === undefined || other === text) return []
  const edits = [{ ...spanOf(node, source), text: other }]
  const plant = handed(node, source, "other", [`() => ${other}`])
  return [{ operator: "exchange an id", code: node.parent, edits, plant }]
}

/** One element of a list is left out. */
const dropElement: Operator = (node, { source }) => {
  if (!ts.isArrayLiteralExpression(node) || ts.isAsExpression(node.parent)) return []
  return node.elements
    .filter((element) => !ts.isOmittedExpression(element))
    .map((element): Found => {
      const edits = [{ ...spanOf(element, source), text: "...[]" }]
      const open = (number: number) => `...(__mutants.on(${number}) ? [] : [`
      return { operator: "drop an element", code: node, edits, plant: around(element, source, open, "])") }
    })
}

const methods: Record<string, string> = { some: "every", every: "some", min: "max", max: "min" }

/** `some` is taken for `every`, `Math.min` for `Math.max`. */
const exchangeMethod: Operator = (node, { source }) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return []
  const { expression: owner, name } = node.expression
  const other = methods[name.text]
  const numbers = name.text === "min" || name.text === "max"
  if (!other || numbers !== (owner.getText(source) === "Math")) return []
  const edits = [{ ...spanOf(name, source), text: other }]
  const span = { start: owner.getEnd(), end: name.getEnd() }
  const question = node.expression.questionDotToken ? "?." : ""
  return [
    {
      operator: "some for every",
      code: node,
      edits,
      plant: (number) => [
        {
          kind: "replace",
          span,
          text: `${question}[__mutants.other(${number}, "${name.text}", () => "${other}")]`,
          layer: "inner",
        },
      ],
    },
  ]
}

/** A call whose answer nobody uses does not happen. */
const dropCall: Operator = (node, { source }) => {
  if (!ts.isExpressionStatement(node)) return []
  const called = ts.isAwaitExpression(node.expression) ? node.expression.expression : node.expression
  if (!ts.isCallExpression(called) || called.expression.kind === ts.SyntaxKind.SuperKeyword) return []
  const edits = [{ ...spanOf(node, source), text: "{}" }]
  const plant = around(node, source, (number) => `if (__mutants.on(${number})); else `, "")
  return [{ operator: "drop a call", code: node, edits, plant }]
}

export const values: readonly Operator[] = [exchangeWord, exchangeId, dropElement, exchangeMethod, dropCall]

/** Lists of words in types (`"a" | "b"`) and constants (`["a", "b"] as const`) of these files. */
export function wordLists(sources: readonly ts.SourceFile[]): string[][] {
  const lists: string[][] = []
  const keep = (words: string[]) => words.length > 1 && lists.push(words)
  const visit = (node: ts.Node) => {
    if (ts.isTypeAliasDeclaration(node) && ts.isUnionTypeNode(node.type)) {
      const words = node.type.types.map((type) =>
        ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : null,
      )
      if (words.every((word) => word !== null)) keep(words)
    }
    if (ts.isAsExpression(node) && ts.isArrayLiteralExpression(node.expression)) {
      const words = node.expression.elements.map((element) =>
        ts.isStringLiteral(element) ? element.text : null,
      )
      if (words.every((word) => word !== null)) keep(words)
    }
    ts.forEachChild(node, visit)
  }
  for (const source of sources) visit(source)
  return lists
}

/** Each word's neighbour in the shortest list that has it. */
export function exchangeIn(lists: readonly string[][]): Looking["exchanged"] {
  const others = new Map<string, string>()
  for (const words of [...lists].sort((a, b) => a.length - b.length))
    words.forEach((word, index) => {
      const other = words[(index + 1) % words.length]
      if (!others.has(word) && other !== undefined && other !== word) others.set(word, other)
    })
  return (word) => others.get(word)
}
