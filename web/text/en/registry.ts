import type { registry as zh } from "../zh/registry.ts"

/** Words of estates, tenures and places. */
export const registry: typeof zh = {
  title: "Estates",
}
