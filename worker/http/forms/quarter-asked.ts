import type { Context } from "hono"
import { DomainError } from "../../domain/errors.ts"
import { isQuarter, previousQuarter, quarterOf } from "../../domain/quarter.ts"
import type { DeskEnv } from "../app-env.ts"

/** The quarter that ended last. */
export const lastEnded = (c: Context<DeskEnv>) => previousQuarter(quarterOf(c.var.ctx.now().getTime()))

/** The quarter that the address names, the one that ended last where it names none. Errors: not_found for what is none. */
export function quarterAsked(c: Context<DeskEnv>): string {
  const asked = c.req.query("quarter") ?? ""
  if (asked === "") return lastEnded(c)
  if (!isQuarter(asked)) throw new DomainError("not_found", "not_found")
  return asked
}
