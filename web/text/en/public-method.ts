import { PART_ESTATES } from "../../../worker/domain/release/public-inputs.ts"
import { FEWEST_PUBLISHED } from "../../../worker/domain/release/suppression.ts"
import type { method as zh } from "../zh/public-method.ts"
import { some } from "./plural.ts"

export const method: typeof zh = {
  title: (title) => `Criteria: ${title}`,
  version: (code, version) => `${code}, version ${version}`,
  effective: (quarter) => `in force from ${quarter}`,
  contents: "Contents",
  sections: {
    score: "How a score comes about",
    dimensions: "Dimensions and indicators",
    bases: "Base values",
    gates: "Required items",
    bonuses: "Bonus",
    deductions: "Deductions",
    vetoes: "Vetoes",
    bands: "Bands",
    ranks: "Ranks",
    ranges: "Ranges of ranks",
    checks: "Plausibility checks",
    disclosure: "How small counts are published",
    recompute: "Compute it yourself",
  },
  sum: "The ratio of each indicator (0–1) times its points gives its score; they add up to dimensions, dimensions to the base score.",
  arithmetic: (full) =>
    `The base score is the arithmetic mean of the ratios, weighted by points, times ${full}.`,
  geometric: (full) =>
    `The base score is the geometric mean of the ratios, weighted by points, times ${full}.`,
  final: (bonus, deduction) =>
    `Final score = base + bonus (at most ${bonus}) − deductions (at most ${deduction}), never below 0.`,
  missing: "An indicator that was not reported scores 0 and is marked; nothing is imputed.",
  rescale: "What does not apply is left out, and the rest of its dimension is stretched to the full points.",
  fullMarks: "What does not apply counts as full points.",
  rounding: (indicator, total) =>
    `Indicators and dimensions: ${indicator}; totals: ${total}; half away from zero.`,
  places: (places) => some(places, "decimal"),
  noRounding: "not rounded",
  year: (quarters) =>
    `A year is the mean of the quarters that were filed; with fewer than ${quarters} there is none.`,
  independent: "No estate's score depends on which others take part; only ranks do.",
  pointsOf: (points) => some(points, "point"),
  indicatorCount: (count) => some(count, "indicator"),
  formula: "Formula",
  inputs: "Typed in",
  scoring: "Scoring",
  exceptions: "Exceptions",
  evidence: "Evidence",
  source: "Basis",
  period: "Period",
  cadence: { quarter: "the quarter", quarter_end: "end of the quarter", last_12_months: "last 12 months" },
  direction: { higher: "higher is better", lower: "lower is better" },
  alternative: (number) => `Alternative ${number}`,
  alternatives: "the better ratio counts",
  linear: (zero, full) => `${zero} scores nothing, ${full} everything, in between in proportion.`,
  log: (zero, full) =>
    `${zero} scores nothing, ${full} everything, in between in proportion to the logarithm.`,
  fullAt: "Full at",
  zeroAt: "Zero at",
  atLeast: (limit, share) => `at least ${limit}: ${share}`,
  atMost: (limit, share) => `at most ${limit}: ${share}`,
  otherwise: "Otherwise nothing.",
  missingWhen: (condition) => `Counts as not reported when ${condition}.`,
  notApplicableWhen: (condition) => `Does not apply when ${condition}.`,
  less: (of, limit) => `${of} is below ${limit}`,
  equals: (of, limit) => `${of} is ${limit}`,
  shareOf: (part, whole) => `the share of “${part}” in “${whole}”`,
  least: (of, limit) => `${of} is at least ${limit}`,
  and: " and ",
  ceil: (of, by) => `⌈${of} ÷ ${by}⌉ (rounded up)`,
  previous: (of, quarters) =>
    quarters === 1 ? `last quarter's “${of}”` : `“${of}” ${quarters} quarters ago`,
  mean: (parts) => `mean of (${parts})`,
  capped: (limit) => `, at most ${limit}`,
  limits: (min, max) => `${min}–${max}`,
  atMostKey: (title) => `not above “${title}”`,
  lasting: "asked as the last value, to be confirmed",
  sensitive: (from, to) => `${from}–${to} withheld`,
  checksLead:
    "What the filed figures must hold together. Scores do not depend on it; every “at most” above is a check that must hold, too.",
  severity: {
    hard: "must hold, or the figures do not pass verification",
    soft: "if it does not hold, a reason is asked and the verifier sees it",
  },
  relations: { at_most: "≤", at_least: "≥", equals: "=" },
  checkedWhen: (conditions) => `Checked only where ${conditions}.`,
  disclosureFacts: (from, to) => [
    `Counts of persons in care or dispute from ${from} to ${to} are not published as they are.`,
    `Where all such counts of an indicator are at most ${to} and its ratio can be computed, only one thing is told of it: whether the ratio reached half. If it did, the indicator has full points, otherwise none; there is no measure.`,
    `Everywhere else each count from ${from} to ${to} is taken as ${to} before any score is computed, and published as ${from}-${to}.`,
    "Points, totals, ranks and their ranges come from what is published alone: it is enough to recompute every digit, and no count follows from a score. One visit more, or one dispute settled more, never gives fewer points.",
  ],
  bonusMax: (max) => `at most ${max}`,
  bonusValues: (values) => `one of ${values.join(", ")}`,
  deductionEach: (each, max) => `${each} each, at most ${max}`,
  vetoLevel: { estate: "concerns this estate only", cycle: "concerns all estates of the quarter" },
  gatesLead:
    "With one not met or not answered the score stays, but bands that require them are out of reach.",
  vetoesLead:
    "With one the score stays, but the estate cannot take part in a selection, nor reach bands that require none.",
  bandLine: (score) => `final score at least ${score}`,
  requireGates: "all required items met",
  requireNoVeto: "no veto",
  requireScore: (score, limit) => `${score} at least ${limit}`,
  requireQuarters: (limit) => `a base score of at least ${limit} in every quarter`,
  scores: { base: "base score", final: "final score", ranking: "base minus deductions" },
  columns: {
    base: "base score",
    bonus: "bonus",
    deductions: "deductions",
    final: "final score",
    ranking: "base minus deductions",
    base_minus_deductions: "base minus deductions",
  },
  rankBy: (score) => `Ranked by ${score}; rank = 1 + number of strictly better estates, ties are shared.`,
  tieBreak: (columns) => `With equal scores ${columns} decides, the higher first.`,
  minGroup: (count) => `Groups of fewer than ${count} are not ranked.`,
  ranges: (draws, spread) =>
    `In each of ${draws} draws every indicator's points are multiplied by a random number within 1 ± ${spread} %, brought back to their old sum, and all estates scored and ranked again. The 5th and 95th percentile of the rank are the range: “rank 6–12 when weights vary by ±${spread}%”.`,
  rangesMeaning:
    "It says how much the order depends on the weights, not how exact the data are; it is no statistical inference.",
  rangesRandom: (seed) =>
    `The random numbers are those of mulberry32 started with ${seed}, one per indicator and draw in the order of the edition: anyone gets the same ranges.`,
  tieGroups:
    "Going down the ranking, a group starts at its best estate; the next belongs to it while its range overlaps the leader's. On the ranking page they share a tint.",
  recompute: `With this edition and the values of a quarter (kept as V.csv) the project's command gives the same scores, bands, ranks and ranges; what it must give, the version of the engine and the SHA-256 of each file stand in the list of releases. A release of more than ${PART_ESTATES} estates has parts: --values once for each:`,
  recomputeEdition: "This edition (JSON)",
  recomputeValues: "Values by quarter (CSV with the columns estate, quarter, key, value): ",
  recomputeReleases:
    "List of releases (JSON): values, expected results, SHA-256, and the chain of all public releases",
  recomputeWithheld: `Estates with withheld counts of 1–${FEWEST_PUBLISHED - 1} persons in care or dispute cannot be recomputed exactly from the open figures: their scores, and the ranks and rank ranges of all, will differ from the released ones. Scores and bands of all other estates are the same to the last digit.`,
  recomputeYear:
    "A year is the mean of its quarters: values.csv of a year in the list of releases holds the values of the quarters that it rests on; --period prints the year alone.",
  recomputeDisclosed:
    "Estates whose counts of persons are not published are scored by what is published, too: anyone can recompute every point, total, band, rank and range.",
  key: "Key",
  name: "Name",
  unit: "Unit",
  provider: "Supplied by",
  limit: "Limits",
}
