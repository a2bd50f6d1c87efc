import type { BulletinView, DistrictFigure } from "../../../web/pages/report/bulletin-view.ts"
import { paths } from "../../../web/paths.ts"
import { BULLETIN_ROWS } from "../../domain/release/bulletin.ts"
import type { KeyColumns } from "../../domain/release/five-figures.ts"
import { figuresOf, figureTotal } from "../../domain/release/five-figures.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { isLarge } from "../../usecases/public/release-columns.ts"
import { chooseRelease, isMissing, type Missing } from "./query.ts"
import type { PageRequest } from "./serve.ts"

/** Estates by district, in the order of the districts' codes. */
function placesByDistrict(rows: Rows): [code: string, places: number[]][] {
  const found = new Map<string, number[]>()
  for (let at = 0; at < rows.length; at++) {
    const code = rows.district(at)
    const own = found.get(code)
    if (own) own.push(at)
    else found.set(code, [at])
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

function figuresByDistrict({ state }: PageRequest, edition: Edition, rows: Rows, keys: KeyColumns) {
  const districts = placesByDistrict(rows)
  const least = edition.rank.min_group
  const nameOf = (code: string, at = 0) =>
    state.places.districts.find((known) => known.code === code)?.name ?? rows.placeNames(at)[0] ?? code
  const everybody = Array.from({ length: rows.length }, (_, at) => at)
  return figuresOf(edition).map((figure) => {
    const one = (name: string | null, places: number[]): DistrictFigure => ({
      name,
      now: figureTotal(figure, keys, places, least),
      of: places.length,
    })
    const each = districts.map(([code, places]) => one(nameOf(code, places[0]), places))
    return { figure, districts: [one(null, everybody), ...each] }
  })
}

/** What the 通报 of the quarter that is asked for says, or what of the address does not exist: a year has none. */
export async function bulletinView(request: PageRequest): Promise<BulletinView | Missing> {
  const { reader, state, query, site } = request
  const release = chooseRelease(state, query.quarter ?? "")
  if (isMissing(release)) return release
  if (release.kind === "year") return { missing: "period", asked: release.period }
  const edition = await reader.edition(release.editionId)
  const rows = await reader.list(release)
  const all = Array.from({ length: rows.length }, (_, at) => at)
  const scored = all.filter((at) => rows.number("base", at) !== null)
  const out = all.filter((at) => rows.number("base", at) === null)
  const rank = (at: number) => rows.number("rank", at) ?? Number.MAX_SAFE_INTEGER
  const shown = (places: number[]) => places.slice(0, BULLETIN_ROWS).map((at) => rows.row(at))
  const figures = isLarge(release)
    ? null
    : figuresByDistrict(request, edition, rows, (await request.columns(release, "")).keys)
  return {
    release,
    edition,
    ranked: scored.filter((at) => rows.number("rank", at) !== null).length,
    scored: shown(scored.sort((a, b) => rank(a) - rank(b) || a - b)),
    out: shown(out),
    outs: out.length,
    figures,
    csv: site + paths.apiRelease(release.period, ".csv"),
  }
}
