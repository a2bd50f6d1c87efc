import { Session } from "node:inspector/promises"

interface CoverageRange {
  startOffset: number
  endOffset: number
  count: number
}

/**
 * Characters of our own source that were executed, by V8's counters of blocks: ranges lie within each other, and each
 * counts with what is in none of those within it, so that it does not matter which of them V8 puts together.
 */
function executedIn(ranges: readonly CoverageRange[]): number {
  let sum = 0
  const open: CoverageRange[] = []
  for (const range of ranges) {
    while (open.length > 0 && (open.at(-1)?.endOffset ?? 0) <= range.startOffset) open.pop()
    const length = range.endOffset - range.startOffset
    sum += range.count * length - (open.at(-1)?.count ?? 0) * (open.length > 0 ? length : 0)
    open.push(range)
  }
  return sum
}

/** Functions that do in one call what depends on how long something is. */
const natives: readonly (readonly [object: object, names: readonly string[]])[] = [
  [
    String.prototype,
    [
      "trim",
      "normalize",
      "replace",
      "replaceAll",
      "split",
      "toLowerCase",
      "toUpperCase",
      "match",
      "includes",
    ],
  ],
  [
    Array.prototype,
    ["map", "filter", "flatMap", "slice", "concat", "some", "every", "find", "includes", "sort"],
  ],
  [Object.getPrototypeOf(Uint8Array.prototype), ["set", "slice", "some", "fill"]],
]

/** Counts the lengths of all that native functions are called on while something runs, and of what is decoded. */
async function nativeWork(run: () => Promise<unknown>): Promise<number> {
  let sum = 0
  const undo: (() => void)[] = []
  const wrap = (object: object, name: string, lengthOf: (self: unknown, first: unknown) => number) => {
    const own = Object.getOwnPropertyDescriptor(object, name)
    if (!own) throw new Error(`there is no ${name}`)
    const native = own.value as (...args: unknown[]) => unknown
    Object.defineProperty(object, name, {
      ...own,
      value(this: unknown, ...args: unknown[]) {
        sum += 1 + lengthOf(this, args[0])
        return Reflect.apply(native, this, args)
      },
    })
    undo.push(() => Object.defineProperty(object, name, own))
  }
  const length = (value: unknown) => Number((value as { length?: number } | undefined)?.length ?? 0)
  for (const [object, names] of natives)
    for (const name of names) wrap(object, name, name === "set" ? (_, first) => length(first) : length)
  wrap(TextDecoder.prototype, "decode", (_, first) => length(first))
  try {
    await run()
  } finally {
    for (const one of undo) one()
  }
  return sum
}

/** What a piece of our code did, by counters that it has no hand in. */
export interface WorkDone {
  /** Characters of the project's source that were executed. */
  executed: number
  /** Lengths of what native functions were called on. */
  native: number
}

// Begun before any of our functions runs: those that were compiled earlier have no counters of blocks.
const session = new Session()
session.connect()
await session.post("Profiler.enable")
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true })

/** Counts the work of something that runs. No clock is asked: the same input does the same work each time. */
export async function workOf(run: () => Promise<unknown>): Promise<WorkDone> {
  const native = await nativeWork(run)
  await session.post("Profiler.takePreciseCoverage")
  await run()
  const { result } = await session.post("Profiler.takePreciseCoverage")
  const own = result.filter(({ url }) => url.includes("/worker/"))
  const executed = own
    .flatMap(({ functions }) => functions)
    .reduce((sum, { ranges }) => sum + executedIn(ranges), 0)
  return { executed, native }
}
