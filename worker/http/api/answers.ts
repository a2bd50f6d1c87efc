import type { z } from "@hono/zod-openapi"

const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } }

/** The answers of a route: one that succeeds, and problem documents. Their words come from web/text (document.ts). */
export function answers<Status extends number, Schema extends z.ZodType>(status: Status, schema: Schema) {
  const right = { [status]: { description: "", content: { "application/json": { schema } } } } as Record<
    Status,
    { description: string; content: { "application/json": { schema: Schema } } }
  >
  return { ...right, default: { description: "", content: problem } }
}
