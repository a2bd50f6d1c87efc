import { compared } from "../../../worker/domain/release/comparing.ts"
import type { compare as zh } from "../zh/public-compare.ts"

export const compare: typeof zh = {
  title: "Compare estates",
  titleOf: (names) => `Compare: ${names}`,
  lead: `Choose ${compared.fewest}–${compared.most} estates and see them on one scale.`,
  remove: (name) => `Remove ${name}`,
  add: "Add another",
  addFirst: "Add an estate",
  addHint: "Name of the estate, street or community",
  addSubmit: "Add",
  full: `${compared.most} are chosen: remove one to add another.`,
  offers: (typed) => `“${typed}” may mean:`,
  offersNone: (typed) => `Nothing found for “${typed}”: try another spelling.`,
  suggestions: "Near in rank:",
  suggestionsFirst: "At the top of the ranking:",
  left: {
    unknown: (slug) => `“${slug}” does not take part in this period and is left out.`,
    press: (slug) => `“${slug}” is known from the press only: it has no score to compare.`,
    too_many: (slug) => `At most ${compared.most} estates: “${slug}” is left out.`,
  },
  needTwoTitle: `Choose at least ${compared.fewest} estates`,
  needTwoHelp: "Add them with the field above, or pick them in the ranking.",
  resultTitle: "Bands and ranks",
  resultFinding: (name, gap, other) => `${name} is highest, ${gap} above ${other}`,
  estateColumn: "Estate",
  dimensionsTitle: "Dimensions",
  dimensionsFinding: (dimension, gap) => `Furthest apart in ${dimension} (${gap} percentage points)`,
  dimensionsUnit: "Points in % of full points; the mark is the city's median",
  indicatorsTitle: "Indicator by indicator",
  indicatorsLead:
    "One row each, from 0 to 100 % of its points; the line is the city's median. What has no ratio is named under the indicator.",
  severalMethods:
    "Several methods: each value says which one it is by; values of different methods do not compare",
  table: "Values and points of all indicators",
  unscored: (names) => `${names}: not scored in this period, so not drawn.`,
  stateOf: (name, state) => `${name}: ${state}`,
}
