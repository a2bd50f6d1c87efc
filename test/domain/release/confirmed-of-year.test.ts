import { expect, test } from "vitest"
import { confirmedOfYear } from "../../../worker/domain/release/filed.ts"
import type { FiguresRow } from "../../../worker/domain/release/working.ts"

const row = (slug: string, company: string | null, confirmed?: [number, number], final: number | null = 80) =>
  ({ row: { slug, company, final }, figures: { confirmed } }) as unknown as FiguresRow

test("values and what was filed are summed over the quarters, each estate is counted once", () => {
  const year = confirmedOfYear()
  year.add([row("a", "甲", [9, 10]), row("b", "甲", [5, 10]), row("c", "乙", [1, 1])])
  year.add([row("a", "甲", [10, 10]), row("d", null, [3, 3]), row("e", "甲", [0, 7], null)])
  expect(year.told()).toEqual({
    甲: { values: 24, of: 30, estates: 2 },
    乙: { values: 1, of: 1, estates: 1 },
  })
})

test("a company of which one quarter did not count it has no share, and a year without any none", () => {
  const year = confirmedOfYear()
  year.add([row("a", "甲", [9, 10]), row("c", "乙", [1, 2])])
  year.add([row("a", "甲"), row("c", "乙", [2, 2])])
  expect(year.told()).toEqual({ 乙: { values: 3, of: 4, estates: 1 } })
  expect(confirmedOfYear().told()).toBeUndefined()
})
