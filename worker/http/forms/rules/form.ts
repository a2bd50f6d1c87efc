import { dayFields, formMost } from "../../../domain/selection/check-form.ts"
import type { FormField, ProgrammeDates, RulesDraft } from "../../../domain/selection/rules.ts"
import type { RulesFault } from "../../../domain/selection/rules-parts.ts"
import { type Fields, fieldsOfRows, rowsOf, typedText, typedWhole } from "./rows.ts"

const notWhole = (field: string, typed: string): RulesFault => ({
  rule: "rules_not_whole",
  field,
  part: "form",
  with: { typed: typed.slice(0, 40) },
})

/** The applicants' form and the days as they were typed. */
export function readForm(fields: Fields) {
  const unread: RulesFault[] = []
  const form = rowsOf(fields, "f", ["required"]).map((row, index): FormField => {
    const most = typedWhole(row, "most")
    if (most === null) unread.push(notWhole(`f.${index}.most`, row["most"] ?? ""))
    return {
      key: typedText(row, "key").slice(0, 60),
      title: typedText(row, "title").slice(0, formMost.title),
      hint: typedText(row, "hint").slice(0, formMost.hint),
      required: row["required"] === "yes",
      most: most ?? -1,
    }
  })
  const length = typedWhole(fields, "noticeWorkingDays")
  if (length === null) unread.push(notWhole("noticeWorkingDays", fields["noticeWorkingDays"] ?? ""))
  const days = dayFields.map((name) => [name, typedText(fields, name).normalize("NFKC").slice(0, 40)])
  const dates = { ...Object.fromEntries(days), noticeWorkingDays: length ?? -1 } as ProgrammeDates
  return { rules: { form, dates } satisfies RulesDraft, unread }
}

/** The same as fields of the form. */
export function formFields({ form = [], dates }: RulesDraft): Fields {
  const rows = form.map(({ key, title, hint, required, most }) => ({
    key,
    title,
    hint,
    required: required ? "yes" : "",
    most: String(most),
  }))
  return {
    ...fieldsOfRows("f", rows),
    ...Object.fromEntries(dayFields.map((name) => [name, dates?.[name] ?? ""])),
    noticeWorkingDays: String(dates?.noticeWorkingDays ?? 5),
  }
}
