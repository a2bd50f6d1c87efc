import { expect, test } from "vitest"
import { numberWords } from "../../scripts/audit/report.ts"

test("numbers in words", () => {
  expect(numberWords([1, 2, 3, 7, 9, 10])).toBe("1–3, 7, 9–10")
  expect(numberWords([1, 3, 5], 2)).toBe("1, 3 and more")
})
