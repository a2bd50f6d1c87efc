import { csvCell } from "../../domain/csv.ts"
import type { PublishedValue, Scorecard } from "../../domain/release/snapshot.ts"
import { digitsOf, plainText } from "../../domain/scoring/decimal.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import type { Answer, PageRequest } from "../public/serve.ts"
import { csvAnswer, jsonAnswer, missing, noRelease } from "./answer.ts"
import { mostWithIndicators, rowsOf } from "./release-rows.ts"

type Told = readonly [key: string, value: string]

/** A number as the scoring command reads it: no exponent. */
const numberText = (value: number) => plainText(digitsOf(String(value)))

/** Empty is missing. A withheld value has no row at all. */
function toldValue({ key, state, value }: PublishedValue): Told[] {
  if (state === "suppressed") return []
  if (state === "not_applicable") return [[key, "NA"]]
  return [[key, value === null ? "" : numberText(value)]]
}

function toldGate({ code, met, answered }: Scorecard["gates"][number]): Told {
  if (answered) return [code, met ? "yes" : "no"]
  return [code, met ? "NA" : ""]
}

/** Everything that a scorecard tells of what was typed, checked or computed by the platform, as the command reads it. */
function toldBy(card: Scorecard, ofCycle: ReadonlySet<string>): Told[] {
  return [
    ...card.values.flatMap(toldValue),
    ...card.gates.map(toldGate),
    ...card.bonuses.map(({ code, points }): Told => [code, numberText(points)]),
    ...card.deductionDetail.map(({ code, count }): Told => [code, numberText(count)]),
    ...card.vetoes.filter((code) => !ofCycle.has(code)).map((code): Told => [code, "yes"]),
  ]
}

/**
 * The values file of the scoring command (`estate,quarter,key,value`) from the scorecards of a quarter. Estates that
 * were not scored have no row; a veto of the cycle stands once, for `*`.
 */
export function valuesFile(edition: Edition, quarter: string, cards: Iterable<Scorecard>): string {
  const ofCycle = new Set(edition.vetoes.flatMap(({ code, level }) => (level === "cycle" ? [code] : [])))
  const lines = ["estate,quarter,key,value"]
  const told = new Set<string>()
  for (const card of cards) {
    if (card.outcome !== "scored") continue
    const estate = csvCell(card.slug)
    for (const [key, value] of toldBy(card, ofCycle)) lines.push(`${estate},${quarter},${key},${value}`)
    for (const code of card.vetoes) if (ofCycle.has(code)) told.add(code)
  }
  for (const code of told) lines.push(`*,${quarter},${code},yes`)
  return `${lines.join("\n")}\n`
}

/** `/api/v1/releases/:period/values.csv`; a year has none, and a large release is too long for one file. */
export async function openValues({ reader, state }: PageRequest, period: string): Promise<Answer> {
  const release = state.releases.find((other) => other.period === period)
  if (!release) throw noRelease(state, period)
  if (release.kind === "year")
    throw missing(`A year is computed from its quarters: take the values of each quarter of ${period}.`)
  const { cards } = await rowsOf(reader, release)
  if (!cards)
    throw missing(`More than ${mostWithIndicators} estates: take the chunks that the manifest names.`)
  const edition = await reader.edition(release.editionId)
  return csvAnswer(valuesFile(edition, period, cards.values()), `shige-${period}-values.csv`)
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
