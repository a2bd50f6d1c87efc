import type { filingSaving as zh } from "../zh/filing-saving.ts"

const changes = (n: number) => `${n} ${n === 1 ? "change" : "changes"}`

export const filingSaving: typeof zh = {
  saving: (n) => `Saving · ${changes(n)}`,
  savedAt: (time) => `Saved ${time}`,
  found: (n) => `Found ${changes(n)} that had not been sent; saving`,
  offline: (n) => `No connection · ${changes(n)} kept in this browser; saved once it is back`,
  failed: (n, seconds) => `Not saved · ${changes(n)} kept in this browser; next try in ${seconds} s`,
  signedOut: (n) => `Signed out · ${changes(n)} kept in this browser; saved once you have signed in`,
  otherPerson: (n) =>
    `Somebody else is signed in · your ${changes(n)} kept in this browser; saved once you have signed in`,
  closed: (n) => `This cannot be changed now · ${changes(n)} not saved, kept in this browser`,
  full: (n) => `This browser's store is full · ${changes(n)} on this page only; keep it open`,
  asks: (n) => `${changes(n)} also made by somebody else: choose which counts`,
  held: (n) => `${n} too long, not saved: make it shorter`,
  here: (names) =>
    `On this page only, never stored in the browser: ${names}. Wait until it is saved before you leave, or type it again.`,
  again: "Try now",
  signIn: "Sign in again",
  reopen: "See how it stands",
  download: "Download the changes as a file",
  fileName: "unsaved-changes.csv",
  fileHead: ["Field", "Changed to", "Before"],
  merged: (who, names) => `${who} changed ${names}; it now stands on this page.`,
  listComma: ", ",
  quoted: (name) => `“${name}”`,
  somebody: "Somebody else",
  yourself: "You, in another window,",
  reasonOf: (name) => `the reason for ${name}`,
  clash: {
    title: (who, name) => `${who} also changed “${name}”. All else is merged; choose for this one:`,
    mine: "You",
    before: "Before",
    empty: "(empty)",
    useMine: "Use mine",
    useTheirs: "Use the other",
  },
  yes: "Yes",
  no: "No",
  kept: {
    title: (n) => `${changes(n)} in this browser were never sent`,
    lead: "This cannot be changed now, and they are not part of it. Download them if you need them, then decide whether to delete them.",
    drop: "Delete from this browser",
  },
}
