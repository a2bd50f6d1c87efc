import type { programs as zh } from "../zh/programs.ts"

/** Words of API keys, the reference, problems. */
export const programs: typeof zh = {
  title: "API",
}
