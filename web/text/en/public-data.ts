import type { openData as zh } from "../zh/public-data.ts"
import { some } from "./plural.ts"

export const openData: typeof zh = {
  title: "Open data",
  lead: "All figures of every release, their hashes and their order are here for anybody to download, cite and compute again.",
  licenceTitle: "Licence and citation",
  licence: (name) =>
    `Where nothing else is said, use is licensed under ${name}: name the source; adapting and commercial use are allowed.`,
  cite: "To cite",
  citation: (site, period, number, day, hash, address) =>
    `${site}, ${period} (version ${number}), released ${day}, SHA-256 ${hash}, ${address}`,
  releasesTitle: "Releases and corrections",
  releasesLead: "Every version stays; a correction says how many estates it corrects.",
  version: (period, number) => `${period} (version ${number})`,
  corrects: (count) =>
    count === null
      ? "Its file says what it corrects"
      : count === 0
        ? "No corrections"
        : `Corrects ${some(count, "estate")}`,
  releasedColumn: "Release",
  dayColumn: "Date",
  correctsColumn: "Corrections",
  hashColumn: "SHA-256",
  filesColumn: "Files",
  values: "Values",
  expected: "Results",
  feed: "Releases and corrections",
  subscribe: "Subscribe by Atom",
  chainTitle: "How to check it",
  chain:
    "The hash of a version is the SHA-256 of its manifest, and the manifest names the hash of the release before: a chain in which no version can be changed unseen.",
  columnsTitle: "What the files hold",
  columns: [
    [
      "CSV",
      "One row an estate: name, place, band, base, bonus, deductions, rank and its range, points by dimension.",
    ],
    ["JSON", "The same, with value, state and points of every indicator and the figures that were filed."],
    ["values.csv", "All public figures that scores are computed from, by the keys of the criteria."],
    ["expected.csv", "What the public command has to answer."],
  ],
  examplesTitle: "Examples",
  examplesLead: "These commands run as they are.",
  withheld:
    "Very small counts of persons are withheld and stand in no file; points follow the published rule.",
  reference: "Reference for programs",
}
