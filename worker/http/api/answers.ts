import type { z } from "@hono/zod-openapi"

const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } }

/** The answers of a route: one that succeeds, and problem documents. */
export function answers<Status extends number, Schema extends z.ZodType>(
  status: Status,
  schema: Schema,
  description: string,
) {
  const right = { [status]: { description, content: { "application/json": { schema } } } } as Record<
    Status,
    { description: string; content: { "application/json": { schema: Schema } } }
  >
  return { ...right, default: { description: "A problem (RFC 9457).", content: problem } }
}
