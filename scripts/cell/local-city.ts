import { mkdir, rename, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { startLibsqlServer } from "../libsql-server.ts"
import { addedCities, cityFile, cityFolder, mainCity, mainHosts } from "../start/cells.ts"
import { claimLock, LockHeld } from "../start/lock.ts"
import { type CityDatabase, type PreparedCity, prepareCity } from "./prepare-city.ts"
import { type City, withCity } from "./request.ts"

async function claim(data: string): Promise<() => void> {
  try {
    return await claimLock(join(data, "lock"))
  } catch (error) {
    if (error instanceof LockHeld)
      throw new Error(`--data: ${data} is in use by process ${error.pid}: end that first.`)
    throw error
  }
}

/** A browser asks only this machine for `*.localhost`, and only there it takes a session over plain http. */
function refuseForeignHosts({ code, hosts }: City): void {
  if (code === mainCity)
    throw new Error(
      `--code: ${mainCity} is the main city of every data folder: npm start serves it at localhost.`,
    )
  const foreign = hosts.find((host) => !host.endsWith(".localhost"))
  if (foreign) throw new Error(`--host: on this machine a host ends in .localhost, unlike ${foreign}.`)
}

/**
 * Adds a city to a data folder, for the next `npm start`; `cell.json` comes last, so a folder with it is complete.
 * Running it again changes nothing. Throws a sentence when the folder is in use or says otherwise.
 */
export async function addLocalCity(
  data: string,
  city: City,
  rest: Pick<CityDatabase, "places" | "operator">,
  now: Date,
): Promise<PreparedCity> {
  refuseForeignHosts(city)
  const folder = cityFolder(resolve(data), city.code)
  const giveBack = await claim(resolve(data))
  try {
    const main = { code: mainCity, name: "", hosts: mainHosts }
    const list = withCity([main, ...(await addedCities(resolve(data)))], city)
    await mkdir(folder, { recursive: true })
    const database = await startLibsqlServer({ file: join(folder, "cell.db") })
    const { code, name } = city
    const prepared = await prepareCity({ url: database.url, code, name, ...rest }, now).finally(() =>
      database.close(),
    )
    const file = cityFile(resolve(data), code)
    await writeFile(`${file}.new`, JSON.stringify(list.find((known) => known.code === code)))
    await rename(`${file}.new`, file)
    return prepared
  } finally {
    giveBack()
  }
}
