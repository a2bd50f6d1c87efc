import type { paste as zh } from "../zh/filing-paste.ts"
import { some } from "./plural.ts"

export const paste: typeof zh = {
  open: "Paste a block of cells",
  title: (n) =>
    n === 0 ? "Nothing that can be filled in" : `${some(n, "field")} will be filled: please look first`,
  lead: "Copy a block from a sheet (names beside values, or a row of names over a row of values) and paste it here:",
  area: "Pasted cells",
  name: "Item",
  now: "Now",
  becomes: "Becomes",
  cell: "Cell",
  same: "unchanged",
  empty: "empty",
  notTaken: (n) => `${some(n, "cell")} not taken`,
  unused: (at, text) => `${at} “${text}”: no item goes by this name, or one item has two values`,
  wrong: (at, sentence) => `${at} ${sentence}`,
  foreign: (at, name) => `${at} ${name}: provided by others`,
  manyRows: "There are several rows of values and none names this estate, so none was taken.",
  fill: (n) => `Fill in ${some(n, "field")}`,
  cancel: "Cancel",
  filled: (n) => `${some(n, "field")} filled in`,
}
