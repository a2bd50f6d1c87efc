import ts from "typescript"
import { type Found, handed, type Operator, spanOf } from "../fault.ts"

const leaves = new Set([
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.ContinueStatement,
  ts.SyntaxKind.BreakStatement,
])

function isExit(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return statement.statements.length > 0 && isExit(statement.statements.at(-1)!)
  return leaves.has(statement.kind)
}

/** `if (…) throw`, or any other `if` without `else`, never happens. */
const dropGuard: Operator = (node, { source }) => {
  if (!ts.isIfStatement(node) || node.elseStatement) return []
  const operator = isExit(node.thenStatement) ? "drop a guard" : "drop a branch"
  const edits = [{ ...spanOf(node, source), text: "{}" }]
  return [{ operator, code: node, edits, plant: handed(node.expression, source, "never") }]
}

/** The sign of `a && b` or `a || b`; null for anything else. */
function joint(node: ts.Node): ts.SyntaxKind | null {
  if (!ts.isBinaryExpression(node)) return null
  const { kind } = node.operatorToken
  const joins = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken
  return joins ? kind : null
}

/** Whether only the truth of an expression counts, not its value. */
function asksTruth(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isParenthesizedExpression(parent)) return asksTruth(parent)
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken
  if (joint(parent) !== null) return asksTruth(parent)
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent))
    return parent.expression === node
  if (ts.isConditionalExpression(parent) || ts.isForStatement(parent)) return parent.condition === node
  return false
}

const comparing = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.InstanceOfKeyword,
])

/** Whether an expression is true or false by its form. */
function isTruth(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isTruth(node.expression)
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken
  if (!ts.isBinaryExpression(node)) return false
  return joint(node) !== null
    ? isTruth(node.left) && isTruth(node.right)
    : comparing.has(node.operatorToken.kind)
}

/** One term of `a && b` or `a || b` is not asked for. */
const dropTerm: Operator = (node, { source }) => {
  const sign = joint(node)
  if (!ts.isBinaryExpression(node) || sign === null) return []
  const and = sign === ts.SyntaxKind.AmpersandAmpersandToken
  const sameChain = joint(node.left) === sign
  const truth = asksTruth(node) || isTruth(node)
  const terms: { dropped: ts.Expression; kept: ts.Expression }[] = []
  if (!sameChain) terms.push({ dropped: node.left, kept: node.right })
  if (truth) terms.push({ dropped: node.right, kept: node.left })
  return terms.map(({ dropped, kept }): Found => {
    const edits = [{ ...spanOf(node, source), text: kept.getText(source) }]
    const plant = handed(dropped, source, and ? "always" : "never")
    return { operator: "drop a term", code: node, edits, plant }
  })
}

const moved: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.LessThanToken]: "<=",
  [ts.SyntaxKind.LessThanEqualsToken]: "<",
  [ts.SyntaxKind.GreaterThanToken]: ">=",
  [ts.SyntaxKind.GreaterThanEqualsToken]: ">",
}

const turned: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.MinusToken]: "+",
  [ts.SyntaxKind.AsteriskToken]: "/",
  [ts.SyntaxKind.SlashToken]: "*",
}

/** `<` is taken for `<=`, `-` for `+`. Both sides are worked out once. */
const moveComparison: Operator = (node, { source }) => {
  if (!ts.isBinaryExpression(node)) return []
  const token = node.operatorToken
  const other = moved[token.kind] ?? turned[token.kind]
  if (!other) return []
  const span = spanOf(token, source)
  const own = `"${token.getText(source)}"`
  const call = handed(node, source, "between", [own, `"${other}"`])
  return [
    {
      operator: moved[token.kind] ? "move a comparison" : "turn a sign",
      code: node,
      edits: [{ ...span, text: other }],
      plant: (number) => [...call(number), { kind: "replace", span, text: ",", layer: "inner" }],
    },
  ]
}

/** The two ways of `a ? b : c`, or of `if … else`, are exchanged. */
const swapWays: Operator = (node, { source }) => {
  if (ts.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node
    if (whenTrue.getText(source) === whenFalse.getText(source)) return []
    const edits = [
      { ...spanOf(whenTrue, source), text: whenFalse.getText(source) },
      { ...spanOf(whenFalse, source), text: whenTrue.getText(source) },
    ]
    const plant = handed(condition, source, "not")
    return [{ operator: "swap two cases", code: node, edits, plant }]
  }
  if (!ts.isIfStatement(node) || !node.elseStatement) return []
  const span = spanOf(node.expression, source)
  const edits = [{ ...span, text: `!(${node.expression.getText(source)})` }]
  const plant = handed(node.expression, source, "not")
  return [{ operator: "swap two cases", code: node, edits, plant }]
}

/** The labels of two neighbouring cases of a `switch` are exchanged. */
const swapLabels: Operator = (node, { source }) => {
  if (!ts.isCaseBlock(node)) return []
  const cases = node.clauses.filter(ts.isCaseClause)
  return cases.slice(1).flatMap((second, index): Found[] => {
    const first = cases[index]!
    const texts = [first, second].map(({ expression }) => expression.getText(source))
    const [here, there] = [texts[0]!, texts[1]!]
    const plants = [
      handed(first.expression, source, "other", [`() => ${there}`]),
      handed(second.expression, source, "other", [`() => ${here}`]),
    ]
    return [
      {
        operator: "swap two cases",
        code: node,
        edits: [
          { ...spanOf(first.expression, source), text: there },
          { ...spanOf(second.expression, source), text: here },
        ],
        plant: (number) => plants.flatMap((plant) => plant(number)),
      },
    ]
  })
}

export const conditions: readonly Operator[] = [dropGuard, dropTerm, moveComparison, swapWays, swapLabels]
