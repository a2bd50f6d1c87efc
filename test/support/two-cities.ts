import { type Client, createClient } from "@libsql/client"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import type { TestApp } from "./app-server.ts"
import { askHost, type HostRequest } from "./ask-host.ts"
import { rowsOf } from "./cell.ts"
import { secondCity } from "./second-city.ts"

/** The hosts of the two cities of a test. */
export const [here, there] = ["localhost", secondCity.host]
export const other = (host: string) => (host === here ? there : here)
export const passwordAt = (host: string) => (host === here ? demonstrationPassword : secondCity.password)

/** Ways to reach the two cities of a running application, each by its host. */
export function twoCities(app: () => TestApp) {
  /** The address of a host, as a browser would type it. */
  const siteAt = (host: string) => {
    const url = new URL(app().url)
    url.hostname = host
    return url.origin
  }
  /** A client of one of the databases, closed afterwards. */
  async function withClient<T>(host: string, use: (client: Client) => Promise<T>): Promise<T> {
    const client = createClient({ url: app().cities[host === here ? 0 : 1]?.libsqlUrl ?? "" })
    try {
      return await use(client)
    } finally {
      client.close()
    }
  }
  return {
    siteAt,
    withClient,
    /** By `http.request`; the hosts of the two cities come with the port, as browsers send them. */
    ask(host: string, path: string, more: Partial<HostRequest> = {}) {
      const named = [here, there].includes(host) ? new URL(siteAt(host)).host : host
      return askHost(app().url, { host: named, path, ...more })
    },
    /** SQL on one of the databases. */
    rowsIn: (host: string, sql: string, args: (string | number)[] = []) =>
      withClient(host, (client) => rowsOf(client)(sql, args)),
  }
}
