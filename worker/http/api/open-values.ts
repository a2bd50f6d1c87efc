import { cycleLines, VALUES_HEADER_LINE, valuesLines } from "../../domain/release/public-inputs.ts"
import type { Scorecard } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import type { Answer, PageRequest } from "../public/serve.ts"
import { csvStream, jsonAnswer, missing, noRelease } from "./answer.ts"

/**
 * The values file of the scoring command (`estate,quarter,key,value`) from the scorecards of a quarter. Estates that
 * were not scored have no row; a veto of the cycle stands once, for `*`, before the others.
 */
export async function* valuesFile(
  edition: Edition,
  quarter: string,
  pages: AsyncIterable<Scorecard[]>,
): AsyncGenerator<string, void, undefined> {
  yield VALUES_HEADER_LINE
  let cycle = ""
  for await (const cards of pages) {
    cycle ||= cycleLines(edition, quarter, cards)
    yield valuesLines(edition, quarter, cards)
  }
  yield cycle
}

/** `/api/v1/releases/:period/values.csv`; a year has none. */
export async function openValues({ reader, state }: PageRequest, period: string): Promise<Answer> {
  const release = state.releases.find((other) => other.period === period)
  if (!release) throw noRelease(state, period)
  if (release.kind === "year")
    throw missing(`A year is computed from its quarters: take the values of each quarter of ${period}.`)
  const edition = await reader.edition(release.editionId)
  return csvStream(valuesFile(edition, period, reader.cards(release)), `shige-${period}-values.csv`)
}

/** `/api/v1/editions/:id`: the document of an edition that a release names, by code (its newest release) or by id. */
export async function openEdition({ reader, state }: PageRequest, id: string): Promise<Answer> {
  const release =
    state.releases.find(({ manifest }) => manifest.edition.code === id) ??
    state.releases.find(({ editionId }) => editionId === id)
  if (release) return jsonAnswer(await reader.editionDocument(release.editionId))
  const known = [...new Set(state.releases.map(({ editionId }) => editionId))].join(", ")
  throw missing(`No release was scored by an edition “${id.slice(0, 60)}”. Known: ${known}`)
}
