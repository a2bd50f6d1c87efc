import type { PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import type { Bilingual, Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Phase } from "../../../worker/domain/selection/phases.ts"
import type { Checking } from "./checking-note.tsx"
import type { FigureView } from "./group-view.ts"

export interface Tile {
  code: string
  name: string
  estates: number
  scored: number
  /** Median base of its scored estates. */
  median: number | null
  /** At least as many scored estates as the smallest group that is ranked: only then the tile is shaded. */
  comparable: boolean
}

export interface NamedEstate {
  slug: string
  name: string
  district: string
  demonstration: boolean
}

export interface Stories {
  /** Largest gains of the base since the previous release; null when there is none under the same edition. */
  improved: (NamedEstate & { from: number; to: number })[] | null
  previousPeriod: string | null
  /** In the best band now, not in the previous release. */
  candidates: NamedEstate[] | null
  /** The indicator with the lowest median ratio. */
  weakest: { code: string; title: Bilingual; ratio: number } | null
}

export interface PressCard {
  slug: string
  name: string
  placeNames: string[]
  year: number
  paper: Bilingual
  facts: Bilingual[]
  selected: Bilingual | null
}

/** Everything that the city page shows. */
export interface CityView {
  /** The five figures of the newest quarter. */
  figures: FigureView[]
  release: PublishedRelease | null
  edition: Edition | null
  tiles: Tile[]
  stories: Stories
  /** Scores by steps of five points; `to` is exclusive but in the last one. */
  bins: { from: number; to: number; count: number }[]
  releases: PublishedRelease[]
  press: PressCard[]
  open: { quarter: string; deadlineDay: string } | null
  checking: Checking | null
  /** The newest programmes (评选), by address. */
  programmes: { slug: string; title: string; titleEn: string; phase: Phase; stopped: boolean }[]
}
