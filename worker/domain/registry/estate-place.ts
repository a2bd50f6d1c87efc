import type { Fault } from "../errors.ts"
import { type Place, type Standing, standingOf } from "../place.ts"
import type { EstateFacts } from "./estate-facts.ts"
import { plainText } from "./names.ts"

/** What is known of the place that an estate is to stand in. */
export interface PlaceFound {
  place: Place & { retiredFrom: string | null }
  /** The street of a community. */
  street: Place | null
  /** Whether a finer place is known below it. */
  hasFiner: boolean
}

/** Another estate of the same name. */
export interface Namesake {
  name: string
  placeCode: string
  placeName: string
}

/** What an estate's facts meet. */
export interface EstateFound {
  place: PlaceFound | null
  namesakes: readonly Namesake[]
}

/** Who writes, and when. */
export interface Reach {
  today: string
  /** The district that it ends at; null for the whole cell. */
  within: string | null
}

export interface CheckedEstate {
  /** Null when the place is no place for an estate. */
  standing: (Standing & { streetName: string | null }) | null
  hard: Fault[]
  /** What needs a reason. */
  soft: Fault[]
}

/** Known, standing, in the reach of who writes; better as fine as is known. */
function checkPlace(found: PlaceFound | null, { today, within }: Reach): CheckedEstate {
  const fault = (rule: string, parameters: Record<string, string> = {}): CheckedEstate => ({
    standing: null,
    hard: [{ rule, field: "placeCode", with: parameters }],
    soft: [],
  })
  if (!found) return fault("place_unknown")
  const { place, street, hasFiner } = found
  const { name } = place
  const standing = standingOf(place, street)
  if (!standing) return fault("place_too_wide", { name })
  if (place.retiredFrom !== null && place.retiredFrom <= today)
    return fault("place_retired", { name, day: place.retiredFrom })
  if (within !== null && standing.districtCode !== within) return fault("place_not_yours", { name })
  const streetName = place.kind === "street" ? name : (street?.name ?? null)
  const soft = hasFiner ? [{ rule: "place_coarse", field: "placeCode", with: { name } }] : []
  return { standing: { ...standing, streetName }, hard: [], soft }
}

/** Two estates of one name: refused in one place, to be explained in one city. */
function checkNamesakes(facts: Pick<EstateFacts, "name" | "placeCode">, others: readonly Namesake[]) {
  const same = others.filter((other) => plainText(other.name) === plainText(facts.name))
  const here = same.find((other) => other.placeCode === facts.placeCode)
  const found = here ?? same[0]
  if (!found || plainText(facts.name) === "") return { hard: [], soft: [] }
  const rule = here ? "name_taken_here" : "name_taken_in_city"
  const fault = { rule, field: "name", with: { name: found.placeName } }
  return here ? { hard: [fault], soft: [] } : { hard: [], soft: [fault] }
}

/** Everything that is wrong with an estate as it was read (`faults`) and against what it meets. */
export function checkEstate(
  { facts, faults }: { facts: EstateFacts; faults: readonly Fault[] },
  found: EstateFound,
  reach: Reach,
): CheckedEstate {
  const shapeless = faults.some(({ field }) => field === "placeCode")
  const place = shapeless ? { standing: null, hard: [], soft: [] } : checkPlace(found.place, reach)
  const names = checkNamesakes(facts, found.namesakes)
  return {
    standing: place.standing,
    hard: [...faults, ...place.hard, ...names.hard],
    soft: [...place.soft, ...names.soft],
  }
}
