import { expect, test } from "vitest"
import { DomainError } from "../../../worker/domain/errors.ts"
import { explained, requireExplained } from "../../../worker/domain/registry/explain.ts"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"

const soft = [{ rule: "deadline_far", field: "deadlineDay" }]
const hard = [{ rule: "deadline_past", field: "deadlineDay" }]

function refusal(...given: Parameters<typeof requireExplained>): string[] | null {
  try {
    requireExplained(...given)
    return null
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return [error.rule, ...error.faults.map(({ rule }) => rule)]
  }
}

test("what is wrong is refused, whatever the reason", () => {
  expect(refusal(hard, soft, "because")).toEqual(["invalid", "deadline_past"])
})

test("what needs a reason is refused without one, and goes with one", () => {
  expect(refusal([], soft, "")).toEqual(["explain", "deadline_far"])
  expect(refusal([], soft, "because")).toBeNull()
  expect(refusal([], [], "")).toBeNull()
})

test("a reason may be as long as any, and not longer", () => {
  expect(refusal([], soft, "x".repeat(MAX_REASON_TEXT))).toBeNull()
  expect(refusal([], [], "x".repeat(MAX_REASON_TEXT + 1))).toEqual(["invalid", "reason_too_long"])
})

test("an event says the reason only where one was needed", () => {
  expect(explained(soft, "because")).toEqual({ explained: ["deadline_far"], reason: "because" })
  expect(explained([], "because")).toEqual({})
})
