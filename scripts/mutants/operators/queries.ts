import ts from "typescript"
import { type Found, handed, type Operator, spanOf } from "../fault.ts"

/** What of drizzle-orm is taken for what. */
const exchanges: Record<string, string> = {
  eq: "ne",
  ne: "eq",
  gt: "gte",
  gte: "gt",
  lt: "lte",
  lte: "lt",
  isNull: "isNotNull",
  isNotNull: "isNull",
  inArray: "notInArray",
  notInArray: "inArray",
  exists: "notExists",
  notExists: "exists",
  asc: "desc",
  desc: "asc",
  min: "max",
  max: "min",
}

/** Names that a file has from drizzle-orm under their own name. */
function fromDrizzle(source: ts.SourceFile): Set<string> {
  const names = source.statements
    .filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) => moduleSpecifier.getText(source) === '"drizzle-orm"')
    .flatMap(({ importClause }) => {
      const bindings = importClause?.namedBindings
      return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : []
    })
  return new Set(names)
}

const known = new WeakMap<ts.SourceFile, Set<string>>()

function isDrizzle(node: ts.Expression, source: ts.SourceFile): node is ts.Identifier {
  const names = known.get(source) ?? fromDrizzle(source)
  known.set(source, names)
  return ts.isIdentifier(node) && names.has(node.text)
}

/** One condition of `and(…)` or `or(…)`, or the one of `where(…)`, is left out. */
const dropCondition: Operator = (node, { source }) => {
  if (!ts.isCallExpression(node)) return []
  const { expression: callee, arguments: terms } = node
  const joined = isDrizzle(callee, source) && (callee.text === "and" || callee.text === "or")
  const only = ts.isPropertyAccessExpression(callee) && callee.name.text === "where" && terms.length === 1
  if (!joined && !only) return []
  const whole = (term: ts.Expression) =>
    only && ts.isCallExpression(term) && isDrizzle(term.expression, source)
  return terms
    .filter((term) => !ts.isSpreadElement(term) && !whole(term))
    .map((term): Found => {
      const edits = [{ ...spanOf(term, source), text: "undefined" }]
      return { operator: "drop a condition", code: node, edits, plant: handed(term, source, "nothing") }
    })
}

/** `gt` is taken for `gte`, `isNull` for `isNotNull`, `asc` for `desc`. */
const exchangeComparison: Operator = (node, { source }) => {
  if (!ts.isCallExpression(node) || !isDrizzle(node.expression, source)) return []
  const other = exchanges[node.expression.text]
  if (!other) return []
  const plant = handed(node.expression, source, "drizzle", [`"${other}"`])
  const edits = [{ ...spanOf(node.expression, source), text: other }]
  return [{ operator: "move a query's comparison", code: node, edits, plant }]
}

/** What of a text in SQL is taken for what; the first that fits at a place counts. */
const inSql: readonly [RegExp, (found: string) => string][] = [
  [/\bis not null\b/g, () => "is null"],
  [/\bis null\b/g, () => "is not null"],
  [/\bnot exists\b/g, () => "exists"],
  [/\bnot in\b/g, () => "in"],
  [/(?<!not )\bexists(?= \()/g, () => "not exists"],
  [/(?<=[ )}\w])\s*(<=|>=|<>)\s*/g, (found) => found.replace(/<=|>=|<>/, (sign) => flip[sign]!)],
  [/(?<![<>=])[<>=](?![<>=])/g, (sign) => flip[sign]!],
  [/ and /g, () => " or "],
  [/ or /g, () => " and "],
  [/\basc\b/g, () => "desc"],
  [/\bdesc\b/g, () => "asc"],
  [/\bmin\(/g, () => "max("],
  [/\bmax\(/g, () => "min("],
]
const flip: Record<string, string> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<>", "<>": "=" }

type Piece = ts.NoSubstitutionTemplateLiteral | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail

function piecesOf(template: ts.TemplateLiteral): Piece[] {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return [template]
  return [template.head, ...template.templateSpans.map(({ literal }) => literal)]
}

function changesOf(text: string): { at: number; from: string; to: string }[] {
  const taken: { at: number; from: string; to: string }[] = []
  for (const [pattern, change] of inSql)
    for (const match of text.matchAll(pattern)) {
      const [from, at] = [match[0], match.index]
      const clash = taken.some((one) => at < one.at + one.from.length && one.at < at + from.length)
      if (!clash) taken.push({ at, from, to: change(from) })
    }
  return taken.sort((a, b) => a.at - b.at)
}

/** One word or sign of a text in SQL is exchanged. */
const changeSql: Operator = (node, { source }) => {
  if (!ts.isTaggedTemplateExpression(node) || node.tag.getText(source) !== "sql") return []
  return piecesOf(node.template).flatMap((piece, index) => {
    const start = piece.getStart(source) + 1
    // A piece with a backslash reads otherwise than it is written.
    if (!source.text.startsWith(piece.text, start)) return []
    return changesOf(piece.text).map(({ at, from, to }): Found => {
      const changed = piece.text.slice(0, at) + to + piece.text.slice(at + from.length)
      return {
        operator: "change a query's text",
        code: node,
        edits: [{ start: start + at, end: start + at + from.length, text: to }],
        plant: handed(node.tag, source, "tagged", [`${index}`, JSON.stringify(changed)]),
      }
    })
  })
}

export const queries: readonly Operator[] = [dropCondition, exchangeComparison, changeSql]
