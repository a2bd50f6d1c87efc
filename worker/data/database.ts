import { createClient } from "@libsql/client/web"
import { drizzle } from "drizzle-orm/libsql/web"

export interface DatabaseAddress {
  url: string
  authToken?: string
  /** Instead of the runtime's own, for whoever counts the round trips. */
  fetch?: (request: Request) => Promise<Response>
}

/**
 * Opens the database of a cell for one request: a client that is shared by a Worker's requests fails for good
 * once more than 20 are in flight.
 */
export function openDatabase({ url, authToken, fetch }: DatabaseAddress) {
  // `source` tells the databases of two cells apart where an isolate keeps something of them.
  return Object.assign(drizzle(createClient({ url, authToken, fetch, intMode: "number" })), { source: url })
}

export type Database = ReturnType<typeof openDatabase>

/** The address of a cell's database with a count of the round trips made to it. */
export function countedAddress(address: DatabaseAddress): { address: DatabaseAddress; trips(): number } {
  let trips = 0
  const counting = (request: Request) => {
    trips += 1
    return fetch(request)
  }
  return { address: { ...address, fetch: counting }, trips: () => trips }
}
