import { expect, test } from "vitest"
import { attentionOf } from "../../../worker/domain/submission/attention.ts"

const value = { typed: 3, previous: 3, marked: false, talked: false }

test("a mark comes first, then what has changed or been talked about; what stayed is told last", () => {
  expect(attentionOf(value)).toBe("same")
  expect(attentionOf({ ...value, typed: null, previous: undefined })).toBe("same")
  expect(attentionOf({ ...value, typed: 4 })).toBe("changed")
  expect(attentionOf({ ...value, typed: null })).toBe("changed")
  expect(attentionOf({ ...value, previous: undefined })).toBe("changed")
  expect(attentionOf({ ...value, typed: "NA" })).toBe("changed")
  expect(attentionOf({ ...value, talked: true })).toBe("changed")
  expect(attentionOf({ ...value, talked: true, marked: true })).toBe("marked")
})
