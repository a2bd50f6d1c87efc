import type { PressEstateView, PressRatio } from "../../../web/pages/public/estate-view.ts"
import type { PressRecord } from "../../domain/press-record.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { editionKeys, type KeyValue, parseKeyValue } from "../../domain/scoring/keys.ts"
import { compileEdition, scoreEstate } from "../../domain/scoring/score.ts"
import type { PressEstate, PublicReader, PublicState } from "./reader.ts"

/**
 * The indicators that follow from the values of an article, by the engine: those whose every input is given. Totals,
 * bands and ranks are left alone, since most inputs are not public.
 */
export function pressRatios(edition: Edition, document: PressRecord): PressRatio[] {
  const keys = editionKeys(edition)
  const values = new Map<string, KeyValue>()
  for (const { key, value } of document.values) {
    const spec = keys.get(key)
    const read = spec && parseKeyValue(spec, value)
    if (read && "value" in read && read.value !== null) values.set(key, read.value)
  }
  const { indicators } = scoreEstate(compileEdition(edition), values)
  return indicators.flatMap((result) => {
    const indicator = edition.indicators.find(({ code }) => code === result.code)
    const { state, alternative, measure, ratio } = result
    if (!indicator || state !== "reported" || measure === null || ratio === null) return []
    return [{ indicator, alternative, measure, ratio }]
  })
}

/** The page of an estate that is known from the press. */
export async function pressView(
  reader: PublicReader,
  state: PublicState,
  estate: PressEstate,
): Promise<PressEstateView> {
  const newest = state.releases[0]
  const edition = newest ? await reader.edition(newest.editionId) : null
  const { slug, name, placeNames, year, document } = estate
  return {
    kind: "press",
    slug,
    name,
    placeNames,
    year,
    document,
    edition,
    ratios: edition ? pressRatios(edition, document) : [],
  }
}
