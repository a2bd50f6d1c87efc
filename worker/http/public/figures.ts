import type { FigureView } from "../../../web/pages/public/group-view.ts"
import { ColumnsBuilder, type ReleaseColumns } from "../../domain/release/columns.ts"
import { type FiveFigure, figuresOf, figureTotal } from "../../domain/release/five-figures.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { PublishedRelease } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { isLarge } from "../../usecases/public/release-columns.ts"
import type { PublicState } from "./reader.ts"
import type { PageRequest } from "./serve.ts"

const trendLength = 8

/** The quarter that is shown and those before it, the newest first. */
export function quartersUpTo({ releases }: Pick<PublicState, "releases">, { period }: PublishedRelease) {
  return releases.filter((one) => one.kind === "quarter" && one.period <= period).slice(0, trendLength)
}

/** A release with its rows, its columns and the places of the estates that are looked at. */
export interface Looked {
  release: PublishedRelease
  rows: Rows
  columns: ReleaseColumns
  places: number[]
}

const noColumns = new ColumnsBuilder(0).columns

/**
 * These quarters with the estates that `belongs` picks of each, the newest first. Of a large release columns are read for
 * one indicator only, and none where no `code` is given.
 */
export async function lookAt(
  { reader, columns }: PageRequest,
  releases: readonly PublishedRelease[],
  belongs: (rows: Rows, at: number) => boolean,
  code = "",
): Promise<Looked[]> {
  const all: Looked[] = []
  for (const release of releases) {
    const rows = await reader.list(release)
    const places: number[] = []
    for (let at = 0; at < rows.length; at++) if (belongs(rows, at)) places.push(at)
    const none = code === "" && isLarge(release)
    all.push({ release, rows, columns: none ? noColumns : await columns(release, code), places })
  }
  return all
}

const yearBefore = (period: string) => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`

/** A figure now against another quarter, over the estates that have values in both. */
function changeOf(figure: FiveFigure, now: Looked, before: Looked): FigureView["change"] {
  const pairs = now.places.flatMap((at): [number, number][] => {
    const old = before.rows.find(now.rows.slug(at))
    const has = ({ columns }: Looked, place: number) => figureTotal(figure, columns.keys, [place], 1).n === 1
    return old >= 0 && has(now, at) && has(before, old) ? [[at, old]] : []
  })
  const total = ({ columns }: Looked, places: number[]) => figureTotal(figure, columns.keys, places, 1).value
  const to = total(
    now,
    pairs.map(([at]) => at),
  )
  const from = total(
    before,
    pairs.map(([, old]) => old),
  )
  return from === null || to === null ? null : { period: before.release.period, from, to, n: pairs.length }
}

/** The five figures of the estates that were looked at, with their trend. */
export function figureViews(edition: Edition, looked: readonly Looked[]): FigureView[] {
  const [now] = looked
  if (!now || looked.some(({ release }) => isLarge(release))) return []
  const least = edition.rank.min_group
  const before = looked.find(({ release }) => release.period === yearBefore(now.release.period))
  return figuresOf(edition).map((figure) => ({
    figure,
    now: figureTotal(figure, now.columns.keys, now.places, least),
    of: now.places.length,
    change: before ? changeOf(figure, now, before) : null,
    trend: [...looked].reverse().map(({ release, columns, places }) => {
      const { value, n } = figureTotal(figure, columns.keys, places, least)
      return { period: release.period, value, n }
    }),
  }))
}
