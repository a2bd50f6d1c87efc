import type { publicPages as zh } from "../zh/public.ts"
import { bulletin } from "./public-bulletin.ts"
import { city } from "./public-city.ts"
import { compare } from "./public-compare.ts"
import { openData } from "./public-data.ts"
import { estate } from "./public-estate.ts"
import { groups } from "./public-groups.ts"
import { indicator } from "./public-indicator.ts"
import { method } from "./public-method.ts"
import { ranking } from "./public-ranking.ts"
import { report } from "./public-report.ts"
import { search } from "./public-search.ts"

export const publicPages: typeof zh = {
  bulletin,
  city,
  compare,
  estate,
  groups,
  indicator,
  method,
  openData,
  ranking,
  report,
  search,
  noBand: "No band",
  bracketed: (words) => ` (${words})`,
  sentenceEnd: ". ",
  fullStop: ".",
  points: "points",
  estates: "estates",
  score: "Base score",
  pressOutcome: "Press record",
  quarterPicker: "Choose a quarter",
  placeSeparator: " · ",
  releaseSource: (period, day) => `release of ${period}, ${day}`,
  partsUnknown: "not public",
  missing: {
    asked: (asked) => `The address says “${asked}”. `,
    toHome: "Find an estate by name",
    kinds: {
      release: {
        title: "Nothing released yet",
        help: "Come back once the first quarter is verified and released.",
      },
      period: { title: "No release of this period", help: "Choose one of the released periods." },
      estate: {
        title: "No such estate",
        help: "The name may be misspelt, or the estate does not take part.",
      },
      edition: { title: "No such criteria", help: "Go there from a release or from the home page." },
      page: { title: "No such page", help: "This list has fewer pages." },
      district: {
        title: "No such district",
        help: "Choose one on the home page's map or in the ranking's filter.",
      },
      street: {
        title: "No such street",
        help: "No estate of it takes part yet, or the address is wrong. Please search from the first page.",
      },
      company: {
        title: "No such property company",
        help: "It has no estates here, or has changed its name. Please search from the first page.",
      },
      indicator: { title: "No such indicator", help: "Please choose from the list of indicators." },
      band: { title: "No such band", help: "Choose a band in the ranking's filter." },
      sort: { title: "Cannot sort like this", help: "Use the links in the table's header." },
      address: { title: "No such page", help: "The address may be misspelt, or the page has moved." },
    },
  },
}
