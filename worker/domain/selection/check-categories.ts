import { tellsOfPersons } from "../public-text.ts"
import type { Category, RulesDraft } from "./rules.ts"
import type { RulesFault } from "./rules-parts.ts"

/** A district with how many estates stand in it now. */
export interface DistrictField {
  code: string
  name: string
  estates: number
}

/** Most categories, most places in one, and most characters of its name. */
export const categoriesMost = { rows: 12, places: 500, title: 40 }

const at = (index: number, name: string, rule: string, parameters?: RulesFault["with"]): RulesFault => ({
  rule,
  field: `c.${index}.${name}`,
  part: "categories",
  ...(parameters && { with: parameters }),
})

const isCount = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most

function quotaFaults(category: Category, index: number, districts: readonly DistrictField[]): RulesFault[] {
  const seen = new Set<string>()
  return category.quotas.flatMap(({ district, most }) => {
    const known = districts.find(({ code }) => code === district)
    const name = known?.name ?? district
    if (!known) return [at(index, "quotas", "rules_quota_district", { district: name })]
    if (seen.has(district)) return [at(index, "quotas", "rules_quota_twice", { district: name })]
    seen.add(district)
    if (!isCount(most, categoriesMost.places))
      return [at(index, "quotas", "rules_quota_range", { district: name })]
    if (category.places > 0 && most > category.places)
      return [
        at(index, "quotas", "rules_quota_above_places", { district: name, most, places: category.places }),
      ]
    return []
  })
}

function categoryFaults(
  category: Category,
  index: number,
  all: readonly Category[],
  districts: readonly DistrictField[],
): RulesFault[] {
  const faults = quotaFaults(category, index, districts)
  const { title, places } = category
  if (tellsOfPersons(title)) faults.push(at(index, "title", "public_text_sensitive"))
  if (title === "") faults.push({ ...at(index, "title", "rules_category_title"), incomplete: true })
  else if ([...title].length > categoriesMost.title)
    faults.push(
      at(index, "title", "rules_text_long", { length: [...title].length, max: categoriesMost.title }),
    )
  else if (all.findIndex((other) => other.title === title) < index)
    faults.push(at(index, "title", "rules_category_twice", { title }))
  if (!isCount(places, categoriesMost.places))
    faults.push(at(index, "places", "rules_places_range", { max: categoriesMost.places }))
  return faults
}

/** What is allowed but hardly meant: more places than estates, quotas that leave places empty. */
function fieldNotes(category: Category, index: number, districts: readonly DistrictField[]): RulesFault[] {
  const estates = districts.reduce((sum, one) => sum + one.estates, 0)
  const notes: RulesFault[] = []
  if (category.places > estates)
    notes.push(at(index, "places", "rules_places_above_field", { places: category.places, estates }))
  for (const { district, most } of category.quotas) {
    const known = districts.find(({ code }) => code === district)
    if (known && most > known.estates)
      notes.push(
        at(index, "quotas", "rules_quota_above_field", {
          district: known.name,
          most,
          estates: known.estates,
        }),
      )
  }
  const named = new Set(category.quotas.map(({ district }) => district))
  const total = category.quotas.reduce((sum, { most }) => sum + most, 0)
  // A district that is not named has no limit: the places can always be filled from it.
  const all = districts.filter((one) => one.estates > 0).every(({ code }) => named.has(code))
  if (category.quotas.length > 0 && all && total < category.places)
    notes.push(at(index, "quotas", "rules_quotas_below_places", { total, places: category.places }))
  return notes
}

/** Categories with their places and the quotas of districts. */
export function checkCategories({ categories = [] }: RulesDraft, districts: readonly DistrictField[]) {
  const hard = categories.flatMap((category, index) => categoryFaults(category, index, categories, districts))
  if (categories.length === 0) hard.push({ ...at(0, "title", "rules_categories_missing"), incomplete: true })
  if (categories.length > categoriesMost.rows)
    hard.push(at(categoriesMost.rows, "title", "rules_rows_most", { max: categoriesMost.rows }))
  const soft = categories.flatMap((category, index) => fieldNotes(category, index, districts))
  return { hard, soft }
}
