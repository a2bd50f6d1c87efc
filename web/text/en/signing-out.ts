import type { signingOut as zh } from "../zh/signing-out.ts"

export const signingOut: typeof zh = {
  ask: (n) =>
    `${n} ${n === 1 ? "change" : "changes"} in this browser not saved yet. Signing out deletes them for good. Sign out all the same?`,
}
