import { DomainError } from "../../domain/errors.ts"

/**
 * Waits for a write about a request to reset a second factor. Whatever of it has changed meanwhile is told by one rule
 * (DomainError conflict): it waits no more, or waits already.
 */
export async function resetConflict(
  rule: "reset_over" | "reset_open",
  writing: Promise<unknown>,
): Promise<void> {
  try {
    await writing
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") throw new DomainError("conflict", rule)
    throw error
  }
}
