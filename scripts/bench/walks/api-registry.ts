import { demonstrationCommunity } from "../../../schema/seed/demonstration/sites.ts"
import { paths } from "../../../web/paths.ts"
import type { Walk } from "../walk.ts"

type Keys = Record<"city" | "platform", string>

/** A place is entered, renamed, retired and taken back. */
async function walkPlaces(walk: Walk, { city, platform }: Keys): Promise<void> {
  const route = "/api/v1/places"
  await walk.program(`GET ${route}`, city, { path: paths.api("/places?district=510104&limit=20") })
  const body = { code: `${demonstrationCommunity.slice(0, 9)}997`, name: "走查接口社区" }
  const made = await walk.program(`POST ${route}`, platform, { path: paths.api("/places"), body })
  const { href } = JSON.parse(made.html) as { href: string }
  const write = async (method: string, part: string, change: object) => {
    const { etag } = await walk.program(`GET ${route}/:placeCode`, platform, { path: href })
    const asked = { path: href + part, body: change, headers: { "if-match": etag ?? "" } }
    await walk.program(`${method} ${route}/:placeCode${part}`, platform, asked)
  }
  await write("PUT", "/name", { name: "走查接口二社区" })
  await write("POST", "/retirement", { from: "2026-10-01" })
  await write("POST", "/reinstatement", {})
}

/** Places one by one, then a file of estates and one of places, checked and entered. */
export async function walkFiles(walk: Walk, keys: Keys): Promise<void> {
  await walkPlaces(walk, keys)
  const files = {
    estates: [keys.city, `小区名称,区划代码\n接口导入走查,${demonstrationCommunity}\n`],
    places: [keys.platform, `区划代码,名称\n${demonstrationCommunity.slice(0, 9)}996,接口导入社区\n`],
  } as const
  for (const kind of ["estates", "places"] as const) {
    const [key, content] = files[kind]
    const file = { type: "text/csv", content }
    for (const query of ["?dryRun=true", ""])
      await walk.program(`POST ${paths.apiImport(kind)}`, key, { path: paths.apiImport(kind) + query, file })
  }
}

/** Asks for an export, and waits for its end before the next route: its Workflow would be counted with it. */
export async function walkExports(walk: Walk, company: string): Promise<void> {
  const route = "/api/v1/exports"
  const body = { personal: true }
  const made = await walk.program(`POST ${route}`, company, { path: paths.api("/exports"), body })
  const { href } = JSON.parse(made.html) as { href: string }
  for (let tries = 0; ; tries++) {
    const { html } = await walk.program(`GET ${route}/:exportId`, company, { path: href })
    if (html.includes('"state":"done"')) break
    if (tries > 100) throw new Error("the export of the walk did not end")
    walk.costs.pop()
    await new Promise((done) => setTimeout(done, 250))
  }
  await walk.program(`GET ${route}`, company, { path: paths.api("/exports?limit=5") })
  await walk.program(`GET ${route}/:exportId/archive`, company, { path: `${href}/archive` })
}
