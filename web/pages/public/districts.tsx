import type { PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { CityView, Tile } from "./city-view.ts"
import { tilePositions } from "./tile-positions.ts"

/** Shade 0 to 4 of a tile between the lowest and the highest median on the map. */
function shadeOf(tile: Tile, low: number, high: number): number {
  if (tile.median === null || !tile.comparable) return 0
  if (high <= low) return 2
  return 1 + Math.min(3, Math.floor((4 * (tile.median - low)) / (high - low)))
}

function TileCell({ tile, shade, period }: { tile: Tile; shade: number; period: string }) {
  const text = useText()
  const words = text.publicPages.city
  const at = tilePositions[tile.code]
  const place = at ? ` at-c${at[0]} at-r${at[1]}` : ""
  if (tile.estates === 0)
    return (
      <li class={`tile tile--none${place}`}>
        <span class="tile__name" lang={nameLang(text)}>
          {tile.name}
        </span>
        <span class="tile__note">{words.tileNone}</span>
      </li>
    )
  return (
    <li class={`tile heat-${shade}${place}`}>
      <a class="tile__link" href={paths.group("district", tile.code, { quarter: period })}>
        <span class="tile__name" lang={nameLang(text)}>
          {tile.name}
        </span>
        <span class="tile__median">
          {tile.median === null ? words.tileNoScore : formatScore(tile.median, 1)}
        </span>
        <span class="tile__note">{words.tileEstates(tile.scored, tile.estates)}</span>
      </a>
    </li>
  )
}

/** The districts as a map of equal tiles, each a link into the ranking. */
export function Districts(props: { view: CityView; release: PublishedRelease; edition: Edition }) {
  const { view, release } = props
  const fewest = props.edition.rank.min_group
  const text = useText()
  const words = text.publicPages.city
  const medians = view.tiles.flatMap((tile) => (tile.median !== null && tile.comparable ? [tile.median] : []))
  const [low, high] = [Math.min(...medians), Math.max(...medians)]
  return (
    <section class="section" aria-labelledby="districts">
      <div class="section__head">
        <h2 id="districts">{words.districtsTitle}</h2>
        <p class="section__lead">
          {view.tiles.some(({ code }) => tilePositions[code]) && words.districtsPlaced}
          {words.districtsLead(fewest)}
        </p>
      </div>
      <ul class="tiles">
        {view.tiles.map((tile) => (
          <TileCell tile={tile} shade={shadeOf(tile, low, high)} period={release.period} />
        ))}
      </ul>
    </section>
  )
}
