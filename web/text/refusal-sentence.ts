import { selectionRefusals } from "./selection-sentence.ts"
import type { Text } from "./text.ts"

/** Why something was refused, in a sentence; an unknown rule gets the plain apology. */
export function refusalSentence(
  text: Text,
  refused: { rule: string; with?: Record<string, string | number> },
): string {
  const { refusals } = text.access
  const sentences: Record<string, ((p: Record<string, string | number>) => string) | undefined> = {
    ...refusals,
    ...selectionRefusals(text),
  }
  return (sentences[refused.rule] ?? refusals.unexpected)(refused.with ?? {})
}
