import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"

type Write = UseCaseContext["write"]

/**
 * Writes something about a request to reset a second factor. Whatever of it has changed meanwhile is told by one rule
 * (DomainError conflict): it waits no more, or waits already.
 */
export async function writeReset(
  { write }: { write: Write },
  rule: "reset_over" | "reset_open",
  ...[command, change]: Parameters<Write>
): Promise<void> {
  try {
    await write(command, change)
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") throw new DomainError("conflict", rule)
    throw error
  }
}
