import { assignmentPhases, runsIn } from "../../../worker/domain/selection/judging-phases.ts"
import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { useText } from "../../ui/use-text.ts"
import type { AssignedCandidate, AssignmentPageProps } from "./assignment-view.ts"

/** Candidates with their judges, what is missing, and who has to keep away and why. */
export function CandidateTable(props: AssignmentPageProps) {
  const { programme, judges, candidates, pairs, conflicts, perCandidate } = props
  const open = runsIn(programme, assignmentPhases)
  const text = useText()
  const { assignment: words, kinds, way, reviewStates } = text.judging
  const nameOf = (judgeId: string) => judges.find(({ id }) => id === judgeId)?.name ?? judgeId
  const given = ({ id, blindCode }: AssignedCandidate) => {
    const own = pairs.filter(({ nominationId }) => nominationId === id)
    return (
      <ul class={open ? "plain-list given-list" : "plain-list"}>
        {own.map(({ id: assignmentId, judgeId, review }) => (
          <li>
            {nameOf(judgeId)}
            {review !== "none" && text.site.aside(reviewStates[review])}
            {open && (
              <>
                {" "}
                <a
                  href={paths.assignmentPair(programme.slug, assignmentId)}
                  aria-label={words.takeBackOf(nameOf(judgeId), blindCode)}
                >
                  {words.takeBack}
                </a>
              </>
            )}
          </li>
        ))}
        {own.length < perCandidate && (
          <li>
            <strong>{words.missing(perCandidate - own.length)}</strong>
          </li>
        )}
      </ul>
    )
  }
  const away = ({ id }: AssignedCandidate) => {
    const own = conflicts.filter(({ nominationId }) => nominationId === id)
    if (own.length === 0) return "—"
    return (
      <ul class="plain-list">
        {own.map(({ judgeId, kind, path }) => (
          <li>
            {nameOf(judgeId)}
            {text.site.aside(kinds[kind])}
            {path.length > 0 && <span class="judging-why">{way(path)}</span>}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <DataTable
      caption={words.tableCaption}
      captionHidden
      cards
      rows={candidates}
      columns={[
        { key: "code", title: words.code, cell: (row) => row.blindCode },
        { key: "estate", title: words.estate, cell: (row) => row.estate },
        { key: "category", title: words.category, cell: (row) => row.category },
        { key: "given", title: words.given, cell: given },
        { key: "away", title: words.away, cell: away },
      ]}
    />
  )
}
