import { openTestCell, type TestCell } from "./cell.ts"
import { type CellSubmission, sampleTexts } from "./cell-rows.ts"
import { correcting, release } from "./correcting.ts"
import { useSecondEdition } from "./second-edition.ts"
import { smallCity } from "./small-city.ts"

/** The quarter that both have released, and corrected. */
export const quarter = "2026Q2"

/** Two cities that differ in small counts, in who corrected them and why, and in nothing that may be published. */
export interface World {
  texts: Record<string, Record<string, string>>
  findings: CellSubmission["findings"]
  corrected: Record<string, string>
  reason: string
}

const care = (registered: string, ...visits: string[]) => ({
  care_registered: registered,
  ...Object.fromEntries(visits.map((count, n) => [`care_visited_month${n + 1}`, count])),
})

export const one: World = {
  texts: {
    alder: { disputes_settled: "3", disputes_taken: "4", ...care("3", "3", "3", "2") },
    birch: { disputes_settled: "2", disputes_taken: "9", ...care("20", "20", "20", "1") },
    fir: { disputes_settled: "1", disputes_taken: "3" },
  },
  findings: [{ level: "district", key: "disputes_taken", decision: "adjusted", checkedValue: "1" }],
  corrected: { disputes_settled: "1", disputes_taken: "4" },
  reason: "调解成功的不是 3 件，是 1 件。",
}
export const other: World = {
  texts: {
    alder: { disputes_settled: "1", disputes_taken: "2", ...care("4", "4", "4", "4") },
    birch: { disputes_settled: "4", disputes_taken: "9", ...care("20", "20", "20", "3") },
    fir: { disputes_settled: "4", disputes_taken: "4" },
  },
  findings: [],
  corrected: { disputes_settled: "2", disputes_taken: "3", care_visited_month1: "2" },
  reason: "走访人数按台账更正，一共 2 人。",
}

/** A city that lives in one of these worlds: released once, corrected, released again. */
export async function cityOf({ texts, findings, corrected, reason }: World): Promise<TestCell> {
  const cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  const seeded = Object.entries(texts).map(([slug, own], n) => [
    slug,
    { texts: { ...sampleTexts(n + 1), ...own }, ...(slug === "fir" && { findings }) },
  ])
  await smallCity(cell, quarter, "2026-07-20", Object.fromEntries(seeded))
  await useSecondEdition(cell)
  await release(cell, quarter)
  cell.now = new Date("2026-08-02T00:00:00Z")
  await correcting(cell, quarter, "alder").open(reason)
  const id = `${quarter}-alder`
  for (const [key, value] of Object.entries(corrected))
    await cell.rows('update "values" set value = ? where submission_id = ? and key = ?', [value, id, key])
  const at = cell.now.toISOString()
  await cell.rows("update submissions set state = 'verified', verified_at = ? where id = ?", [at, id])
  await release(cell, quarter)
  return cell
}
