import { createClient } from "@libsql/client/web"
import { drizzle } from "drizzle-orm/libsql/web"

export interface DatabaseAddress {
  url: string
  authToken?: string
}

/**
 * Opens the database of a cell for one request: a client that is shared by a Worker's requests fails for good
 * once more than 20 are in flight.
 */
export function openDatabase({ url, authToken }: DatabaseAddress) {
  return drizzle(createClient({ url, authToken, intMode: "number" }))
}

export type Database = ReturnType<typeof openDatabase>
