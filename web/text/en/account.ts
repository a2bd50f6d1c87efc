import type { account as zh } from "../zh/account.ts"

/** Words of signing in with a second factor, new passwords, sessions. */
export const account: typeof zh = {
  title: "Account",
}
