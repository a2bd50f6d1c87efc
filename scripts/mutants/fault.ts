import type ts from "typescript"

/** A part of a file's text that is replaced. */
export interface Edit {
  start: number
  end: number
  text: string
}

/**
 * A part of the planted text: `open` and `close` stand around `span`, `replace` stands for it. At one place the outer
 * of two layers opens first.
 */
export interface Mark {
  kind: "open" | "close" | "replace"
  span: { start: number; end: number }
  text: string
  layer: "outer" | "inner"
}

/** What an operator has found: a piece of code, how the fault changes it, and how a switch for it is planted. */
export interface Found {
  operator: string
  /** The piece that is shown, and that the fault is known by. */
  code: ts.Node
  edits: Edit[]
  /** The switch with this number: planted code does as before until the switch is on. */
  plant: (number: number) => Mark[]
}

/** A fault that can be planted. */
export interface Fault {
  /** Made of file, operator, function and text: the same after lines have moved. */
  id: string
  file: string
  line: number
  operator: string
  /** The nearest function or constant that has a name. */
  inside: string
  before: string
  after: string
  edits: Edit[]
  plant: Found["plant"]
}

/** What an operator looks into. */
export interface Looking {
  source: ts.SourceFile
  /** For a word of the domain, the one that it is exchanged with. */
  exchanged: (word: string) => string | undefined
}

export type Operator = (node: ts.Node, looking: Looking) => Found[]

/** The text of a node without what stands before it. */
export function spanOf(node: ts.Node, source: ts.SourceFile): { start: number; end: number } {
  return { start: node.getStart(source), end: node.getEnd() }
}

/** An expression is handed to a function of the switch, `name(number, expression, …)`. */
export function handed(
  node: ts.Node,
  source: ts.SourceFile,
  name: string,
  rest: readonly string[] = [],
): Found["plant"] {
  const span = spanOf(node, source)
  const tail = rest.map((text) => `, ${text}`).join("")
  return (number) => [
    { kind: "open", span, text: `__mutants.${name}(${number}, `, layer: "inner" },
    { kind: "close", span, text: `${tail})`, layer: "inner" },
  ]
}

/** Something stands around a node; outside of all that is handed. */
export function around(
  node: ts.Node,
  source: ts.SourceFile,
  open: (number: number) => string,
  close: string,
): Found["plant"] {
  const span = spanOf(node, source)
  return (number) => [
    { kind: "open", span, text: open(number), layer: "outer" },
    { kind: "close", span, text: close, layer: "outer" },
  ]
}
