import { expect, test } from "vitest"
import { compareDecimalText } from "../../../worker/domain/scoring/decimal.ts"
import { compare9, round9, slackOf } from "../../../worker/domain/scoring/rounding.ts"

test("a typed number is compared with a limit by all its digits, also where doubles are the same", () => {
  const cases: [string, number, number][] = [
    ["1", 2, -1],
    ["2", 1, 1],
    ["0.5", 0.5, 0],
    ["-0", 0, 0],
    ["0.50", 0.5, 0],
    // Both are 0.1 as doubles.
    ["0.10000000000000000001", 0.1, 1],
    ["0.09999999999999999999", 0.1, -1],
    ["-0.10000000000000000001", -0.1, -1],
    ["-0.09999999999999999999", -0.1, 1],
    // So small that the double is 0.
    [`0.${"0".repeat(400)}1`, 0, 1],
    [`-0.${"0".repeat(400)}1`, 0, -1],
    // Another number of digits before the point, rounded to the same double.
    ["99999999999999999999", 1e20, -1],
    ["100000000000000000000.1", 1e20, 1],
    ["-99999999999999999999", -1e20, 1],
  ]
  for (const [text, limit, wanted] of cases)
    expect(Math.sign(compareDecimalText(text, limit)), `${text} to ${limit}`).toBe(wanted)
})

test("what differs beyond the ninth decimal is the same, above and below", () => {
  expect([compare9(1.0000000004, 1), compare9(1, 1.0000000004)]).toEqual([0, 0])
  expect(Math.sign(compare9(1.0000000006, 1))).toBe(1)
  expect(Math.sign(compare9(1, 1.0000000006))).toBe(-1)
  expect([compare9(2, 1), compare9(1, 2)]).toEqual([1, -1])
  // Numbers that are less apart than the slack are rounded, whichever is larger.
  const near = 1 + slackOf(1) / 2
  expect([compare9(near, 1), compare9(1, near)]).toEqual([round9(near) - 1, 1 - round9(near)])
})
