import type { groups as zh } from "../zh/public-groups.ts"
import { some } from "./plural.ts"

export const groups: typeof zh = {
  figures: {
    soil: {
      title: "Bare soil",
      unit: "%",
      sum: (value) => `${value} m² of bare soil in all`,
      median: (value) => `median ${value}%`,
    },
    parking: {
      title: "Parking violations",
      unit: "per 100 households",
      sum: (value) => `${value} in all`,
      median: (value) => `median ${value} per 100 households`,
    },
    water: {
      title: "Water saved",
      unit: "m³",
      sum: (value) => `${value} m³ in all`,
      median: (value) => `median ${value} m³ per household`,
    },
    turnout: {
      title: "Turnout at events",
      unit: "person-times",
      sum: (value) => `${value} person-times in all`,
      median: (value) => `median ${value} per 100 households`,
    },
    hours: {
      title: "Volunteer hours",
      unit: "hours",
      sum: (value) => `${value} hours in all`,
      median: (value) => `median ${value} per household`,
    },
  },
  figuresTitle: "Five figures",
  figuresLead:
    "Sums or ratios of released figures. Changes are over estates with values in both quarters, against the same quarter of the year before, since seasons differ.",
  of: (n, of) => `${n} of ${some(of, "estate")} with a value`,
  better: "better",
  worse: "worse",
  same: "unchanged",
  change: (from, to) => `${from} → ${to}`,
  lastYear: (n) => `against the same quarter of last year (${some(n, "estate")} with both values)`,
  noValue: "Not reported",
  quarterColumn: "Quarter",
  trendCaption: "The five figures by quarter",
  noMedian: (least) => `Fewer than ${least} scored: no median`,
  kinds: { district: "District", street: "Street", company: "Property company" },
  sentence: (estates, scored) =>
    `${some(estates, "estate takes", "estates take")} part, ${some(scored, "is", "are")} scored`,
  median: (value, city) => `median base score ${value}, of the city ${city}`,
  none: (name) => `No estate of ${name} takes part in this quarter.`,
  estatesTitle: (total) => some(total, "estate"),
  estatesLead: "In the order of the city’s ranking; beside each rank its range when the weights vary.",
  dimensionsTitle: "Dimensions against the city",
  dimensionsLead: "Median points of scored estates. The tick is the city’s median.",
  dimensionColumn: "Dimension",
  ownColumn: "Here",
  cityColumn: "City",
  differenceColumn: "Difference",
  trendTitle: "Median base score",
  trendUnit: "points, by quarter",
  scoredColumn: "Scored",
  like: { district: "Other districts", street: "Other streets of the district", company: "Other companies" },
  likeMedian: (value) => `median ${value}`,
  inRanking: "See them in the city’s ranking",
  companyNote:
    "Companies manage estates of other numbers, sizes and ages: a median is no verdict on the company.",
}
