import type { leaving as zh } from "../zh/leaving.ts"

/** Words of exports and deletion. */
export const leaving: typeof zh = {
  title: "Export and deletion",
}
