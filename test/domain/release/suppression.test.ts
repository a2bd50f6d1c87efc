import { expect, test } from "vitest"
import { suppressed } from "../../../worker/domain/release/suppression.ts"
import type { KeySpec, KeyValue } from "../../../worker/domain/scoring/keys.ts"

function spec(key: string, sensitive: boolean): [string, KeySpec] {
  const title = { zh: key, en: key }
  return [
    key,
    { key, kind: "input", provider: "company", type: "integer", min: 0, max: 99, sensitive, title },
  ]
}

const specs = new Map([
  spec("settled", true),
  spec("taken", true),
  spec("visited", true),
  spec("households", false),
])
const keysOf = new Map([
  ["A", new Set(["settled", "taken"])],
  ["B", new Set(["taken", "visited"])],
  ["C", new Set(["visited", "households"])],
  ["D", new Set(["households"])],
])

function hidden(values: Record<string, KeyValue>) {
  const { keys, indicators } = suppressed(specs, keysOf, new Map(Object.entries(values)))
  return { keys: [...keys].sort(), indicators: [...indicators].sort() }
}

test("counts of 0, of 5 and more, and what does not apply stay", () => {
  const values = { settled: 0, taken: 5, visited: "NA" as const, households: 3 }
  expect(hidden(values)).toEqual({ keys: [], indicators: [] })
})

test.each([1, 4])(
  "a count of %i hides every indicator that it enters, their other counts, and so on",
  (few) => {
    expect(hidden({ settled: few, taken: 10, visited: 20, households: 100 })).toEqual({
      keys: ["settled", "taken", "visited"],
      indicators: ["A", "B", "C"],
    })
  },
)

test("what cannot reveal it stays", () => {
  expect(hidden({ settled: 6, taken: 10, households: 2 }).indicators).toEqual([])
  expect(hidden({ visited: 2, households: 2 }).keys).not.toContain("households")
  expect(hidden({ visited: 2 }).indicators).not.toContain("D")
})
