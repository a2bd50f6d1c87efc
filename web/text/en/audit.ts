import type { audit as zh } from "../zh/audit.ts"

/** Words of the audit log. */
export const audit: typeof zh = {
  title: "Audit log",
}
