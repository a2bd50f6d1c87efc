import type { Criterion, RulesDraft } from "../../../worker/domain/selection/rules.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { useText } from "../../ui/use-text.ts"

/** Criteria with their weights and anchored levels. */
export function CriteriaTable({ criteria }: { criteria: readonly Criterion[] }) {
  const text = useText()
  const words = text.programmes.public
  return (
    <DataTable
      caption={words.criteria}
      captionHidden
      cards
      rows={[...criteria]}
      columns={[
        { key: "title", title: words.criterion, cell: ({ code, title }) => `${code} ${title}` },
        { key: "weight", title: words.weight, number: true, cell: ({ weight }) => `${weight}%` },
        {
          key: "levels",
          title: words.levels,
          cell: ({ levels }) => (
            <ul class="programme-levels">
              {levels.map(({ score, anchor }) => (
                <li>{words.level(score, anchor)}</li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

/** How judges review, and what comes after. */
export function ReviewRules({ rules }: { rules: RulesDraft }) {
  const text = useText()
  const words = text.programmes.public
  const { review, objections, dates } = rules
  const said = [
    review && (review.blind ? words.blind : words.open),
    review && words.perCandidate(review.perCandidate, review.quorum),
    review && words.share(review.judgesShare, 100 - review.judgesShare),
    review && words.method[review.method],
    rules.conflictYears !== undefined && words.conflicts(rules.conflictYears),
    dates && words.noticeDays(dates.noticeWorkingDays),
    objections && words.objections(objections.replyWorkingDays),
    objections && (objections.anonymous ? words.anonymousYes : words.anonymousNo),
    rules.validityYears !== undefined && words.validity(rules.validityYears),
  ].filter((sentence) => typeof sentence === "string")
  return (
    <ul>
      {said.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  )
}

/** The chain by which equal totals are told apart, down to the draw. */
export function Ties({ rules }: { rules: RulesDraft }) {
  const text = useText()
  const { rules: words, public: shown } = text.programmes
  return (
    <>
      <ol>
        {(rules.tieBreak ?? []).map((tie) => (
          <li>{words.ties[tie]}</li>
        ))}
      </ol>
      {rules.seed !== undefined && <p class="hint">{shown.seed(rules.seed)}</p>}
    </>
  )
}
