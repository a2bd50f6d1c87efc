import { DomainError, type Fault } from "../../domain/errors.ts"

/** What an audit event says of what was explained: the rules, and how long the reason is; its words stay out. */
export function reasonDetail(soft: readonly Fault[], reason: string): Record<string, unknown> {
  return soft.length > 0 ? { explained: soft.map(({ rule }) => rule), reasonLength: reason.length } : {}
}

/** Two did it at once: the later one is told so in a sentence of its own. */
export async function whoWasFirst<T>(write: Promise<T>, rule: string): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale" && error.rule === "stale")
      throw new DomainError("stale", rule, [], {}, error.faster)
    throw error
  }
}
