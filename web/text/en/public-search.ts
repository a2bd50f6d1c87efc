import type { search as zh } from "../zh/public-search.ts"
import { some } from "./plural.ts"

export const search: typeof zh = {
  kinds: {
    estate: "Estates",
    district: "Districts",
    street: "Streets",
    community: "Communities",
    company: "Property companies",
  },
  count: (total) => String(total),
  found: (q) => `Search results for “${q}”`,
  near: (q) => `Nothing is called “${q}”; these are closest`,
  foundNone: (q) => `Nothing found for “${q}”`,
  foundNoneHelp:
    "It may not take part yet, or be registered by another name. Try part of the name, or the name of the street, community or property company.",
  seeAll: (total) => `See all ${total}`,
  seeTogether: "See all kinds",
  allRanking: (total) => `See all ${some(total, "estate")}`,
  estates: (total) => some(total, "estate"),
  within: ", ",
  suggestions: "Suggestions",
  suggested: (total) =>
    total === 0 ? "No suggestions" : `${some(total, "suggestion")}, choose with the arrow keys`,
  seeResults: "See all results",
  keys: "↑ ↓ to choose, Enter to open, Esc to close",
  away: "Suggestions do not come just now; Search works as usual.",
}
