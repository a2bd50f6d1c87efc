import { type Client, createClient } from "@libsql/client/web"
import { drizzle } from "drizzle-orm/libsql/web"
import { type Lead, leadingClient } from "./leading-client.ts"
import { boundedFetch, namingClient } from "./patient-client.ts"

export interface DatabaseAddress {
  url: string
  authToken?: string
  /** Milliseconds that a call may take; 5 seconds when nothing is said. */
  deadlineMs?: number
  /** What rides in front of the first call. */
  lead?: Lead
  /** Instead of the runtime's own, for whoever counts the round trips. */
  fetch?: typeof globalThis.fetch
  /** Opens a client of the database where it lies in this very process; nothing is asked of `url` then. */
  open?: () => Client
}

const DEADLINE_MS = 5_000

function distantClient({ url, authToken, deadlineMs = DEADLINE_MS, fetch: given }: DatabaseAddress): Client {
  const fetch = boundedFetch(given ?? globalThis.fetch, deadlineMs)
  return createClient({ url, authToken, fetch, intMode: "number" })
}

/**
 * Opens the database of a cell for one request: a client that is shared by a Worker's requests fails for good
 * once more than 20 are in flight. Its calls throw Unavailable when they get no answer in time, or one that the database
 * is locked or full.
 */
export function openDatabase(address: DatabaseAddress) {
  const { url } = address
  const named = namingClient(address.open?.() ?? distantClient(address))
  const client = address.lead ? leadingClient(named, address.lead) : named
  // `source` tells the databases of two cells apart where an isolate keeps something of them.
  return Object.assign(drizzle(client), { source: url })
}

export type Database = ReturnType<typeof openDatabase>

/** The address of a cell's database with a count of the round trips made to it. */
export function countedAddress(address: DatabaseAddress): { address: DatabaseAddress; trips(): number } {
  let trips = 0
  const counting: typeof fetch = (...request) => {
    trips += 1
    return fetch(...request)
  }
  const { open } = address
  const counted = open && {
    open: () => {
      const client = open()
      const execute = client.execute.bind(client) as Client["execute"]
      const batch = client.batch.bind(client)
      return Object.assign(client, {
        execute: (...call: Parameters<Client["execute"]>) => {
          trips += 1
          return execute(...call)
        },
        batch: (...call: Parameters<Client["batch"]>) => {
          trips += 1
          return batch(...call)
        },
      })
    },
  }
  return { address: { ...address, fetch: counting, ...counted }, trips: () => trips }
}
