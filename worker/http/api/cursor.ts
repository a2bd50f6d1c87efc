import { z } from "@hono/zod-openapi"
import type { Context } from "hono"
import { DomainError } from "../../domain/errors.ts"
import { type ListFound, type ListPage, listPlace } from "../../domain/list.ts"
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

/** How a list is asked for: its page, what it is narrowed to (a cursor is bound to it), and how a row is shown. */
interface Listing<Row, Item> {
  query: { limit: number; cursor?: string | undefined }
  filters: Record<string, unknown>
  /** Null where there is no such list. */
  read: (page: ListPage) => Promise<ListFound<Row> | null>
  show: (row: Row) => Item
}

/**
 * The answer of a list. Throws Problem 400 for a cursor that is none of it: of another list, organisation, filter or
 * order; DomainError not_found.
 */
export async function listAnswer<Row, Item>(
  c: Context<ApiEnv>,
  { query: { limit, cursor }, filters, read, show }: Listing<Row, Item>,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const text = await cursorPlace(c, { cursor, filters })
  const after = text === null ? null : listPlace(text)
  if (text !== null && after === null) throw new Problem(400, "cursor_invalid")
  const found = await read({ after, limit })
  if (!found) throw new DomainError("not_found", "not_found")
  const nextCursor = found.next && (await sealPlace(c, filters, JSON.stringify(found.next)))
  return { items: found.rows.map(show), nextCursor }
}
