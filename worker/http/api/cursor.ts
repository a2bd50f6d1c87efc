import { z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { listItems } from "../../domain/request-limits.ts"
import type { ApiEnv } from "./api-env.ts"
import { Problem } from "./problem.ts"

/** Query of every list: how many, and where the page before ended. */
export const pageQuery = {
  limit: z.coerce.number().int().min(listItems.least).max(listItems.most).default(listItems.usual),
  cursor: z.string().max(800).optional(),
}

/** The answer of a list of `item`. */
export function pageOf<Item extends z.ZodType>(item: Item, name: string) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() }).openapi(name)
}

/** What a cursor is bound to: who reads, which list, with which filters. */
function listOf(c: Context<ApiEnv>, filters: Record<string, unknown>): string {
  return JSON.stringify([c.var.actor.organisation.id, c.req.path, filters])
}

/** The place where the page before ended, null for the first. Throws Problem 400 for what is no cursor of this list. */
export async function cursorPlace(
  c: Context<ApiEnv>,
  { cursor, filters }: { cursor: string | undefined; filters: Record<string, unknown> },
): Promise<string | null> {
  if (cursor === undefined) return null
  const place = await c.var.services.cursors.open(listOf(c, filters), cursor)
  if (place === null) throw new Problem(400, "cursor_invalid")
  return place
}

/** The cursor of a place in a list. */
export function sealPlace(
  c: Context<ApiEnv>,
  filters: Record<string, unknown>,
  place: string,
): Promise<string> {
  return c.var.services.cursors.seal(listOf(c, filters), place)
}

/** A page of rows that were read with one more than asked for; `placeOf` says where a row stands. */
export async function pageAnswer<Row, Item>(
  c: Context<ApiEnv>,
  rows: readonly Row[],
  options: {
    limit: number
    filters: Record<string, unknown>
    placeOf: (row: Row) => string
    show: (row: Row) => Item
  },
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const { limit, filters, placeOf, show } = options
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  const nextCursor = more ? await sealPlace(c, filters, placeOf(last)) : null
  return { items: shown.map(show), nextCursor }
}
