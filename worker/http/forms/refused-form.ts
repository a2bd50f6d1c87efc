import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { statusOf } from "../errors.tsx"

interface Refused {
  state: FormState
  status: 409 | 422
}

/** A form as its page gets it: refused, or not sent yet. */
export type Shown = Partial<Refused>

/** Refused without faults of their own, but still a matter of the form. */
const mended = ["invalid", "explain", "next_missing"]

/**
 * How a form is shown again after it was refused, with what was typed: what is wrong with it, or that somebody changed
 * what it is about meanwhile. Anything else is no matter of the form and thrown on.
 */
export function refusedForm(error: unknown, formKey: string, typed: FormState["typed"]): Refused {
  if (!(error instanceof DomainError)) throw error
  const { code, rule, faults } = error
  const state = freshForm(formKey, typed)
  if (code === "stale") return { state: { ...state, stale: true }, status: statusOf[code] }
  if (code !== "invalid" || (faults.length === 0 && !mended.includes(rule))) throw error
  return { state: { ...state, faults, explain: rule === "explain" }, status: statusOf[code] }
}

/** The same for a form that says every refusal itself, one that concerns no field as one sentence. */
export function refusedWhole(
  text: Text,
  error: unknown,
  formKey: string,
  typed: FormState["typed"],
): Refused {
  if (!(error instanceof DomainError)) throw error
  const status = statusOf[error.code]
  if (status !== 409 && status !== 422) throw error
  const { rule, faults } = error
  const refused = faults.length > 0 ? null : refusalSentence(text, error)
  return { state: { ...freshForm(formKey, typed), faults, explain: rule === "explain", refused }, status }
}
