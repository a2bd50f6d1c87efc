import { describe, expect, test } from "vitest"
import {
  answeredKey,
  answerName,
  isAnswer,
  standingReturn,
} from "../../../worker/domain/submission/questions.ts"
import type { SubmissionState } from "../../../worker/domain/submission/states.ts"

const returned = (filing: number, at = "2026-10-10") => ({
  ...{ submissionId: "s", filing, level: "street" as const, reason: "r", at },
})
const standing = (
  state: SubmissionState,
  filing: number,
  returns = [returned(1)],
  correction: { openedAt: string } | null = null,
) => standingReturn({ submission: { id: "s", state, filing }, returns, correction })?.filing ?? null

describe("the return that has to be answered", () => {
  test("is that of the filing that lies returned", () => {
    expect(standing("returned", 1)).toBe(1)
    expect(standing("returned", 3, [returned(1), returned(3)])).toBe(3)
  })

  test("is none where the city opened for correction what was answered long ago", () => {
    expect(standing("returned", 2)).toBe(null)
    const correction = { openedAt: "2026-11-01" }
    expect(standing("draft", 3, [returned(1)], correction)).toBe(null)
    expect(standing("draft", 3, [returned(2, "2026-11-02")], correction)).toBe(2)
  })

  test("stays the same after a withdrawal, and for what lies sent", () => {
    expect(standing("draft", 2)).toBe(1)
    expect(standing("submitted", 2)).toBe(1)
    expect(standing("verified", 2)).toBe(1)
  })

  test("is none of another submission, and of nothing", () => {
    const returns = [{ ...returned(1), submissionId: "other" }]
    expect(standing("returned", 1, returns)).toBe(null)
    expect(standingReturn({ submission: null, returns, correction: null })).toBe(null)
  })
})

test("an answer is named by the filing and the value that it is about", () => {
  expect(answerName(2, "households")).toBe("answer:2:households")
  expect(answerName(2, null)).toBe("answer:2")
  expect([isAnswer("answer:2"), isAnswer("households"), isAnswer("few_answers")]).toEqual([
    true,
    false,
    false,
  ])
  expect([answeredKey("answer:2:households"), answeredKey("answer:2"), answeredKey("households")]).toEqual([
    "households",
    null,
    null,
  ])
})
