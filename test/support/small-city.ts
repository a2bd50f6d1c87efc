import { requestRelease } from "../../worker/usecases/release/request-release.ts"
import { authorityMember, type TestCell } from "./cell.ts"
import { addEstates, addQuarter, addSubmissions, type CellSubmission, closeDistrict } from "./cell-rows.ts"

const slugs = ["alder", "birch", "cedar", "elm", "fir", "hazel"]

/** A verified submission of every estate of `smallCity` in a quarter; `change` alters single ones. */
function verified(quarter: string, change: Record<string, Partial<CellSubmission>>): CellSubmission[] {
  return slugs.map((slug) => ({ slug, quarter, state: "verified", ...change[slug] }))
}

/**
 * Eight estates of two districts in a quarter: six verified in the closed district, one without submission, one
 * whose district is open.
 */
export async function smallCity(
  cell: TestCell,
  quarter: string,
  deadlineDay: string,
  change: Record<string, Partial<CellSubmission>> = {},
): Promise<void> {
  const known = await cell.rows("select slug from estates where slug = 'alder'")
  if (known.length === 0)
    await addEstates(cell, [
      ...slugs.map((slug) => ({ slug })),
      { slug: "gone-quiet" },
      { slug: "other-district", place: "qingyang" as const, origin: "demonstration" as const },
    ])
  await addQuarter(cell, quarter, deadlineDay)
  await addSubmissions(cell, [
    ...verified(quarter, change),
    { slug: "other-district", quarter, state: "verified", texts: { households: "987654" } },
  ])
  await closeDistrict(cell, quarter, "510104")
}

/** Asks for a release as the city's approver without running it. */
export function ask(cell: TestCell, period: string, key = `ask ${period}`) {
  return requestRelease(cell.contextFor(authorityMember("approver")), async () => {}, {
    period,
    key,
    named: period,
  })
}
