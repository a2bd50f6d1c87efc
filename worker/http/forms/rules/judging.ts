import { judgingLimits } from "../../../domain/selection/check-judging.ts"
import type { Criterion, RulesDraft, TieBreak } from "../../../domain/selection/rules.ts"
import type { RulesFault } from "../../../domain/selection/rules-parts.ts"
import { type Fields, fieldsOfRows, rowsOf, typedText, typedWhole } from "./rows.ts"

const steps: readonly string[] = ["judges", "score", "range", "tenure"] satisfies TieBreak[]

const unreadFault = (field: string, rule: string, parameters: RulesFault["with"]): RulesFault => ({
  rule,
  field,
  part: "judging",
  with: parameters,
})

const digits = /^[0-9０-９]{1,4}/
const separators = " \t:：,，"

/** A line's score, and what it stands for behind signs that only separate; a line of any length is read once. */
function readLevelLine(typed: string): Criterion["levels"][number] | null {
  const score = digits.exec(typed)?.[0]
  if (score === undefined) return null
  const rest = typed.slice(score.length).trimStart()
  const said = rest.startsWith("分") ? rest.slice(1) : rest
  let at = 0
  while (at < said.length && separators.includes(said[at] ?? "")) at += 1
  return { score: Number(score.normalize("NFKC")), anchor: said.slice(at).trim() }
}

/** One level a line: its score, then what it stands for. */
function readLevels(text: string, index: number) {
  const levels: Criterion["levels"] = []
  const unread: RulesFault[] = []
  for (const line of text.split("\n")) {
    const typed = line.trim()
    if (typed === "") continue
    const level = readLevelLine(typed)
    if (level) levels.push(level)
    else unread.push(unreadFault(`k.${index}.levels`, "rules_level_line", { line: typed.slice(0, 40) }))
  }
  return { levels: levels.sort((a, b) => b.score - a.score), unread }
}

/** Criteria, review and ties as they were typed. */
export function readJudging(fields: Fields) {
  const unread: RulesFault[] = []
  const whole = (field: string, from: Fields = fields, name = field) => {
    const value = typedWhole(from, name)
    if (value === null)
      unread.push(unreadFault(field, "rules_not_whole", { typed: typedText(from, name).slice(0, 40) }))
    return value ?? -1
  }
  const criteria = rowsOf(fields, "k").map((row, index): Criterion => {
    const read = readLevels(row["levels"] ?? "", index)
    unread.push(...read.unread)
    const weight = whole(`k.${index}.weight`, row, "weight")
    return {
      code: `C${index + 1}`,
      title: typedText(row, "title").slice(0, judgingLimits.title),
      weight,
      levels: read.levels,
    }
  })
  const ties = [0, 1, 2, 3].map((at) => fields[`tie.${at}`] ?? "").filter((tie) => steps.includes(tie))
  const rules: RulesDraft = {
    criteria,
    review: {
      blind: fields["blind"] === "yes",
      perCandidate: whole("perCandidate"),
      quorum: whole("quorum"),
      judgesShare: whole("judgesShare"),
      method: fields["method"] === "raw" ? "raw" : "calibrated",
    },
    tieBreak: [...(ties as TieBreak[]), "draw"],
    seed: whole("seed"),
    objections: { anonymous: fields["anonymous"] === "yes", replyWorkingDays: whole("replyWorkingDays") },
    validityYears: whole("validityYears"),
    conflictYears: whole("conflictYears"),
  }
  return { rules, unread }
}

/** The same as fields of the form. */
export function judgingFields(draft: RulesDraft): Fields {
  const { criteria = [], review, tieBreak = [], objections } = draft
  const rows = criteria.map(({ title, weight, levels }) => ({
    title,
    weight: String(weight),
    levels: levels.map(({ score, anchor }) => `${score} ${anchor}`).join("\n"),
  }))
  const ties = tieBreak.filter((tie) => tie !== "draw").map((tie, at) => [`tie.${at}`, tie])
  const number = (value: number | undefined) => (value === undefined ? "" : String(value))
  return {
    ...fieldsOfRows("k", rows),
    ...Object.fromEntries(ties),
    blind: review?.blind ? "yes" : "",
    perCandidate: number(review?.perCandidate),
    quorum: number(review?.quorum),
    judgesShare: number(review?.judgesShare),
    method: review?.method ?? "calibrated",
    seed: number(draft.seed),
    anonymous: objections?.anonymous ? "yes" : "",
    replyWorkingDays: number(objections?.replyWorkingDays),
    validityYears: number(draft.validityYears),
    conflictYears: number(draft.conflictYears),
  }
}
