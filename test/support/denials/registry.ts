import { type DenialPart, groups } from "./part.ts"

const { company, authorities, operator } = groups
const readers = [...company, ...authorities, ...operator]
const editors = ["district approver", "city approver", ...operator]

export const registry: DenialPart = {
  allowed: {
    "GET /registry": readers,
    "GET /registry/list.csv": readers,
    "GET /registry/new": editors,
    "POST /registry/estates": editors,
    "GET /registry/estates/:slug": readers,
    "GET /registry/estates/:slug/facts": editors,
    "POST /registry/estates/:slug/facts": editors,
    "GET /registry/estates/:slug/retirement": editors,
    "POST /registry/estates/:slug/retirement": editors,
    "POST /registry/estates/:slug/reinstatement": editors,
    "GET /registry/estates/:slug/tenures": editors,
    "POST /registry/estates/:slug/tenures": editors,
    "POST /registry/estates/:slug/tenures/:tenureId/end": editors,
    "POST /registry/estates/:slug/tenures/:tenureId/removal": editors,
    "GET /registry/estates.csv": readers,
    "GET /registry/import": editors,
    "POST /registry/import": editors,
    "POST /registry/import/confirmation": editors,
    "GET /registry/import/template.csv": editors,
    "GET /registry/import/template.xlsx": editors,
    "GET /registry/places/import": operator,
    "POST /registry/places/import": operator,
    "POST /registry/places/import/confirmation": operator,
    "GET /registry/places/import/template.csv": operator,
    "GET /registry/places/import/template.xlsx": operator,
    "GET /registry/places": operator,
    "POST /registry/places": operator,
    "GET /registry/places/new": operator,
    "GET /registry/places/:placeCode": operator,
    "POST /registry/places/:placeCode/name": operator,
    "POST /registry/places/:placeCode/retirement": operator,
    "POST /registry/places/:placeCode/reinstatement": operator,
  },
  middleware: ["/registry/*", "/registry/places/*"],
  async parameters({ cell }) {
    const [row] = await cell.rows(`select t.id from tenures t join estates e on e.id = t.estate_id
      where e.place_code = '510104018004' order by e.id limit 1`)
    return { tenureId: String(row?.["id"]), placeCode: "510104035018" }
  },
}
