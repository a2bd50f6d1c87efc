import { countedQuarters, windowQuarters } from "../../../worker/domain/selection/figures.ts"
import { LATE_DAYS } from "../../../worker/domain/submission/lateness.ts"
import type { conditions as zh, conditionSentences as zhSentences } from "../zh/conditions.ts"

export const conditions: typeof zh = {
  legend: (number) => `Condition ${number}`,
  lead: "Every condition looks at released data only. A figure, a comparison and a value are enough; who writes expressions may type one.",
  title: "Name of the condition",
  titleHint: "For those who nominate, for example: base score of the year at least 90",
  figure: "Figure",
  noFigure: "No figure (an expression)",
  operator: "Comparison",
  value: "Value",
  valueHint:
    "A number, for example 90. Bands by code: candidate, good, pass, improve; districts by their place code.",
  expression: "Expression",
  expressionHint:
    "Where there is an expression, it counts. The language is CEL, for example quarters.all(q, !q.scored || q.base >= 80)",
  guide: "All figures and how they are written",
  guideLead:
    "The names are for expressions. What was not released comes out as “no data” and does not meet a condition.",
  quartersLead: `quarters are the ${windowQuarters} quarters up to the basis, the earliest first; each can be asked for:`,
  name: "Name",
  meaning: "Meaning",
  emptyRow: "Leave a condition empty when you do not need it; emptying a row removes it.",
  operators: {
    ">=": "at least ≥",
    "<=": "at most ≤",
    ">": "more than >",
    "<": "less than <",
    "==": "equals =",
    "!=": "is not ≠",
  },
  signs: { ">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "=", "!=": "≠" },
  figures: {
    base: "Base score",
    bonus: "Bonus",
    deductions: "Deductions",
    final: "Total score",
    ranking: "Ranking score (base less deductions)",
    min_quarter_base: `Lowest base score of the last ${countedQuarters} quarters`,
    rank: "Rank",
    rank_p5: "Upper end of the rank range",
    rank_p95: "Lower end of the rank range",
    top10: "Confidence of being among the first ten",
    band: "Band",
    district: "District (place code)",
    gates_failed_count: "Gates not met",
    veto_count: `Vetoes in the last ${windowQuarters} quarters`,
    veto_quarters: `Quarters with a veto among the last ${windowQuarters}`,
    reported_quarters: `Quarters scored among the last ${countedQuarters}`,
    on_time_quarters: `Quarters filed in time among the last ${countedQuarters}`,
    tenure_months: "Months that the present company had managed it at the end of the basis",
  },
  quarterFigures: {
    period: "Quarter, for example 2026Q2",
    band: "Band",
    scored: "Whether it was scored",
    base: "Base score",
    final: "Total score",
    rank: "Rank",
    gates_failed_count: "Gates not met",
    veto_count: "Vetoes",
    late: `Filing: 0 in time, 1 up to ${LATE_DAYS} days late, 2 later`,
  },
  units: { points: "", place: "", share: "", count: "", months: "months", code: "" },
  outcomes: { pass: "Met", fail: "Not met", missing: "No data", error: "Cannot be told" },
  columns: { rule: "Condition", outcome: "Result", reason: "Why" },
  required: (sign, value) => `required ${sign} ${value}`,
  unknown: "not released",
  yes: "yes",
  no: "no",
  none: "There are no conditions",
  tableCaption: "Condition by condition",
  eligible: "Meets all conditions",
  ineligible: (failed) => (failed === 1 ? "One condition is not met" : `${failed} conditions are not met`),
  problems: {
    division_by_zero: "It divides by zero",
    overflow: "The number becomes too large",
    no_such_quarter: "It asks for a quarter that there is not",
    failed: "It has no result",
  },
  otherProblem: "The expression is wrong; the organiser has to change the rules",
}

export const conditionSentences: typeof zhSentences = {
  condition_figure: () => "Choose a figure, or type an expression.",
  condition_operator: () => "Choose a comparison.",
  condition_text_operator: () => "Bands and districts can only equal something, or not.",
  condition_text: () => "Type the code of the band or district: letters, digits and hyphens only.",
  condition_number: () => "Type a number, for example 90 or 0.8.",
  expression_empty: () => "Choose a figure, or type an expression.",
  expression_too_long: (p) =>
    `The expression is too long: at most ${p["most"]} characters. Make several conditions of it.`,
  expression_syntax: (p) =>
    `The expression is wrong at character ${p["position"]}. Check brackets, quotation marks and operators (“and” is &&, “or” is ||).`,
  expression_unknown_figure: (p) =>
    `There is no figure “${p["name"]}”. Use the names in the list of figures.`,
  expression_unknown_field: (p) =>
    `At character ${p["position"]} it asks for something that quarters do not have.`,
  expression_unknown_function: (p) =>
    `“${p["name"]}” cannot be used here. There are all, exists, exists_one, filter, map, size, startsWith, endsWith, contains.`,
  expression_name_taken: (p) => `“${p["name"]}” is the name of a figure; use another name for the variable.`,
  expression_wrong_type: (p) =>
    `From character ${p["position"]} on, unlike things are compared: numbers and text have no order between them.`,
  expression_not_boolean: () => "An expression has to say yes or no, for example base >= 90.",
  expression_number_too_large: () => "A number in the expression is too large.",
  expression_too_complex: () =>
    "The expression is too complex. Make several conditions of it, and do not go through quarters within quarters.",
}
