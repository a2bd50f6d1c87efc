import { paths } from "../../../web/paths.ts"
import type { Places } from "../places.ts"
import type { Walk } from "../walk.ts"

const community = "510104018004"

async function walkEstates(walk: Walk): Promise<string> {
  const name: [string, string] = ["name", "走查小区"]
  const page = paths.newEstate({ place: community })
  await walk.get("/registry", "editor", paths.registry())
  await walk.get("/registry/list.csv", "editor", paths.listFile("registry"))
  await walk.get("/registry", "approver", paths.registry({ q: "jh", show: "incomplete" }))
  await walk.get("/registry/new", "approver", paths.newEstate({ q: "社区" }))
  await walk.get("/registry/new", "operator", page)
  const location = await walk.post("/registry/estates", "approver", {
    page,
    form: "/estates",
    changes: [name],
  })
  return new URL(location ?? "", "http://walk").pathname
}

async function walkSheet(walk: Walk, slug: string): Promise<void> {
  const route = "/registry/estates/:slug"
  const facts = paths.estateFacts(slug)
  await walk.get(route, "approver", paths.estateSheet(slug))
  await walk.get(`${route}/facts`, "approver", facts)
  await walk.post(`${route}/facts`, "approver", {
    page: facts,
    form: "/facts",
    changes: [["households", "888"]],
  })
  const tenures = paths.tenures(slug)
  const begin: [string, string][] = [
    ["company", "示例·岷禾物业"],
    ["fromDate", "2026-01-01"],
  ]
  await walk.get(`${route}/tenures`, "approver", tenures)
  await walk.post(`${route}/tenures`, "approver", { page: tenures, form: "/tenures", changes: begin })
  const end: [string, string][] = [["toDate", "2026-11-30"]]
  await walk.post(`${route}/tenures/:tenureId/end`, "approver", { page: tenures, form: "/end", changes: end })
  await walk.post(`${route}/tenures/:tenureId/removal`, "approver", { page: tenures, form: "/removal" })
  const retirement = paths.retirement(slug)
  const changes: [string, string][] = [
    ["reason", "走查"],
    ["confirmed", "yes"],
  ]
  await walk.get(`${route}/retirement`, "approver", retirement)
  await walk.post(`${route}/retirement`, "approver", { page: retirement, form: "/retirement", changes })
  const sheet = paths.estateSheet(slug)
  await walk.post(`${route}/reinstatement`, "approver", { page: sheet, form: "/reinstatement" })
}

async function walkPlaces(walk: Walk): Promise<void> {
  const route = "/registry/places"
  await walk.get(route, "operator", paths.places({ district: "510104" }))
  await walk.get(`${route}/new`, "operator", paths.newPlace())
  const changes: [string, string][] = [
    ["code", "510104018999"],
    ["name", "走查社区"],
  ]
  await walk.post(route, "operator", { page: paths.newPlace(), form: "/places", changes })
  const page = paths.place("510104018999")
  await walk.get(`${route}/:placeCode`, "operator", page)
  await walk.post(`${route}/:placeCode/name`, "operator", {
    page,
    form: "/name",
    changes: [["name", "走查二社区"]],
  })
  await walk.post(`${route}/:placeCode/retirement`, "operator", { page, form: "/retirement" })
  await walk.post(`${route}/:placeCode/reinstatement`, "operator", { page, form: "/reinstatement" })
}

async function walkImports(walk: Walk): Promise<void> {
  const estates = `小区名称,区划代码\n导入走查,${community}\n`
  const places = "区划代码,名称\n510104018998,导入社区\n"
  const files = { estates: ["approver", estates], places: ["operator", places] } as const
  for (const kind of ["estates", "places"] as const) {
    const [who, text] = files[kind]
    const route = paths.import(kind)
    await walk.get(route, who, route)
    await walk.get(`${route}/template.csv`, who, paths.importTemplate(kind, "csv"))
    await walk.get(`${route}/template.xlsx`, who, paths.importTemplate(kind, "xlsx"))
    await walk.upload(route, who, route, new File([text], "file.csv"))
  }
  await walk.get("/registry/estates.csv", "editor", paths.registryCsv())
}

/** Walks the routes of this part, as routes.ts walks the others. */
export async function walkRegistry(walk: Walk, _: Places): Promise<void> {
  const sheet = await walkEstates(walk)
  await walkSheet(walk, decodeURIComponent(sheet.split("/").at(-1) ?? ""))
  await walkPlaces(walk)
  await walkImports(walk)
}
