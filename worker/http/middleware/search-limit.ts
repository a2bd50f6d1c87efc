import { createMiddleware } from "hono/factory"
import { HTTPException } from "hono/http-exception"
import { addressGroup, addressSite } from "../../domain/identity/address.ts"
import { addressOf } from "../address.ts"
import type { AppEnv } from "../app-env.ts"

const WINDOW_MS = 60_000
/** Searches in a minute of one address; of all lines of one IPv6 site; of all together whose address is not known. */
export const mostSearches = { address: 60, site: 300, everybody: 600 }
/** The same of suggestions, of which one search that is typed asks for several. */
export const mostSuggestions = { address: 300, site: 1_200, everybody: 3_000 }
/** More subjects than that are not told apart in one minute: who comes later shares what everybody may. */
const MOST_SUBJECTS = 5_000

/**
 * Counts searches by the minute, of at most so many subjects. Counted in the isolate: a search reads what is kept there,
 * and a durable count would cost more than the search.
 */
export function searchCounts(mostSubjects = MOST_SUBJECTS, most = mostSearches) {
  const counts = new Map<string, number>()
  let everybody = 0
  let began = 0

  /** The count of a subject with one more, where it has one already or there is room; null otherwise. */
  function countOf(subject: string): number | null {
    if (!counts.has(subject) && counts.size >= mostSubjects) return null
    const count = (counts.get(subject) ?? 0) + 1
    counts.set(subject, count)
    return count
  }

  function isTooManyTogether(): boolean {
    everybody += 1
    return everybody > most.everybody
  }

  /**
   * Whether one more search of somebody, or of nobody known (null), is too many in this minute. An IPv6 site has 65,536
   * lines of its own: they count together too, and take up no room of others once they have searched too much.
   */
  return (cell: string, address: string | null, now: number): boolean => {
    if (now - began >= WINDOW_MS || now < began) {
      began = now
      everybody = 0
      counts.clear()
    }
    if (address === null) return isTooManyTogether()
    const site = addressSite(address)
    const ofSite = site === null ? null : countOf(`${cell} ${site}`)
    if (ofSite !== null && ofSite > most.site) return true
    const own = countOf(`${cell} ${addressGroup(address)}`)
    return own === null ? isTooManyTogether() : own > most.address
  }
}

const limitBy = (isTooMany: ReturnType<typeof searchCounts>, field: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { services } = c.var
    const searched = (c.req.query(field) ?? "") !== ""
    if (searched && isTooMany(services.cell, addressOf(c), services.now().getTime())) {
      c.header("retry-after", String(WINDOW_MS / 1000))
      throw new HTTPException(429)
    }
    await next()
  })

const isTooMany = searchCounts()
const isSuggestedTooMuch = searchCounts(MOST_SUBJECTS, mostSuggestions)

/** Refuses a search (429) of whoever searches faster than people do; `field` of the query holds what is searched for. */
export const searchLimit = (field: string) => limitBy(isTooMany, field)

/** The same of suggestions, counted apart: who types too fast for them can still search. */
export const suggestionLimit = (field: string) => limitBy(isSuggestedTooMuch, field)
