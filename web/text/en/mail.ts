import type { mail as zh } from "../zh/mail.ts"

/** Words of letters. */
export const mail: typeof zh = {
  title: "Mail",
}
