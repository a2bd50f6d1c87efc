import { randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import { readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { cellList } from "../../worker/env.ts"
import { openClient } from "../database-client.ts"
import { startLibsqlServer } from "../libsql-server.ts"
import { migrate } from "../migrate.ts"
import { openingError, requireBeside, requireDatabase, requireFilled } from "./fit-together.ts"

/** The city whose database lies in the data folder itself; it is served at this machine's own names. */
export const mainCity = "510100"
export const mainHosts = ["localhost", "127.0.0.1", "[::1]"]

/** A city that stands in a data folder beside the main one. */
export interface AddedCity {
  code: string
  name: string
  hosts: string[]
}

/** Where an added city keeps its database and its secret. */
export const cityFolder = (data: string, code: string) => join(data, "cells", code)

/** What the folder of a city holds besides the database: written last, so a folder with it is complete. */
export const cityFile = (data: string, code: string) => join(cityFolder(data, code), "cell.json")

/** The cities that were added to a data folder, by code. Throws on a file that says something else. */
export async function addedCities(data: string): Promise<AddedCity[]> {
  const folder = join(data, "cells")
  const codes = existsSync(folder) ? (await readdir(folder)).sort() : []
  const found: unknown[] = []
  for (const code of codes)
    if (existsSync(cityFile(data, code))) found.push(JSON.parse(await readFile(cityFile(data, code), "utf8")))
  return found.length === 0 ? [] : cellList.parse(found)
}

/** The secret that signs a city's sessions: made once, readable by its owner only. */
export async function secretIn(folder: string): Promise<string> {
  const file = join(folder, "secret")
  if (!existsSync(file)) await writeFile(file, randomBytes(32).toString("hex"), { mode: 0o600 })
  return readFile(file, "utf8")
}

async function nameOf(url: string, code: string): Promise<string> {
  const client = openClient({ url })
  try {
    const { rows } = await client.execute({ sql: "select name from places where code = ?", args: [code] })
    return String(rows[0]?.["name"] ?? code)
  } finally {
    client.close()
  }
}

/** One city as it is being served. */
export interface ServedCity extends AddedCity {
  libsqlUrl: string
  secret: string
  /** Round trips to its database so far. */
  requests(): number
  close(): Promise<void>
}

async function serve(
  data: string,
  folder: string,
  city: Omit<AddedCity, "name"> & { name?: string },
): Promise<ServedCity> {
  await requireDatabase(data, folder)
  const damage = (error: unknown): never => {
    throw openingError(error, data, folder)
  }
  const database = await startLibsqlServer({ file: join(folder, "cell.db") }).catch(damage)
  try {
    await requireFilled(data, folder, database.url)
    await migrate(database.url)
    await requireBeside(data, folder, database.url)
    return {
      code: city.code,
      hosts: city.hosts,
      name: city.name ?? (await nameOf(database.url, city.code)),
      libsqlUrl: database.url,
      secret: await secretIn(folder),
      requests: () => database.requests(),
      close: () => database.close(),
    }
  } catch (error) {
    await database.close()
    throw openingError(error, data, folder)
  }
}

/** Migrates and serves the databases of all cities of a data folder, the main one first. */
export async function serveCities(
  data: string,
  closing: (() => Promise<void>)[],
): Promise<[ServedCity, ...ServedCity[]]> {
  const main = await serve(data, data, { code: mainCity, hosts: mainHosts })
  closing.push(main.close)
  const served: [ServedCity, ...ServedCity[]] = [main]
  for (const city of await addedCities(data)) {
    const added = await serve(data, cityFolder(data, city.code), city)
    closing.push(added.close)
    served.push(added)
  }
  return served
}

/** The Worker's bindings for these cities, each with its hosts. */
export function cityBindings([main, ...added]: [ServedCity, ...ServedCity[]]): Record<string, string> {
  const bindings: Record<string, string> = {
    CELL: main.code,
    CELL_NAME: main.name,
    HOSTS: main.hosts.join(" "),
    LIBSQL_URL: main.libsqlUrl,
    AUTH_SECRET: main.secret,
  }
  if (added.length === 0) return bindings
  bindings["CELLS"] = JSON.stringify([main, ...added].map(({ code, name, hosts }) => ({ code, name, hosts })))
  for (const { code, libsqlUrl, secret } of added) {
    bindings[`LIBSQL_URL_${code}`] = libsqlUrl
    bindings[`AUTH_SECRET_${code}`] = secret
  }
  return bindings
}
