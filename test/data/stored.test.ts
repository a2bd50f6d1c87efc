import { expect, test } from "vitest"
import { stored } from "../../worker/data/stored.ts"
import { errorRecord } from "../../worker/domain/error-record.ts"
import { fields, fitStored, readStored, Unreadable } from "../../worker/domain/stored.ts"
import { districtCounts } from "../../worker/shapes/submissions.ts"

const secret = "王小明 13800000000"

function refusal(act: () => unknown): Unreadable {
  try {
    act()
  } catch (error) {
    if (error instanceof Unreadable) return error
    throw error
  }
  throw new Error("it was read")
}

test.each(Object.entries(stored))(
  "%s: what does not fit is refused by its column, without what stands there",
  (_, read) => {
    // A value of no shape, one that no list and no record of ours has, and no JSON at all.
    for (const text of [JSON.stringify(secret), JSON.stringify([[{ [secret]: secret }], 7]), `{"${secret}`]) {
      const error = refusal(() => read(text))
      expect(error.stored).toMatch(/^[a-z_]+(\.[a-z_]+)?( [a-z]+)?$/)
      expect(`${error.message} ${JSON.stringify(errorRecord(error))}`).not.toMatch(/王小明|13800000000/)
      expect(errorRecord(error).stored).toBe(`${error.stored} → ${error.field || "(whole)"}`)
    }
  },
)

test("the field is named by its path", () => {
  const rules = JSON.stringify({ categories: [{ code: "A", title: "甲", places: "three", quotas: [] }] })
  expect(refusal(() => stored.rulesDraft(rules))).toMatchObject({
    stored: "programmes.draft",
    field: "categories.0.places",
  })
  const scores = JSON.stringify({ C1: 90, [secret]: "many" })
  expect(refusal(() => stored.reviewScores(scores)).field).toBe("…")
  const running = JSON.stringify({ format: 2, scored: [{ figures: 1 }], ranks: null, chunks: [] })
  expect(refusal(() => stored.releaseProgress(running)).field).toBe("scored.0.figures")
})

test("null stays null, but not where it is frozen; what is read stays as it is stored", () => {
  expect(stored.nominationFigures(null)).toBeNull()
  expect(refusal(() => stored.frozenFigures(null)).stored).toBe("nominations.figures")
  const later = { figures: "a", cards: "b", inputs: "c", later: [1, { more: true }] }
  const text = JSON.stringify({ format: 2, scored: [later], ranks: null, chunks: [], added: 1 })
  expect(JSON.stringify(stored.releaseProgress(text))).toBe(text)
})

test("counts of a quarter are rows of five", () => {
  const row = ["510104", "锦江区", null, "verified", 3]
  expect(fitStored("counts", districtCounts, [row])).toEqual([row])
  for (const wrong of [row.slice(1), [...row, 1], row.with(2, 5), row.with(4, "3"), row.with(0, null)])
    expect(refusal(() => fitStored("counts", districtCounts, [row, wrong])).field).toBe("1")
})

test("small values of our own: by name or by place, nothing missing and nothing of another kind", () => {
  const place = fields({ at: "string", seq: "number" })
  const pair = fields(["string", "number"])
  expect(readStored("here", place, `{"at":"2026","seq":3}`)).toEqual({ at: "2026", seq: 3 })
  expect(readStored("here", pair, `["a",1]`)).toEqual(["a", 1])
  expect(refusal(() => readStored("here", place, `{"at":"2026","seq":"3"}`)).field).toBe("seq")
  expect(refusal(() => readStored("here", pair, `["a"]`)).field).toBe("1")
  expect(refusal(() => readStored("here", pair, `{"0":"a","1":1}`)).field).toBe("")
  expect(refusal(() => readStored("here", place, "null")).field).toBe("")
})
