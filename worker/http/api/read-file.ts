import type { Context } from "hono"
import { digestOf } from "../forms/uploaded-file.ts"
import { readBody } from "../middleware/body-size.ts"
import type { ApiEnv } from "./api-env.ts"
import { Problem } from "./problem.ts"

/**
 * Reads a body that is a file of one of some media types, and keeps it with the request. What tells it from others is its
 * SHA-256 and the query, which says what is to be done with it. Throws Problem 415 for another type.
 */
export function readFile(types: readonly string[]) {
  return async (c: Context<ApiEnv>): Promise<string> => {
    const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? ""
    if (!types.includes(type)) throw new Problem(415, "media_type")
    const bytes = await readBody(c)
    c.set("file", bytes)
    return `${new URL(c.req.url).search}\n${await digestOf(bytes)}`
  }
}
