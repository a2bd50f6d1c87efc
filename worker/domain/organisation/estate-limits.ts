/** Which estates somebody is to work on, as one page of the choice says it. */
export interface EstateLimits {
  /** False: all estates of the company. */
  limited: boolean
  /** Of the estates that the form showed: those that are chosen, and those that are not. */
  chosen: readonly string[]
  others: readonly string[]
}

/** The estates after a change: what was not shown stays as it was. Empty when nothing is limited. */
export function limitedTo(before: readonly string[], { limited, chosen, others }: EstateLimits): string[] {
  if (!limited) return []
  return [...new Set([...before, ...chosen])].filter((id) => !others.includes(id))
}
