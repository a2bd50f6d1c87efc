import { type CellList, cellList } from "../../worker/env.ts"

/** A city with the hosts that it is served at. */
export type City = CellList[number]

/** A city as the command line names it. Throws a sentence on a wrong code, name or host. */
export function readCity(code: string, name: string, hosts: readonly string[]): City {
  const result = cellList.safeParse([{ code, name, hosts }])
  if (result.success && result.data[0]) return result.data[0]
  const words = result.error?.issues.map(({ path, message }) => `--${String(path[1] ?? "host")}: ${message}.`)
  throw new Error((words ?? []).join("\n").replaceAll("--hosts", "--host"))
}

/**
 * The list with a city added; one that stands in it already gets the new hosts. Throws a sentence when the list calls
 * the city otherwise or gives one of the hosts to another.
 */
export function withCity(list: readonly City[], city: City): City[] {
  for (const { code, name, hosts } of list) {
    const taken = code === city.code ? undefined : hosts.find((host) => city.hosts.includes(host))
    if (taken) throw new Error(`--host: ${taken} is served for ${name} (${code}) already.`)
    if (code === city.code && name !== city.name)
      throw new Error(`--name: the city ${code} is called ${name} already, not ${city.name}.`)
  }
  if (!list.some(({ code }) => code === city.code)) return [...list, city]
  return list.map((known) =>
    known.code === city.code ? { ...known, hosts: [...new Set([...known.hosts, ...city.hosts])] } : known,
  )
}
