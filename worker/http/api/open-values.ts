import { csvCell } from "../../domain/csv.ts"
import type { PublishedIndicator, PublishedValue, Scorecard } from "../../domain/release/snapshot.ts"

import { digitsOf, plainText } from "../../domain/scoring/decimal.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import type { Answer, PageRequest } from "../public/serve.ts"
import { csvStream, jsonAnswer, missing, noRelease } from "./answer.ts"

type Told = readonly [key: string, value: string]

/** A number as the scoring command reads it: no exponent. */
const numberText = (value: number) => plainText(digitsOf(String(value)))

/** Empty is missing. A suppressed value has no row at all, one of few persons the range that it lies in. */
function toldValue({ key, state, value, range }: PublishedValue): Told[] {
  if (range) return [[key, `${numberText(range[0])}-${numberText(range[1])}`]]
  if (state === "suppressed") return []
  if (state === "not_applicable") return [[key, "NA"]]
  return [[key, value === null ? "" : numberText(value)]]
}

/** What stands in place of the counts of a withheld indicator. */
function toldIndicator({ code, withheld }: PublishedIndicator): Told[] {
  return withheld === undefined ? [] : [[code, `withheld:${withheld}`]]
}

function toldGate({ code, met, answered }: Scorecard["gates"][number]): Told {
  if (answered) return [code, met ? "yes" : "no"]
  return [code, met ? "NA" : ""]
}

/** A bonus that was not claimed is 0, or empty where the edition's `values` have no 0. */
function toldBonus(edition: Edition, { code, points }: Scorecard["bonuses"][number]): Told {
  const values = edition.bonuses.find((bonus) => bonus.code === code)?.values
  return [code, points === 0 && values && !values.includes(0) ? "" : numberText(points)]
}

/** Everything that a scorecard tells of what was typed, checked or computed by the platform, as the command reads it. */
function toldBy(edition: Edition, card: Scorecard, ofCycle: ReadonlySet<string>): Told[] {
  return [
    ...card.values.flatMap(toldValue),
    ...card.indicators.flatMap(toldIndicator),
    ...card.gates.map(toldGate),
    ...card.bonuses.map((bonus) => toldBonus(edition, bonus)),
    ...card.deductionDetail.map(({ code, count }): Told => [code, numberText(count)]),
    ...card.vetoes.filter((code) => !ofCycle.has(code)).map((code): Told => [code, "yes"]),
  ]
}

/**
 * The values file of the scoring command (`estate,quarter,key,value`) from the scorecards of a quarter. Estates that
 * were not scored have no row; a veto of the cycle stands once, for `*`, at the end.
 */
export async function* valuesFile(
  edition: Edition,
  quarter: string,
  pages: AsyncIterable<Scorecard[]>,
): AsyncGenerator<string, void, undefined> {
  const ofCycle = new Set(edition.vetoes.flatMap(({ code, level }) => (level === "cycle" ? [code] : [])))
  const told = new Set<string>()
  yield "estate,quarter,key,value\n"
  for await (const cards of pages) {
    const lines: string[] = []
    for (const card of cards.filter(({ outcome }) => outcome === "scored")) {
      const estate = csvCell(card.slug)
      for (const [key, value] of toldBy(edition, card, ofCycle))
        lines.push(`${estate},${quarter},${key},${value}\n`)
      for (const code of card.vetoes) if (ofCycle.has(code)) told.add(code)
    }
    yield lines.join("")
  }
  for (const code of told) yield `*,${quarter},${code},yes\n`
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
