import { expect, test } from "vitest"
import { savedDecisions, type Verification } from "../../../worker/usecases/submission/open-verification.ts"

type Decided = Verification["decided"][number]

const finding = (more: Partial<Decided>): Decided => ({
  submissionId: "s",
  filing: 1,
  level: "district",
  key: "households",
  decision: "accepted",
  checkedValue: null,
  reason: null,
  reasonClass: null,
  memberId: "m",
  at: "2026-07-10T00:00:00.000Z",
  ...more,
})

test("what counts as saved is of the own level, and no mark that was only settled", () => {
  const decided = [
    finding({ key: "households", decision: "adjusted", checkedValue: "812", reason: "台账" }),
    finding({ key: "volunteers", decision: "settled" }),
    finding({ key: "water_saved", level: "street", decision: "asked" }),
  ]
  expect([...savedDecisions({ decided, level: "district" })]).toEqual([
    ["households", { decision: "adjusted", checkedText: "812", reasonClass: "other", reason: "台账" }],
  ])
  expect([...savedDecisions({ decided, level: "street" }).keys()]).toEqual(["water_saved"])
  expect([...savedDecisions({ decided, level: null }).keys()]).toEqual([])
})
