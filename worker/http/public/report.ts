import type { EstateReportView } from "../../../web/pages/report/report-view.ts"
import { figuresOf, figureTotal } from "../../domain/release/five-figures.ts"
import type { Scorecard } from "../../domain/release/snapshot.ts"
import { estateView, quarterBefore } from "./estate.ts"
import { isMissing, type Missing } from "./query.ts"
import type { PageRequest } from "./serve.ts"

/** A scorecard's values as columns of one estate. */
function columnsOf({ values }: Scorecard): Record<string, Float64Array> {
  return Object.fromEntries(values.map(({ key, value }) => [key, Float64Array.of(value ?? Number.NaN)]))
}

/** What the one-page report of an estate shows: released figures only, beside those of the quarter before. */
export async function estateReportView(
  { reader, state, query }: PageRequest,
  slug: string,
): Promise<EstateReportView | Missing> {
  const view = await estateView(reader, state, slug, query, quarterBefore)
  if (isMissing(view)) return view
  const { release, edition, card, baseline } = view
  const earlier = state.releases.find(({ period }) => period === baseline?.period)
  const before = earlier && (await reader.scorecards(earlier, [slug])).get(slug)
  const groups = await reader.groups(release)
  const columns = columnsOf(card)
  const columnsBefore = before ? columnsOf(before) : {}
  return {
    ...view,
    figures: figuresOf(edition).map((figure) => ({
      figure,
      now: figureTotal(figure, columns, [0], 1).value,
      before: figureTotal(figure, columnsBefore, [0], 1).value,
    })),
    city: groups.find(({ group }) => group === "city") ?? null,
    own: groups.find(({ group }) => group === `district:${card.district}`) ?? null,
  }
}
