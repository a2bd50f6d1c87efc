import { z } from "@hono/zod-openapi"
import { DomainError } from "../../domain/errors.ts"
import type { EstateLimits } from "../../domain/organisation/estate-limits.ts"
import { jsonBody } from "./key-route.ts"

/** Which estates an editor, or who is invited to be one, is to work on; null for all. */
export const limitsBody = jsonBody(
  z
    .strictObject({
      estates: z
        .array(z.string().max(100))
        .max(1000)
        .nullable()
        .openapi({ example: ["hefeng-yuan"] }),
    })
    .openapi("MemberLimits"),
)

/** The limits that a program names, from a choice that was opened with its slugs. Throws DomainError invalid. */
export function namedLimits(
  estates: readonly string[] | null,
  { rows, given }: { rows: readonly { id: string }[]; given: readonly string[] },
): EstateLimits {
  const refuse = (rule: string) => new DomainError("invalid", "invalid", [{ rule, field: "estates" }])
  if (estates?.length === 0) throw refuse("no_estates")
  if (rows.length < new Set(estates).size) throw refuse("estates_unknown")
  const chosen = rows.map(({ id }) => id)
  return { limited: estates !== null, chosen, others: given.filter((id) => !chosen.includes(id)) }
}
