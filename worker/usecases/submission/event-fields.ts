import type { FindingRow, SubmissionRow } from "../../data/dossier.ts"
import { type Change, changedFields, type Fields } from "../../domain/audit/changed-fields.ts"
import { textMark, typedMark } from "../../domain/audit/typed-value.ts"
import type { Typed } from "../../domain/submission/faults.ts"

/** What a provider typed, as fields of an audit event: `households`, and `households.reason`. */
export function typedFields({ texts, reasons }: Typed): Fields {
  const of = (map: ReadonlyMap<string, string>, end: string) =>
    [...map].map(([key, text]) => [`${key}${end}`, text.trim() || null] as const)
  return Object.fromEntries([...of(texts, ""), ...of(reasons, ".reason")])
}

/** The decisions of one level, as fields: `households.decision`, `.checkedValue`, `.reasonClass`, `.reason`. */
function decisionFields(rows: readonly FindingRow[]): Fields {
  return Object.fromEntries(
    rows.flatMap(({ key, decision, checkedValue, reasonClass, reason }) => [
      [`${key}.decision`, decision],
      [`${key}.checkedValue`, checkedValue],
      [`${key}.reasonClass`, reasonClass],
      [`${key}.reason`, reason],
    ]),
  )
}

const isText = (field: string) => field === "returnReason" || field.endsWith(".reason")
const isOwn: Record<string, true> = {}
for (const name of ["state", "filing", "organisationId", "returnedBy"]) isOwn[name] = true
const isPlain = (field: string) =>
  isOwn[field] ||
  field.endsWith("At") ||
  field.endsWith("Day") ||
  field.endsWith(".decision") ||
  field.endsWith(".reasonClass")

/** Reasons as their length, what was typed as figures; states and dates as they are. */
function written(value: unknown, field: string): unknown {
  if (isText(field)) return textMark(value as string | null)
  return isPlain(field) ? value : typedMark(value)
}

/** A change of a submission's own row, together with what was typed or decided with it. */
export function submissionChange(
  submission: SubmissionRow | null,
  changes: Partial<SubmissionRow>,
  typed?: { before: Fields; after: Fields },
): Change {
  const names = Object.keys(changes) as (keyof SubmissionRow)[]
  const old = Object.fromEntries(names.map((name) => [name, submission?.[name]]))
  return changedFields({ ...old, ...typed?.before }, { ...changes, ...typed?.after }, written)
}

/** The event of an act that changes a submission's own row. */
export function submissionEvent(
  submission: SubmissionRow,
  changes: Partial<SubmissionRow>,
  detail: Record<string, unknown>,
  typed?: { before: Fields; after: Fields },
) {
  const change = submissionChange(submission, changes, typed)
  return { entity: "submission", entityId: submission.id, detail, ...change }
}

/** What a level had decided on the filing, and what it decides now. */
export function decisionChange(
  before: readonly FindingRow[],
  { submission, level, rows }: { submission: SubmissionRow; level: FindingRow["level"]; rows: FindingRow[] },
): { before: Fields; after: Fields } {
  const own = before.filter(
    (row) => row.submissionId === submission.id && row.filing === submission.filing && row.level === level,
  )
  return { before: decisionFields(own), after: decisionFields(rows) }
}
