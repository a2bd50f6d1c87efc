import type { ApiRoute } from "./api.ts"

const readers = ["company", "community", "street", "district", "city", "platform"] as const
const heads = ["company", "community", "street", "district", "city", "organiser", "platform"] as const
const file = "text/csv"
const operating: ApiRoute = { holders: ["platform"], scopes: ["places:write"] }
const exporting: ApiRoute = { holders: heads, scopes: ["exports:write"] }
const place = "/api/v1/places/:placeCode"

/** Which key may use which route of files, places and exports. */
export const registryRoutes: Record<string, ApiRoute> = {
  "POST /api/v1/imports/estates": {
    holders: ["district", "city", "platform"],
    scopes: ["estates:read", "estates:write"],
    file,
    body: "小区名称,区划代码\n新小区,510104018004\n",
  },
  "POST /api/v1/imports/places": { ...operating, file, body: "区划代码,名称\n510104018997,新社区\n" },
  "GET /api/v1/places": { holders: readers, scopes: ["estates:read"] },
  [`GET ${place}`]: operating,
  "POST /api/v1/places": { ...operating, body: { code: "510104018997", name: "新社区" } },
  [`PUT ${place}/name`]: { ...operating, body: { name: "新名" } },
  [`POST ${place}/retirement`]: { ...operating, body: { from: "2026-10-01" } },
  [`POST ${place}/reinstatement`]: operating,
  "GET /api/v1/exports": exporting,
  "POST /api/v1/exports": { ...exporting, body: { personal: true } },
  "GET /api/v1/exports/:exportId": exporting,
  "GET /api/v1/exports/:exportId/archive": exporting,
}
