import type { EligibilityResult, RuleOutcome } from "../../../worker/domain/selection/eligibility.ts"
import { namedFigures } from "../../../worker/domain/selection/figures.ts"
import type { BuiltCondition, EligibilityRule } from "../../../worker/domain/selection/rules.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatPeriod, formatShare } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"

type Value = RuleOutcome["figures"][string]

function valueWords(text: Text, name: string, value: Value): string {
  const { conditions } = text.nominations
  if (value === null) return conditions.unknown
  if (typeof value === "boolean") return value ? conditions.yes : conditions.no
  if (typeof value === "string") return value
  const unit = namedFigures.find((figure) => figure.name === name)?.unit
  if (unit === "share") return formatShare(value)
  return [formatNumber(value), unit ? conditions.units[unit] : ""].filter(Boolean).join(" ")
}

/** `base` in words; `2026Q1.base` with its quarter. */
function nameWords(text: Text, name: string): string {
  const { conditions } = text.nominations
  const [period = "", field] = name.split(".")
  if (field === undefined) return conditions.figures[name] ?? name
  return `${formatPeriod(text, period)} ${conditions.quarterFigures[field] ?? field}`
}

function requiredWords(text: Text, { figure, operator, value }: BuiltCondition): string {
  const { conditions } = text.nominations
  const number = Number(value)
  return conditions.required(
    conditions.signs[operator],
    Number.isFinite(number) && value !== "" ? valueWords(text, figure, number) : value,
  )
}

/** Why a rule came out as it did, in words and numbers: 基础分 91.2，要求 ≥ 90. */
export function outcomeReason(text: Text, outcome: RuleOutcome, rule: EligibilityRule | undefined): string {
  const { conditions } = text.nominations
  if (outcome.problem) return conditions.problems[outcome.problem] ?? conditions.otherProblem
  const figures = Object.entries(outcome.figures).map(
    ([name, value]) => `${nameWords(text, name)} ${valueWords(text, name, value)}`,
  )
  const required = rule?.built ? [requiredWords(text, rule.built)] : []
  return [...figures, ...required].join(text.nominations.comma)
}

function Outcome({ outcome }: { outcome: RuleOutcome["outcome"] }) {
  const text = useText()
  return <span class={`outcome outcome--${outcome}`}>{text.nominations.conditions.outcomes[outcome]}</span>
}

/** What of the rules an estate meets: every rule with its result and the reason. */
export function EligibilityTable(props: { result: EligibilityResult; rules: readonly EligibilityRule[] }) {
  const text = useText()
  const { result, rules } = props
  const { conditions } = text.nominations
  const failed = result.rules.filter(({ outcome }) => outcome !== "pass").length
  const ruleOf = (code: string) => rules.find((rule) => rule.code === code)
  return (
    <div class="stack">
      <Notice
        kind={result.eligible ? "success" : "warning"}
        title={result.eligible ? conditions.eligible : conditions.ineligible(failed)}
      />
      {result.rules.length === 0 ? (
        <p>{conditions.none}</p>
      ) : (
        <DataTable
          caption={conditions.tableCaption}
          captionHidden
          cards
          columns={[
            {
              key: "rule",
              title: conditions.columns.rule,
              cell: ({ code }: RuleOutcome) => `${code} ${ruleOf(code)?.title ?? ""}`,
            },
            {
              key: "outcome",
              title: conditions.columns.outcome,
              cell: ({ outcome }: RuleOutcome) => <Outcome outcome={outcome} />,
            },
            {
              key: "reason",
              title: conditions.columns.reason,
              cell: (outcome: RuleOutcome) => outcomeReason(text, outcome, ruleOf(outcome.code)),
            },
          ]}
          rows={result.rules}
        />
      )}
    </div>
  )
}
