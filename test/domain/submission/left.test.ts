import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import { askedKeys, leftOf } from "../../../worker/domain/submission/left.ts"
import { typedKeys } from "../../../worker/domain/submission/parts.ts"

const { edition } = seedEdition("demonstration")
const mine = new Set(typedKeys(edition, "company", ["community", "street"]))
const none = new Set<string>()

test("what is left is what is empty, waits to be confirmed, or stands there and cannot be sent", () => {
  const keys = askedKeys(edition, mine)
  const nothing = leftOf(edition, mine, new Map(), none, none)
  expect(nothing).toMatchObject({ filled: 0, open: 0, empty: keys.length, wrong: 0 })
  const [first = "", second = "", third = ""] = keys
  const texts = new Map([
    [first, "12"],
    [second, "x"],
  ])
  const some = leftOf(edition, mine, texts, new Set([third]), new Set([second]))
  expect(some).toMatchObject({ filled: 1, open: 1, empty: keys.length - 3, wrong: 1 })
  expect(some.minutes).toBeLessThanOrEqual(nothing.minutes)
  // A fault of an empty field is told beside it; it is empty all the same.
  expect(leftOf(edition, mine, new Map(), none, new Set(keys))).toEqual(nothing)
})
