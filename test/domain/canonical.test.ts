import { expect, test } from "vitest"
import { canonicalJson } from "../../worker/domain/canonical.ts"

test("names are sorted, nothing else changes", () => {
  expect(canonicalJson({ b: [1, "二", null, true], a: { d: 0.5, c: -0 } })).toBe(
    '{"a":{"c":0,"d":0.5},"b":[1,"二",null,true]}',
  )
  expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }))
})

test("what JSON cannot hold is refused", () => {
  for (const bad of [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    undefined,
    () => 1,
    1n,
    new Date(0),
    { a: undefined },
  ])
    expect(() => canonicalJson(bad)).toThrow(TypeError)
  expect(() => canonicalJson(new Array(2))).toThrow(TypeError)
})
