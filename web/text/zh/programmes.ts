type With = Record<string, string | number>

export const programmes = {
  title: "评选",
  /** Sentences of refusals, by rule. */
  refusals: {} as Record<string, (p: With) => string>,
  /** Sentences of faults, by rule. */
  faults: {} as Record<string, (p: With) => string>,
}
