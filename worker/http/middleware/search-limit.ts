import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { addressGroup } from "../../domain/identity/address.ts"
import type { AppEnv } from "../app-env.ts"
import { addressOf } from "../identity-deps.ts"

const WINDOW_MS = 60_000
/** Searches in a minute of one address; of everybody together where no address is known. */
export const mostSearches = { address: 60, everybody: 600 }
/** More addresses than that are not told apart in one minute: they share what everybody may. */
const MOST_ADDRESSES = 5_000

/** Counted in the isolate: a search reads what is kept there, and a durable count would cost more than the search. */
let window = { began: 0, counts: new Map<string, number>() }

/** Whether one more search of somebody, or of everybody (null), is too many in this minute. */
function isTooMany(cell: string, address: string | null, now: number): boolean {
  if (now - window.began >= WINDOW_MS || now < window.began) window = { began: now, counts: new Map() }
  const known = address !== null && window.counts.size < MOST_ADDRESSES
  const who = `${cell} ${known ? addressGroup(address) : "everybody"}`
  const count = (window.counts.get(who) ?? 0) + 1
  window.counts.set(who, count)
  return count > (known ? mostSearches.address : mostSearches.everybody)
}

/** Refuses a search (429) of whoever searches faster than people do; `field` of the query holds what is searched for. */
export const searchLimit = (field: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { services } = c.var
    const searched = (c.req.query(field) ?? "") !== ""
    if (searched && isTooMany(services.cell, addressOf(c), services.now().getTime())) {
      c.header("retry-after", String(WINDOW_MS / 1000))
      throw new HTTPException(429)
    }
    await next()
  })
