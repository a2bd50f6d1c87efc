import type { ASTNode } from "@marcbachmann/cel-js"

/** What an expression looks at, and what it names that there is not. */
export interface Names {
  figures: string[]
  /** Fields of quarters. */
  quarters: string[]
  unknown: string[]
  /** Functions that rules may not call. */
  calls: string[]
  /** Names of figures that the expression would give to something else. */
  taken: string[]
  /** How deep macros stand in one another. */
  nesting: number
  /** A number beyond 10^20 is typed. */
  large: boolean
}

/** They go over a list and give each item a name. */
const macros = new Set(["all", "exists", "exists_one", "filter", "map"])
/** Patterns (`matches`) can run for ever, so they are not among them. */
const methods = new Set(["size", "startsWith", "endsWith", "contains"])
const functions = new Set(["size"])
const largest = 1e20
const arithmetic = new Set(["+", "-", "*", "/"])

function childrenOf(node: ASTNode): ASTNode[] {
  const { op } = node
  if (op === "value" || op === "id") return []
  if (op === "call") return node.args[1]
  if (op === "rcall") return [node.args[1], ...node.args[2]]
  if (op === "list") return node.args
  if (op === "map") return node.args.flat()
  if (op === "!_" || op === "-_") return [node.args]
  if (op === "." || op === ".?") return [node.args[0]]
  return [...node.args]
}

/** Reads the names of an expression from its tree, as it was parsed. */
export function looksAt(root: ASTNode, figures: ReadonlySet<string>, fields: ReadonlySet<string>): Names {
  const found = { figures: new Set<string>(), quarters: new Set<string>() }
  const wrong: Pick<Names, "unknown" | "calls" | "taken"> = { unknown: [], calls: [], taken: [] }
  let nesting = 0
  let large = false

  function identifier(name: string, bound: readonly string[]): void {
    if (bound.includes(name) || name === "quarters") return
    if (figures.has(name)) found.figures.add(name)
    else wrong.unknown.push(name)
  }

  function macro(receiver: ASTNode, args: ASTNode[], bound: readonly string[], depth: number): void {
    nesting = Math.max(nesting, depth + 1)
    visit(receiver, bound, depth)
    const [item, ...bodies] = args
    const name = item?.op === "id" ? item.args : ""
    if (figures.has(name) || name === "quarters") wrong.taken.push(name)
    for (const body of bodies) visit(body, [...bound, name], depth + 1)
  }

  function call(name: string, known: ReadonlySet<string>): void {
    if (!known.has(name)) wrong.calls.push(name)
  }

  function visit(node: ASTNode, bound: readonly string[], depth: number): void {
    if (node.op === "rcall" && macros.has(node.args[0])) {
      macro(node.args[1], node.args[2], bound, depth)
      return
    }
    if (node.op === "id") identifier(node.args, bound)
    else if (node.op === "value") large ||= Math.abs(Number(node.args)) > largest
    else if (node.op === "rcall") call(node.args[0], methods)
    else if (node.op === "call") call(node.args[0], functions)
    else if (node.op === "." && fields.has(node.args[1])) found.quarters.add(node.args[1])
    for (const child of childrenOf(node)) visit(child, bound, depth)
  }

  visit(root, [], 0)
  return { figures: [...found.figures], quarters: [...found.quarters], ...wrong, nesting, large }
}

/** Whether a node calculates. */
export function isArithmetic({ op }: ASTNode): boolean {
  return arithmetic.has(op)
}

/**
 * The tree with whole numbers as doubles (but for places in lists), every node that `watch` picks inside `finite(…)` and
 * every divisor inside `divisor(…)`: CEL itself lets doubles become infinite.
 */
export function plainNumbers(node: ASTNode, watch: (node: ASTNode) => boolean): ASTNode {
  const inner = (child: ASTNode) => plainNumbers(child, watch)
  const call = (name: string, child: ASTNode) => ({ op: "call", args: [name, [child]] }) as unknown as ASTNode
  const made = { op: node.op, args: argumentsOf(node, inner, call) } as unknown as ASTNode
  return watch(node) ? call("finite", made) : made
}

function argumentsOf(
  node: ASTNode,
  inner: (child: ASTNode) => ASTNode,
  call: (name: string, child: ASTNode) => ASTNode,
): unknown {
  const { op, args } = node
  if (op === "value") return typeof args === "bigint" ? Number(args) : args
  if (op === "id") return args
  if (op === "call") return [args[0], args[1].map(inner)]
  if (op === "rcall") return [args[0], inner(args[1]), args[2].map(inner)]
  if (op === "list") return args.map(inner)
  if (op === "map") return args.map((entry) => entry.map(inner))
  if (op === "!_" || op === "-_") return inner(args)
  if (op === "." || op === ".?") return [inner(args[0]), args[1]]
  if (op === "[]" || op === "[?]") return [inner(args[0]), args[1]]
  if (op === "/") return [inner(args[0]), call("divisor", inner(args[1]))]
  return args.map(inner)
}
