import { expect, test } from "vitest"
import { DomainError } from "../../../worker/domain/errors.ts"
import {
  canMove,
  isFiled,
  type Move,
  mayTypePart,
  nextState,
  type SubmissionState,
  verificationMove,
} from "../../../worker/domain/submission/states.ts"

const moves: Move[] = ["save", "submit", "withdraw", "verify_street", "verify_district", "return"]

/** What each move leads to, in the order of `moves`; a dash is a conflict. */
const table: Record<SubmissionState, string> = {
  draft: "draft submitted - - - -",
  submitted: "- - draft street_verified verified returned",
  returned: "returned submitted - - - -",
  street_verified: "- - - - verified returned",
  verified: "- - - - - returned",
}
const states = Object.keys(table) as SubmissionState[]
const cases = states.flatMap((state) =>
  moves.map((move, at) => [state, move, table[state].split(" ")[at] ?? ""] as const),
)

test.each(cases)("%s, %s: %s", (state, move, expected) => {
  expect(canMove(state, move)).toBe(expected !== "-")
  if (expected !== "-") {
    expect(nextState(state, move)).toBe(expected)
    return
  }
  const attempt = () => nextState(state, move)
  expect(attempt).toThrow(DomainError)
  expect(attempt).toThrow(expect.objectContaining({ code: "conflict", rule: `move_${move}` }))
})

test("the street comes first; where it has no members the district verifies what was submitted", () => {
  const of = (level: "street" | "district", staffed: boolean) =>
    states.flatMap((state) => (verificationMove(state, level, staffed) ? [state] : []))
  expect(of("street", true)).toEqual(["submitted"])
  expect(of("district", true)).toEqual(["street_verified"])
  expect(of("district", false)).toEqual(["submitted", "street_verified"])
})

test("an authority reads everything but drafts", () => {
  expect(states.filter(isFiled)).toEqual(["submitted", "returned", "street_verified", "verified"])
})

test("who may type in which state: company before submitting, community and street until the street has verified", () => {
  const typing = (provider: string) => states.filter((state) => mayTypePart(state, provider))
  expect(typing("company")).toEqual(["draft", "returned"])
  expect(typing("community")).toEqual(["draft", "submitted", "returned"])
  expect(typing("street")).toEqual(["draft", "submitted", "returned"])
  expect(typing("district")).toEqual(["draft", "submitted", "returned", "street_verified"])
})
