import type { Context } from "hono"
import { DomainError } from "../../domain/errors.ts"
import type { ApiEnv } from "./api-env.ts"
import { faultOf, Problem } from "./problem.ts"

/** What is wrong with a file that is a whole body stands nowhere in it. */
export async function tellingFile<T>(c: Context<ApiEnv>, perform: () => Promise<T>): Promise<T> {
  try {
    return await perform()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid" || error.faults.length === 0) throw error
    const faults = error.faults.map((fault) => ({
      ...faultOf(c.var.text, fault),
      field: null,
      pointer: null,
    }))
    throw new Problem(422, "invalid", { faults })
  }
}
