import { assignmentPhases, runsIn } from "../../../worker/domain/selection/judging-phases.ts"
import { hasReached } from "../../../worker/domain/selection/phases.ts"
import { unreadiness } from "../../../worker/domain/selection/plan-assignment.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { ButtonForm, FormProblems } from "../../ui/form.tsx"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"
import { SelectionPage } from "../selection/selection-frame.tsx"
import { OneAndFile } from "./assignment-forms.tsx"
import type { AssignmentPageProps } from "./assignment-view.ts"
import { CandidateTable } from "./candidate-table.tsx"
import { judgingWords } from "./judging-form.ts"

function Preview({ judges, plan }: AssignmentPageProps) {
  const text = useText()
  const { assignment: words } = text.judging
  if (!plan) return null
  const { added, ended, found, result, short } = plan
  const over = Object.values(ended).reduce((sum, pairs) => sum + pairs.length, 0)
  const nameOf = (judgeId: string) => judges.find(({ id }) => id === judgeId)?.name ?? judgeId
  return (
    <section class="card stack" aria-labelledby="preview-title">
      <h2 id="preview-title">{words.previewTitle}</h2>
      <p>
        {words.previewText({
          added: added.length,
          ended: over,
          moved: result.moved,
          conflicts: found.length,
        })}
      </p>
      {short.length === 0 ? (
        <p>{words.noShort}</p>
      ) : (
        <>
          <Notice kind="warning" title={words.shortTitle} />
          <DataTable
            caption={words.shortTitle}
            captionHidden
            cards
            rows={short.slice(0, 100)}
            columns={[
              { key: "code", title: words.code, cell: (row) => row.blindCode },
              { key: "why", title: text.judging.judge.why, cell: (row) => words.shortText(row) },
            ]}
          />
        </>
      )}
      <h3>{words.previewLoads}</h3>
      <DataTable
        caption={words.previewLoads}
        captionHidden
        cards
        rows={result.loads}
        columns={[
          { key: "judge", title: words.judge, cell: (row) => nameOf(row.judgeId) },
          { key: "load", title: words.load, number: true, cell: (row) => String(row.load) },
        ]}
      />
    </section>
  )
}

/** Judges who are given nothing yet, and why. */
function NotReady({ programme, judges }: AssignmentPageProps) {
  const text = useText()
  const { assignment: words, readiness } = text.judging
  const waiting = judges.flatMap((judge) => {
    const lack = unreadiness(judge)
    return lack === null || lack === "over" ? [] : [{ judge, lack }]
  })
  if (waiting.length === 0) return null
  return (
    <Notice kind="info" title={words.notReady}>
      <ul>
        {waiting.map(({ judge, lack }) => (
          <li>
            <a href={paths.judgeAtDesk(programme.slug, judge.id)}>{judge.name}</a>
            {text.site.aside(readiness[lack])}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Run({ state, programme, runs, plan }: AssignmentPageProps) {
  const text = useText()
  const { assignment: words } = text.judging
  const address = paths.selectionPart(programme.slug, "assignment")
  return (
    <div class="stack">
      <ButtonForm action={address} class="button-row" formKey={state.formKey}>
        <Button look="primary">{runs.length > 0 ? words.runAgain : words.run}</Button>
        {!plan && (
          <LinkButton href={paths.selectionPart(programme.slug, "assignment", { preview: 1 })}>
            {words.preview}
          </LinkButton>
        )}
      </ButtonForm>
      <p class="hint">{words.runHint}</p>
    </div>
  )
}

function Runs({ runs }: AssignmentPageProps) {
  const text = useText()
  const { assignment: words } = text.judging
  if (runs.length === 0) return null
  return (
    <section class="section stack" aria-labelledby="runs-title">
      <h2 id="runs-title">{words.runsTitle}</h2>
      <DataTable
        caption={words.runsCaption}
        captionHidden
        cards
        rows={runs}
        columns={[
          { key: "number", title: words.runNumber, cell: (row) => String(row.number) },
          { key: "kind", title: words.runKind, cell: (row) => words.runKinds[row.kind] },
          { key: "at", title: words.runAt, cell: (row) => formatTime(row.at) },
          { key: "moved", title: words.runMoved, number: true, cell: (row) => String(row.record.moved) },
          {
            key: "short",
            title: words.runShort,
            number: true,
            cell: (row) => String(row.record.short.length),
          },
          { key: "why", title: words.reason, cell: (row) => row.record.reason ?? "—" },
        ]}
      />
    </section>
  )
}

function Body(props: AssignmentPageProps) {
  const { programme, page, pages, total } = props
  const text = useText()
  const { assignment: words } = text.judging
  const open = runsIn(programme, assignmentPhases)
  if (!hasReached(programme.phase, "screening")) return <p>{words.notYet}</p>
  return (
    <>
      {open ? (
        <>
          <NotReady {...props} />
          <Run {...props} />
          <Preview {...props} />
        </>
      ) : (
        <p class="hint">{words.phaseOver}</p>
      )}
      {total === 0 ? (
        <EmptyState title={words.none.title} explanation={words.none.text} />
      ) : (
        <>
          <CandidateTable {...props} />
          <Pager
            page={page}
            pages={pages}
            href={(at) => paths.selectionPart(programme.slug, "assignment", { page: at })}
          />
          {open && <OneAndFile {...props} />}
          <p>
            <a href={paths.assignmentCsv(programme.slug)}>{words.download}</a>
          </p>
        </>
      )}
      <Runs {...props} />
    </>
  )
}

/** Which judges have which candidates, who is in conflict, and how that is made. */
export function AssignmentPage(props: AssignmentPageProps) {
  const { state, actor, programme, perCandidate, done } = props
  const text = useText()
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="assignment"
      lead={text.judging.assignment.lead(perCandidate)}
      done={done}
    >
      <div class="stack">
        <FormProblems {...judgingWords(text)} state={state} />
        <Body {...props} />
      </div>
    </SelectionPage>
  )
}
