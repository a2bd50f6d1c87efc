import { DomainError } from "../domain/errors.ts"
import type { UseCaseContext } from "./context.ts"

/**
 * Makes a write happen once however often it is asked for: when it is refused because the first request with the same
 * key already changed the state, the first request's result is given again.
 */
export async function once<T>(
  ctx: Pick<UseCaseContext, "read">,
  { key, action }: { key: string; action: string },
  perform: () => Promise<T>,
): Promise<T> {
  try {
    return await perform()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "forbidden" || error.code === "not_found")
      throw error
    const first = await ctx.read.writes.firstResult<T>(key, action)
    if (first === undefined) throw error
    return first
  }
}
