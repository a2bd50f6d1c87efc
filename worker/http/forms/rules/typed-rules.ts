import type { ProgrammeDesk } from "../../../data/programme-desk.ts"
import type { RulesDraft } from "../../../domain/selection/rules.ts"
import type { RulesPart } from "../../../domain/selection/rules-parts.ts"
import type { TypedRules } from "../../../usecases/programme/edit-rules.ts"
import { readConditions } from "../conditions.ts"
import { basicsFields, readBasics } from "./basics.ts"
import { categoriesFields, readCategories } from "./categories.ts"
import { formFields, readForm } from "./form.ts"
import { judgingFields, readJudging } from "./judging.ts"
import { type Fields, fieldsOfRows, rowsOf } from "./rows.ts"

type Around = Pick<ProgrammeDesk, "releases" | "districts">

/** A part of the rules as a posted form says it. */
export function readRules(part: RulesPart, fields: Fields, around: Around): TypedRules {
  switch (part) {
    case "basics":
      return { rules: readBasics(fields, around.releases), unread: [] }
    case "categories":
      return readCategories(fields, around.districts)
    case "eligibility":
      return { rules: { eligibility: readConditions(fields) }, unread: [] }
    case "form":
      return readForm(fields)
    case "judging":
      return readJudging(fields)
  }
}

/** A part of a draft as the fields of its form; the builder of conditions takes the rules themselves. */
export function rulesFields(part: RulesPart, draft: RulesDraft, around: Around): Fields {
  switch (part) {
    case "basics":
      return basicsFields(draft)
    case "categories":
      return categoriesFields(draft, around.districts)
    case "eligibility":
      return {}
    case "form":
      return formFields(draft)
    case "judging":
      return judgingFields(draft)
  }
}

const rowPrefix: Partial<Record<RulesPart, [prefix: string, always: readonly string[]]>> = {
  categories: ["c", ["code"]],
  form: ["f", ["required"]],
  judging: ["k", []],
}

/**
 * A posted form with its rows numbered as they are read, so that a fault stands beside its own row; the builder of
 * conditions takes the rules themselves.
 */
export function withoutEmptyRows(part: RulesPart, fields: Fields): Fields {
  if (part === "eligibility") return {}
  const [prefix, always] = rowPrefix[part] ?? []
  if (prefix === undefined) return fields
  const others = Object.entries(fields).filter(([name]) => !new RegExp(`^${prefix}\\.\\d`).test(name))
  return { ...Object.fromEntries(others), ...fieldsOfRows(prefix, rowsOf(fields, prefix, always)) }
}
