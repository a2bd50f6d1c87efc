import { firstDay, shiftDay } from "../../../worker/domain/quarter.ts"
import type { CollectedQuarter } from "./calendar.ts"
import { estateName } from "./estate-names.ts"
import { type Random, randomOf } from "./random.ts"
import type { Site } from "./sites.ts"

/** What is different about an estate, so that every state of a value can be seen in the demonstration. */
export type Peculiarity = "no_cars" | "no_green" | "small" | null

/** All that is decided about a fictional estate before its values are made. */
export interface EstatePlan extends Site {
  index: number
  id: string
  slug: string
  name: string
  builtYear: number
  households: number
  peculiarity: Peculiarity
  /** Score aimed at in each of the eight quarters. */
  aims: number[]
  /** Index into the quarters at which a leak was repaired; its saving counts four quarters. */
  leakRepairedAt: number | null
  /** Companies by time; both days included, an open end is null. */
  tenures: { company: number; fromDate: string; toDate: string | null }[]
  /** Index of the company in each of the eight quarters. */
  companies: number[]
}

/** Estates with a story: a new company takes over at a quarter, and from then on the score moves to another level. */
const stories: Record<number, { takenOverAt: number | null; from: number; to: number }> = {
  9: { takenOverAt: 3, from: 54, to: 88 },
  21: { takenOverAt: 4, from: 63, to: 86 },
  33: { takenOverAt: null, from: 87, to: 66 },
  40: { takenOverAt: 6, from: 72, to: 78 },
}

/** The walk's estates are all the first company's: see sites.ts. */
const firstCompanyEstates = 6

const goldenStep = 0.6180339887498949

/** Quantiles of the final score by domain.md §7: 10 % below 60, 45 % 60–80, 35 % 80–90, 10 % above. */
function aimAt(share: number): number {
  if (share < 0.1) return 46 + 140 * share
  if (share < 0.55) return 60 + (share - 0.1) * (20 / 0.45)
  if (share < 0.9) return 80 + (share - 0.55) * (10 / 0.35)
  return 90 + (share - 0.9) * 60
}

/** The plan of the estate at an index; the same for any number of estates beside it, but for its company. */
export function planEstate(
  seed: number,
  index: number,
  site: Site,
  quarters: readonly CollectedQuarter[],
  companies: number,
): EstatePlan {
  const random = randomOf(seed, `estate ${index}`)
  const id = `demo-${String(index + 1).padStart(6, "0")}`
  const peculiarity = peculiarityOf(index)
  const story = stories[index] ?? null
  const first = index < firstCompanyEstates ? 0 : (index * 3 + Math.floor(index / 7)) % companies
  const builtYear = random.int(1998, 2019)
  const tenures = tenuresOf(random, quarters, builtYear, first, companies, story?.takenOverAt ?? null)
  return {
    ...site,
    ...estateName(index),
    index,
    id,
    builtYear,
    households: peculiarity === "small" ? random.int(300, 340) : householdsOf(random),
    peculiarity,
    aims: aimsOf(random, index, story),
    leakRepairedAt: random.chance(0.35) ? random.int(-2, 6) : null,
    tenures,
    companies: quarters.map((_, at) => {
      const handedOver = story?.takenOverAt !== null && story !== null && at >= story.takenOverAt
      return tenures[handedOver ? 1 : 0]?.company ?? first
    }),
  }
}

function peculiarityOf(index: number): Peculiarity {
  if (index % 60 === 15) return "no_cars"
  if (index % 60 === 27) return "no_green"
  return index % 12 === 4 ? "small" : null
}

/** Log-normal around 1,000, between 300 and 3,000. */
function householdsOf(random: Random): number {
  const drawn = Math.round(1000 * Math.exp(0.55 * random.normal()))
  return Math.max(300, Math.min(3000, drawn))
}

/** A persistent level with a slow drift; a story moves between two levels over three quarters. */
function aimsOf(
  random: Random,
  index: number,
  story: { takenOverAt: number | null; from: number; to: number } | null,
) {
  const level = aimAt((0.37 + index * goldenStep) % 1)
  const drift = random.between(-0.5, 0.6)
  const turn = story?.takenOverAt ?? 3
  return [0, 1, 2, 3, 4, 5, 6, 7].map((at) => {
    const wobble = 0.9 * random.normal()
    if (story === null) return Math.min(98.5, level + drift * (at - 6) + wobble)
    const moved = Math.max(0, Math.min(1, (at - turn + 1) / 3))
    return story.from + (story.to - story.from) * moved + wobble
  })
}

function tenuresOf(
  random: Random,
  quarters: readonly CollectedQuarter[],
  builtYear: number,
  company: number,
  companies: number,
  takenOverAt: number | null,
): EstatePlan["tenures"] {
  const fromDate = `${Math.max(builtYear, random.int(2016, 2022))}-${random.pick(["01", "04", "07", "10"])}-01`
  const taken = takenOverAt === null ? undefined : quarters[takenOverAt]
  if (taken === undefined) return [{ company, fromDate, toDate: null }]
  const takenOver = firstDay(taken.quarter)
  return [
    { company, fromDate, toDate: shiftDay(takenOver, -1) },
    { company: (company + 1) % companies, fromDate: takenOver, toDate: null },
  ]
}
