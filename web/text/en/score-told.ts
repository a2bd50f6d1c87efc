import { REALISTIC_RISE } from "../../../worker/domain/submission/improve.ts"
import { ASSUMED } from "../../../worker/domain/submission/lever.ts"
import type { scoreTold as zh } from "../zh/score-told.ts"

export const scoreTold: typeof zh = {
  title: "The score explained",
  link: "The score explained: every point won and lost, and how to raise it",
  states: {
    expected: "Expected from the present figures, not verified yet; checking may change it.",
    verified: "From verified figures. It may still change before the quarter is released.",
    released: "This quarter is released; the public page is what counts.",
    unscored:
      "The quarter is released. This estate was not reported or not verified, so it has no score, band or rank. Not reported is not zero.",
    exempt:
      "This estate is exempted this quarter: nothing is to be filed, and it has no score, band or rank.",
    unfiled:
      "The district is closed. This estate was not reported, or not again after it came back, so it has no score, band or rank. Not reported is not zero.",
  },
  publicPage: "Open the public page",
  final: (points) => `Final score ${points}`,
  rank: (rank, ranked, range) => `${rank} of ${ranked} scored estates${range === null ? "" : ` (${range})`}.`,
  losses: {
    title: "Where points were lost",
    none: "All indicators have full points.",
    rest: (n) => (n === 1 ? "One more loss" : `${n} more losses`),
  },
  parts: {
    title: "From the dimensions to the final score",
    caption: "The points of all rows add up to the final score",
    indicators: "The indicators of each dimension",
    of: (dimension) => `${dimension}: points won and lost by each indicator, and why`,
    head: "Part",
    item: (name, points) => `${name} ${points}`,
    bar: "Running total",
    pointsOf: "Points / full",
    lost: "Lost",
    sum: "Final score",
    stretched: (name) => `${name}: points of what does not apply go to its other indicators`,
    rounded: (name) => `${name}: rounding`,
    aggregated: "How the edition puts dimensions together",
    bonus: "Bonus",
    deductions: "Deductions",
    floor: "Never below zero",
  },
  why: {
    causes: {
      no_value: "Not filed",
      claim_refused: "“Not applicable” was filed where it is not allowed",
      too_few: "Too few to count",
      condition: "Not computed by the edition's rule",
      claim: "Filed as not applicable",
      division_by_zero: "The figure to divide by is zero",
      not_positive: "A figure is not above zero and cannot be computed with",
      dimension_empty: "Nothing in its dimension applies",
    },
    higher: (measure, unit, full) => `${measure} ${unit}; full points from ${full}`,
    lower: (measure, unit, full) => `${measure} ${unit}; full points down to ${full}`,
    unseen: "Filed by others, to be seen once it is verified",
    withheld: "Too few persons: the edition counts full points or none",
  },
  peers: {
    title: "Beside estates like it",
    none: {
      unreleased: () =>
        "Nothing to compare yet: the last release has no figures of estates like it; the next one will.",
      size: () => "Nothing to compare yet: this estate has no households, so nobody knows which are like it.",
      year: () =>
        "Nothing to compare yet: the registry has no year of building, so nobody knows which are like it. Ask the street or district to enter it.",
      few: (least, group) =>
        `Nothing to compare yet: the last release has fewer than ${least} estates like it (${group}).`,
    },
    nothing: "Nothing to compare yet: no indicator that such estates publish has a figure here.",
    households: (from, to) =>
      from === null
        ? `up to ${to} households`
        : to === null
          ? `${from} households or more`
          : `${from}–${to} households`,
    built: (from, to) =>
      from === null ? `built by ${to}` : to === null ? `built from ${from} on` : `built ${from}–${to}`,
    finding: (all, worse, alike, better) =>
      `${all} indicators can be compared: ${worse} behind, ${alike} alike, ${better} ahead.`,
    lead: (group, period, least) =>
      `Like it: ${group}. Theirs are the figures published for ${period} (this estate among them), never of fewer than ${least}; what is withheld for few persons takes no part. “Alike” is within the middle half.`,
    standings: {
      worse: (n) => `${n} behind`,
      alike: (n) => `${n} alike`,
      better: (n) => `${n} ahead`,
    },
    indicator: "Indicator",
    own: "This estate",
    median: "Median",
    middle: "Middle half",
    range: (low, high) => `${low}–${high}`,
    estates: "Estates",
  },
  improve: {
    title: "How to raise it",
    best: "The best band is reached.",
    target: (band, short) => `The next band is “${band}”: the final score lacks ${short} points.`,
    targetReached: (band) => `The next band is “${band}”: the final score has enough points.`,
    first: (names) => `Gates to be met first: ${names}.`,
    vetoes: (names) => `A veto stands: ${names}. The band cannot be reached before it is gone.`,
    others: (words) => `Also required: ${words}.`,
    lead: (n) =>
      n === 1
        ? "This is enough, what is not filed before what has to be done better. The changed figures were scored again. What is to be filed can be filed now if it has been done; what is to be raised is for the next quarter: this one takes only what has happened."
        : `Each of these ${n} ways is enough, the smallest first, what is not filed before what has to be done better. Each was proved by scoring the changed figures. What is to be filed can be filed now if it has been done; what is to be raised is for the next quarter: this one takes only what has happened.`,
    leadLocked: (n) =>
      `${n === 1 ? "This is" : `Each of these ${n} ways is`} enough, the smallest first, proved by scoring the changed figures. Nothing of this quarter can be changed now: they are for the next one.`,
    missingFirst: (n) =>
      n === 1
        ? "One indicator is not filed and counts nothing: file what has been done first."
        : `${n} indicators are not filed and count nothing: file what has been done first.`,
    missingLocked: (n) =>
      `${n === 1 ? "One indicator was not filed and has" : `${n} indicators were not filed and have`} no points; nothing can be filled in for this quarter now.`,
    none: (points) =>
      `Three changes are not enough. All realistic changes together would bring about ${points} points; begin with the indicators that lose most.`,
    gatesOnly: "To meet these gates is enough; no more points are needed.",
    barred: "However many points there are, the band is not reached before this holds.",
    way: (number) => `Way ${number}`,
    missing: (name) => `File “${name}”`,
    missingNext: (name) => `File “${name}” the next quarter`,
    better: (name) => `Raise “${name}”`,
    measure: (from, to, unit) => `${from} → ${to} ${unit}`,
    nothing: "not filed",
    points: (from, to) => `points ${from} → ${to}`,
    example: "for example",
    change: (name, from, to) => `${name} ${from} → ${to}`,
    providedBy: (provider) => `filed by: ${provider}`,
    result: (points, band) => `Scored again: final score ${points}, ${band}`,
    note: `“Realistic” assumes that a filed indicator rises by at most ${REALISTIC_RISE * 100} % of its full points in a quarter; what is not filed is tried with the figures of the quarter before, else with ${ASSUMED[0]} to count of.`,
  },
}
