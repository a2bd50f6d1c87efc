import { type Memory, sizeOf } from "../../domain/memory.ts"
import type { ContentStore } from "../../domain/release/content-store.ts"
import { type PastPeriod, pastOf, periodsOf } from "../../domain/release/series.ts"
import type { ReleaseRef } from "../../domain/release/snapshot.ts"
import { directoryOf, type Files, linesOf, readCards } from "./release-files.ts"

type Release = Files & Pick<ReleaseRef, "number">

const keyOf = ({ period, number }: Pick<ReleaseRef, "period" | "number">) => `${period} ${number}`

/** What a release tells of an estate: its periods, and which releases it told of. */
interface Told {
  past: PastPeriod[]
  of: readonly Pick<ReleaseRef, "period" | "number">[]
}

async function tell(
  files: ContentStore,
  release: Release,
  slugs: readonly string[],
): Promise<Map<string, Told>> {
  const { period, manifest } = release
  if (manifest.format === 2) {
    const { series: of } = await directoryOf(files, { period, manifest })
    const found = new Map<string, Told>()
    for (const [pack, places] of await linesOf(files, { period, manifest }, "series", slugs)) {
      const lines = places.map(({ line }) => line)
      const read = await files.values("series", period, { hash: pack, form: "pack" }, lines)
      for (const [at, series] of read.entries())
        found.set(places[at]?.slug ?? "", { past: periodsOf(series), of })
    }
    return found
  }
  const { code, version } = manifest.edition
  const cards = await readCards(files, release, slugs)
  return new Map(
    [...cards].map(([slug, card]): [string, Told] => {
      return [slug, { past: [pastOf(release, `${code}@${version}`, card)], of: [release] }]
    }),
  )
}

/** A period of an estate as rules of programmes look at it. */
export type PastFigure = Omit<PastPeriod, "indicators" | "dimensions" | "edition">

/** What the series of one release alone tell of estates; each is kept in `memory` without its indicators. */
export async function readTold(
  files: ContentStore,
  release: Release,
  slugs: readonly string[],
  memory?: Memory,
): Promise<Map<string, PastFigure[]>> {
  const { period, manifest } = release
  if (manifest.format === 1) return new Map()
  const nameOf = (slug: string) => `told\n${manifest.cell}\n${period}\n${manifest.directory}\n${slug}`
  const found = new Map<string, PastFigure[]>()
  const missing = slugs.filter((slug) => {
    const kept = memory?.get<PastFigure[]>(nameOf(slug))
    if (kept) found.set(slug, kept)
    return !kept
  })
  if (missing.length === 0) return found
  for (const [slug, { past }] of await tell(files, release, missing)) {
    const kept = past.map(({ indicators: _, dimensions: __, edition: ___, ...figure }) => figure)
    memory?.put(nameOf(slug), kept, sizeOf(kept))
    found.set(slug, kept)
  }
  return found
}

/**
 * Estates through some releases, by slug, in no order. The release that was published last tells of all that stood when
 * it was ranked; only what was published beside it, and what is of format 1, is read besides. `releases`: the last
 * published first.
 */
export async function readPast(
  files: ContentStore,
  releases: readonly Release[],
  slugs: readonly string[],
): Promise<Map<string, PastPeriod[]>> {
  const wanted = new Set(releases.map(keyOf))
  const found = new Map(slugs.map((slug) => [slug, { past: [] as PastPeriod[], told: new Set<string>() }]))
  for (const release of releases) {
    const key = keyOf(release)
    const asked = slugs.filter((slug) => !found.get(slug)?.told.has(key))
    if (asked.length === 0) continue
    for (const [slug, { past, of }] of await tell(files, release, asked)) {
      const own = found.get(slug)
      if (!own) continue
      own.past.push(...past.filter((one) => wanted.has(keyOf(one)) && !own.told.has(keyOf(one))))
      for (const one of of) own.told.add(keyOf(one))
    }
  }
  return new Map([...found].map(([slug, { past }]) => [slug, past]))
}
