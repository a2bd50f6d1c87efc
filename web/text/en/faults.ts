import { ENOUGH_ANSWERS } from "../../../worker/domain/submission/marks.ts"
import type { faults as zh } from "../zh/faults.ts"

export const faults: typeof zh = {
  rules: {
    unknown_key: ({ title, with: p }) =>
      Number(p["n"] ?? 1) > 1
        ? `“${title}” and others, ${p["n"]} in all, are not items of this edition and were not saved. Use the form on this page.`
        : `“${title}” is not an item of this edition and was not saved. Use the form on this page.`,
    not_yours: ({ title }) => `“${title}” is provided by another organisation; please do not type it here.`,
    too_long: ({ title, with: p }) => `${title}: too long, at most ${p["max"]} characters. Type digits only.`,
    reason_too_long: ({ title, with: p }) =>
      `${title}: the reason has ${p["length"]} characters, at most ${p["max"]}.`,
    not_a_number: ({ title, with: p }) =>
      `${title}: “${p["typed"]}” is not a number. Type digits, for example 1280 or 12.5; or NA where it does not apply.`,
    percent: ({ title, unit, with: p }) =>
      `${title}: “${p["typed"]}” is a percentage. Type the figure itself${unit && ` (in ${unit})`}; the share is computed.`,
    other_unit: ({ title, unit, with: p }) =>
      `${title}: “${p["typed"]}” is in another unit${unit && `; ${unit} are asked here`}. Convert it and type digits only.`,
    not_whole: ({ title, with: p }) => `${title}: a whole number is needed, not ${p["typed"]}.`,
    not_yes_no: ({ title }) => `${title}: choose yes or no.`,
    below_min: ({ title, unit, with: p }) =>
      `${title}: at least ${p["min"]} ${unit} (you typed ${p["typed"]}).`,
    above_max: ({ title, unit, with: p }) =>
      `${title}: at most ${p["max"]} ${unit} (you typed ${p["typed"]}). Check the unit.`,
    not_one_of: ({ title, with: p }) =>
      `${title}: one of ${p["values"]} is expected, not ${p["typed"]}. Please check.`,
    na_not_here: ({ title }) =>
      `${title}: NA is not possible here. Type 0 if nothing happened, or leave it empty.`,
    nothing_typed: () => "Nothing has been typed yet, so it cannot be submitted.",
    evidence_gap_all: ({ title }) =>
      `“${title}” asks for evidence before and after (photos or readings); there is none.`,
    evidence_gap_before: ({ title }) => `“${title}” lacks evidence from before.`,
    evidence_gap_after: ({ title }) => `“${title}” lacks evidence from after.`,
    evidence_alike: ({ title, with: p }) =>
      `Evidence of “${title}” is the same as, or resembles, that of another estate, quarter or company: ${p["n"]}.`,
    adjusted_before: ({ title, with: p }) =>
      `${title}: adjusted beyond tolerance last quarter (filed ${p["typed"]}, checked ${p["checked"]}); look again.`,
    changed_unasked: ({ title }) =>
      `${title}: not asked about when the submission was returned, and changed all the same.`,
    na_before: ({ title, unit, with: p }) =>
      `${title}: ${p["before"]} ${unit} last quarter, and NA in this one.`,
    carry_unconfirmed: ({ title, unit, with: p }) =>
      `${title}: ${p["before"]} ${unit} counted last and is not confirmed yet. Confirm it, change it, or leave it empty and say why.`,
    registry_differs: ({ title, unit, with: p }) =>
      `${title}: ${p["value"]} ${unit} here, ${p["registry"]} ${unit} in the registry. Correct it if it is wrong; if the registry is out of date, say so: the district updates it.`,
    same_as_last: ({ with: p }) => `All ${p["n"]} numbers are exactly those of last quarter.`,
    few_answers_refused: ({ with: p }) =>
      `${p["answered"]} of ${p["asked"]} answers given (${p["share"]}%). For this quarter the city asks for at least ${Math.round(100 * ENOUGH_ANSWERS)}%: add more and submit again. “Not applicable” is an answer only with its reason.`,
    beyond_peers: ({ title, unit, with: p }) =>
      `${title}: ${p["value"]} ${unit} is far from the ${p["n"]} estates of its size in the last release (their middle half: ${p["low"] === p["high"] ? "all" : `${p["low"]} to`} ${p["high"]} ${unit}).`,
    question_unanswered: ({ with: p, nameOf }) =>
      `${nameOf(String(p["key"]))}: asked about and not changed. Write an answer (look at one that is written once more), or change the figure.`,
    return_unanswered: () =>
      "No figure has changed since it came back. Write an answer (look at one that is written once more), or change what the reason names.",
    few_answers: ({ with: p }) =>
      `${p["answered"]} of ${p["asked"]} answers given (${p["share"]}%): in public it says “too few data”. NA is an answer only with its reason.`,
    unknown_mark: ({ title }) =>
      `“${title}” is no mark of this submission now, so nothing was written. Use those that the page lists.`,
    changed_much: ({ title, unit, with: p }) =>
      `${title}: changed by more than half against last quarter (${p["before"]} ${unit}, now ${p["value"]} ${unit}).`,
    above_hundred: ({ with: p, nameOf }) =>
      `${nameOf(String(p["key"]))} (${p["value"]}) exceeds ${nameOf(String(p["wholeKey"]))} (${p["whole"]}).`,
    checked_value_missing: ({ title }) => `${title}: an adjustment needs the checked value.`,
    checked_value_wrong: ({ title, with: p }) =>
      `${title}: the checked value “${p["typed"]}” is not allowed (a ${p["whole"] ? "whole number" : "number"} ${p["max"] === "" ? `of at least ${p["min"]}` : `from ${p["min"]} to ${p["max"]}`}).`,
    checked_value_unused: ({ title }) =>
      `${title}: a checked value was typed, but the decision is not “adjust”. Choose “adjust” or clear the value.`,
    reason_unused: ({ title }) =>
      `${title}: grounds or a question were typed, but the decision is “accept”, which passes none on. Choose “adjust” or “ask”, or clear the text.`,
    adjust_reason_missing: ({ title }) => `${title}: an adjustment needs its grounds.`,
    adjust_class_missing: ({ title }) => `${title}: an adjustment needs the class of its grounds.`,
    question_missing: ({ title }) => `${title}: a question needs its words.`,
    taking_back_reason_missing: () => "Taking a verification back needs a reason; the company reads it.",
    return_reason_missing: () => "A return needs a reason that says what to change.",
  },
  checks: {
    sides: {
      at_most: (left, right) => ` (now ${left}, at most ${right})`,
      at_least: (left, right) => ` (now ${left}, at least ${right})`,
      equals: (left, right) => ` (now ${left}, expected ${right})`,
    },
    atMost: (value, limit) => `${value} cannot exceed ${limit}`,
    both: (left, right, unit) => `: check both (${left} ${unit}, ${right} ${unit})`,
    sum: (titles, total) => `${titles.map((title) => `“${title}”`).join(" + ")} = ${total}`,
    sentence: (title, sides) => `${title}${sides}.`,
    open: (titles, names) =>
      `${names} is empty, so that it cannot be checked whether this holds: ${titles.map((title) => `“${title}”`).join(", ")}.`,
    names: ", ",
  },
  askOpen: " Fill it in, or give the reason.",
  mend: " Check and correct it.",
  refuse: " It cannot pass like this: adjust it or return the submission.",
  ask: " Check it; if right, give the reason.",
  ruleId: (rule) => `rule ${rule}`,
}
