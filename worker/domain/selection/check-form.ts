import { startOfDay } from "../quarter.ts"
import type { ProgrammeDates, RulesDraft } from "./rules.ts"
import type { RulesFault } from "./rules-parts.ts"

/** Most fields of the form that applicants fill in, most characters of an answer, and of what a field is called by. */
export const formMost = { rows: 20, characters: 5000, key: 31, title: 120, hint: 300 }

/** The days of a programme in the order in which they must come. */
export const dayFields = ["openDay", "closeDay", "screeningDay", "reviewDay", "noticeDay"] as const
type DayField = (typeof dayFields)[number]

const at = (field: string, rule: string, parameters?: RulesFault["with"]): RulesFault => ({
  rule,
  field,
  part: "form",
  ...(parameters && { with: parameters }),
})

/** Whether a text is a day of the calendar, `2026-09-30`. */
export function isDay(text: string): boolean {
  try {
    startOfDay(text)
    return true
  } catch {
    return false
  }
}

const keyForm = new RegExp(`^[a-z][a-z0-9_]{0,${formMost.key - 1}}$`)

function fieldFaults({ form = [] }: RulesDraft): RulesFault[] {
  const faults = form.flatMap(({ key, title, most }, index) => {
    const found: RulesFault[] = []
    const name = (part: string) => `f.${index}.${part}`
    if (!keyForm.test(key)) found.push(at(name("key"), "rules_key_pattern"))
    else if (form.findIndex((other) => other.key === key) < index)
      found.push(at(name("key"), "rules_key_twice", { key }))
    if (title === "") found.push({ ...at(name("title"), "rules_field_title"), incomplete: true })
    if (!Number.isInteger(most) || most < 1 || most > formMost.characters)
      found.push(at(name("most"), "rules_most_range", { max: formMost.characters }))
    return found
  })
  if (form.length === 0) faults.push({ ...at("f.0.title", "rules_form_missing"), incomplete: true })
  if (form.length > formMost.rows)
    faults.push(at(`f.${formMost.rows}.title`, "rules_rows_most", { max: formMost.rows }))
  return faults
}

function orderFaults(dates: ProgrammeDates): RulesFault[] {
  const known = dayFields.filter((field) => isDay(dates[field]))
  return known.flatMap((field, index) => {
    const before: DayField | undefined = known[index - 1]
    // A notice begins once the review is over, so all days may be the same but none earlier.
    return before && dates[field] < dates[before]
      ? [at(field, "rules_dates_order", { before, day: dates[before] })]
      : []
  })
}

function dateFaults({ dates }: RulesDraft): RulesFault[] {
  if (!dates) return [{ ...at("openDay", "rules_dates_missing"), incomplete: true }]
  const days = dayFields.flatMap((field): RulesFault[] => {
    if (dates[field] === "") return [{ ...at(field, "rules_date_missing"), incomplete: true }]
    return isDay(dates[field]) ? [] : [at(field, "rules_date_wrong", { typed: dates[field] })]
  })
  const { noticeWorkingDays: length } = dates
  const notice =
    Number.isInteger(length) && length >= 5 && length <= 7
      ? []
      : [at("noticeWorkingDays", "rules_notice_days")]
  return [...days, ...orderFaults(dates), ...notice]
}

/** The form that applicants fill in, and the days of the programme. */
export function checkForm(draft: RulesDraft): RulesFault[] {
  return [...fieldFaults(draft), ...dateFaults(draft)]
}
