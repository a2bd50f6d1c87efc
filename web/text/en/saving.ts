import type { saving as zh } from "../zh/saving.ts"

export const saving: typeof zh = {
  savedAt: (time) => `Saved ${time}`,
  notSaved: "Not saved yet",
  saving: "Saving…",
  saveSignedOut: "Your session has ended; nothing was saved. Sign in in a new window, then press Save draft.",
  saveStale:
    "This was saved elsewhere meanwhile; nothing was saved here. Press Save draft to see the difference.",
  saveAway:
    "No connection now; not saved yet. What you typed is still here: keep this page open. It saves itself once connected.",
  restored: "Your browser restored what you had not saved. Check it, then press Save.",
  saveFailed: "Not saved. What you typed is still here; press Save again in a moment.",
}
