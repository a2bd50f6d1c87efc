import { afterAll, beforeAll, expect, test } from "vitest"
import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { quarterProgress } from "../../../worker/usecases/quarter/quarter-progress.ts"
import { authorityMember, openTestCell, type TestCell } from "../../support/cell.ts"
import { sampleTexts } from "../../support/cell-rows.ts"
import { correcting, release } from "../../support/correcting.ts"
import { readRelease } from "../../support/read-release.ts"
import { smallCity } from "../../support/small-city.ts"

const quarter = "2026Q2"
let cell: TestCell
let cards: Map<string, Scorecard>

/** A few of the sample's texts: how many keys of the company are left. */
const some = (seed: number, n: number) =>
  Object.fromEntries(
    Object.entries(sampleTexts(seed))
      .filter(([key]) => !["households", "disputes_taken"].includes(key))
      .slice(0, n),
  )

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  await smallCity(cell, quarter, "2026-07-20", {
    alder: { texts: { ...some(1, 6), households: "700" } },
    birch: {
      findings: [
        { level: "district", key: "households", decision: "adjusted", checkedValue: "801" },
        { level: "district", key: "disputes_taken", decision: "adjusted", checkedValue: "44" },
      ],
    },
  })
  await release(cell, quarter)
  const [row] = await cell.rows("select manifest_hash from releases")
  ;({ cards } = await readRelease(cell, quarter, row?.["manifest_hash"]))
})
afterAll(() => cell.close())

test("an estate whose company answered too little says so, with both numbers; no other does", () => {
  const { answered, asked } = cards.get("alder")?.fewAnswers ?? { answered: 0, asked: 0 }
  expect(answered).toBe(7)
  expect(answered).toBeLessThan(0.6 * asked)
  const others = [...cards.values()].filter(({ slug }) => slug !== "alder")
  expect(others.filter(({ fewAnswers }) => fewAnswers)).toEqual([])
})

test("a company's share of confirmed values counts every estate, what was adjusted, and no counts of persons", () => {
  const shares = [...cards.values()].flatMap(({ confirmed }) => (confirmed ? [confirmed] : []))
  expect(shares.length).toBe(6)
  const [share] = shares
  expect(new Set(shares.map((one) => JSON.stringify(one))).size).toBe(1)
  // Two were adjusted; the count of persons is not even among those that were filed.
  expect(share?.of).toBe((share?.values ?? 0) + 1)
  expect(share?.estates).toBe(6)
  expect(cards.get("gone-quiet")?.confirmed).toBeUndefined()
})

test("a released quarter's progress stays as it is when an estate moves to another district, and so does a correction", async () => {
  const progress = async (place: string) => {
    const { districts } = await quarterProgress(cell.contextFor(authorityMember("approver", place)), quarter)
    return districts
  }
  const before = {
    city: await progress("510100"),
    own: await progress("510104"),
    other: await progress("510105"),
  }
  expect(before.own[0]?.estates).toBe(7)
  await cell.rows("update estates set district_code = '510105' where slug = 'cedar'")
  cell.now = new Date("2026-08-02T00:00:00Z")
  expect({
    city: await progress("510100"),
    own: await progress("510104"),
    other: await progress("510105"),
  }).toEqual(before)
  cell.now = new Date("2026-08-03T00:00:00Z")
  const work = correcting(cell, quarter, "birch")
  await work.open()
  cell.now = new Date("2026-08-04T00:00:00Z")
  await work.whole({ households: "500" })
  await release(cell, quarter)
  expect(await progress("510105")).toEqual(before.other)
  const [row] = await cell.rows("select manifest_hash from releases order by number desc")
  const again = await readRelease(cell, quarter, row?.["manifest_hash"])
  expect(again.cards.get("cedar")?.district).toBe("510104")
})
