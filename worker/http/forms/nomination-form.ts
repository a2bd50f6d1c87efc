import type { Context } from "hono"
import type { Text } from "../../../web/text/text.ts"
import { sha256 } from "../../domain/scoring/sha256.ts"
import type { TypedNomination } from "../../usecases/nomination/draft-change.ts"
import type { NominationDeps, OpenNomination } from "../../usecases/nomination/open-nomination.ts"
import type { DeskEnv } from "../app-env.ts"
import { fieldsOf } from "./command.ts"

/** Released figures and the language of the rules, as use cases of nominations need them. */
export function nominationDeps(c: Context<DeskEnv>): NominationDeps {
  const { publicReader, expressions } = c.var.services
  return { figures: publicReader, evaluate: expressions.evaluate, digest: async (text) => sha256(text) }
}

/** What a person typed into the form of a nomination. */
export function typedNomination(fields: Record<string, string>): TypedNomination {
  return {
    answers: Object.fromEntries(fieldsOf(fields, "answer")),
    consent: fields["consent"] === "yes",
    // A form that does not ask for a reason leaves the one that stands.
    reason: fields["reason"],
  }
}

/** The same as fields of the form. */
export function typedFields({ answers, consent, reason }: TypedNomination): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(answers).map(([key, answer]) => [`answer:${key}`, answer])),
    consent: consent ? "yes" : "",
    ...(reason !== undefined && { reason }),
  }
}

/** What stands now where it differs from what was typed, one sentence a field. */
export function staleAnswers(
  text: Text,
  { rules, nomination }: OpenNomination,
  { answers, consent, reason }: TypedNomination,
): string[] {
  const { page } = text.nominations
  const differs = (title: string, theirs: string, mine: string) =>
    theirs === mine.trim() ? [] : [page.staleLine(title, theirs || page.empty)]
  const kept = nomination.ineligibleReason ?? ""
  const agreed = nomination.consentAt !== null
  const lines = [
    ...rules.form.flatMap(({ key, title }) =>
      differs(title, nomination.answers[key] ?? "", answers[key] ?? ""),
    ),
    ...(agreed === consent ? [] : [page.staleConsent(agreed)]),
    ...differs(page.reason, kept, reason ?? kept),
  ]
  return lines.length > 0 ? lines : [page.staleSame]
}
