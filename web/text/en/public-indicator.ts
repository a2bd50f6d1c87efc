import type { indicator as zh } from "../zh/public-indicator.ts"
import { some } from "./plural.ts"

export const indicator: typeof zh = {
  title: "All indicators",
  lead: (count, quarter) =>
    `${some(count, "indicator")} in ${quarter}: open one for its distribution, trend, ranking and method.`,
  indicatorColumn: "Indicator",
  pointsColumn: "Full points",
  medianColumn: "Median share",
  countedColumn: "With points",
  ofFull: (points) => `${points} points`,
  sentence: (counted, estates, full) =>
    `${counted} of ${some(estates, "estate")} with points, ${full} of them with all`,
  median: (points, full) => `median ${points} of ${full} points`,
  measureMedian: (value, unit, n) => `over ${some(n, "estate")} the median is ${value} (${unit})`,
  statesTitle: "Estates by state",
  withheldNote:
    "Withheld counts are not shown and stand in no distribution; by the published rule their points are none or all.",
  distribution: (words) => `Distribution: ${words}`,
  binColumn: "Value",
  countColumn: "Estates",
  bin: (from, to) => `${from}–${to}`,
  tooFew: (n, least) => `${some(n, "value")}, fewer than ${least}: no distribution is drawn.`,
  trendTitle: "Points over the quarters",
  trendLead: "The line is the median, the light band the middle half of the estates.",
  quarterColumn: "Quarter",
  lowerColumn: "Lower quartile",
  upperColumn: "Upper quartile",
  rankingTitle: "Ranking",
  rankingLead: "By points; equal points share a rank. The tick is the city’s median.",
  rank: (rank) => `No. ${rank}`,
  before: (change) => `${change} since last quarter`,
  improvedTitle: "Most improved since last quarter",
  districtsTitle: "Median points by district",
  districtTooFew: (least) => `Fewer than ${least}: no median`,
  n: (n) => some(n, "estate"),
  howTitle: "How it is computed, and on what grounds",
  download: "Download this indicator as CSV",
  method: "The criteria in full",
}
