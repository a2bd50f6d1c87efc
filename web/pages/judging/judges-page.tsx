import { judgePhases, runsIn } from "../../../worker/domain/selection/judging-phases.ts"
import { hasReached } from "../../../worker/domain/selection/phases.ts"
import { type ReadyJudge, unreadiness } from "../../../worker/domain/selection/plan-assignment.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { judgingWords } from "./judging-form.ts"

export interface ListedJudge extends ReadyJudge {
  name: string
  email: string
}

export interface JudgeProgress {
  assigned: number
  draft: number
  submitted: number
  abstained: number
  lastAt: string | null
}

export interface JudgesPageProps {
  state: FormState
  actor: SignedIn
  programme: FramedProgramme
  judges: ListedJudge[]
  progress: ReadonlyMap<string, JudgeProgress>
  /** How many candidates each judge has to keep away from. */
  conflicted: ReadonlyMap<string, number>
  invitable: { id: string; name: string; email: string }[]
  /** Whether the reader may invite people into the organisation; the secretary asks the chair. */
  maySeeMembers: boolean
  done?: string
}

function Invitation({ state, programme, invitable, maySeeMembers }: JudgesPageProps) {
  const text = useText()
  const { judges: words, assignment } = text.judging
  if (hasReached(programme.phase, "shortlist")) return <p class="hint">{words.phaseOver}</p>
  if (!runsIn(programme, judgePhases)) return null
  return (
    <section class="card stack" aria-labelledby="invite-title">
      <h2 id="invite-title">{words.inviteTitle}</h2>
      {invitable.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <Form
          {...judgingWords(text)}
          state={state}
          action={paths.selectionPart(programme.slug, "judges")}
          class="form-narrow stack"
        >
          <SelectField
            name="memberId"
            label={words.inviteField}
            hint={words.inviteHint}
            options={[
              { value: "", label: assignment.choose },
              ...invitable.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` })),
            ]}
          />
          <Button look="primary">{words.invite}</Button>
        </Form>
      )}
      <p>{maySeeMembers ? <a href={paths.members()}>{words.members}</a> : words.chairInvites}</p>
    </section>
  )
}

function JudgeTable({ programme, judges, progress, conflicted }: JudgesPageProps) {
  const text = useText()
  const { judges: words, states, readiness, ready } = text.judging
  const prepared = (row: ListedJudge) => {
    const lack = unreadiness(row)
    return lack === null ? ready : readiness[lack]
  }
  const figure = (key: "assigned" | "submitted" | "abstained" | "draft") => ({
    key,
    title: words[key],
    number: true,
    cell: (row: ListedJudge) => String(progress.get(row.id)?.[key] ?? 0),
  })
  return (
    <DataTable
      caption={words.caption}
      captionHidden
      cards
      rows={judges}
      columns={[
        {
          key: "name",
          title: words.name,
          cell: (row) => (
            <>
              <a href={paths.judgeAtDesk(programme.slug, row.id)} aria-label={words.open(row.name)}>
                {row.name}
              </a>
              <span class="member-email">{row.email}</span>
            </>
          ),
        },
        { key: "state", title: words.state, cell: (row) => states[row.state] },
        { key: "prepared", title: words.prepared, cell: prepared },
        {
          key: "conflicts",
          title: words.conflicts,
          cell: (row) => words.conflictCount(conflicted.get(row.id) ?? 0),
        },
        figure("assigned"),
        figure("submitted"),
        figure("abstained"),
        figure("draft"),
        {
          key: "last",
          title: words.last,
          cell: (row) => {
            const at = progress.get(row.id)?.lastAt
            return at ? formatTime(at) : words.never
          },
        },
      ]}
    />
  )
}

/** The judges of a programme: who they are, what they still need, how far they are. */
export function JudgesPage(props: JudgesPageProps) {
  const { actor, programme, judges, done } = props
  const text = useText()
  const { judges: words } = text.judging
  return (
    <SelectionPage actor={actor} programme={programme} part="judges" lead={words.lead} done={done}>
      <div class="stack">
        {judges.length === 0 ? (
          <EmptyState title={words.none.title} explanation={words.none.text} />
        ) : (
          <JudgeTable {...props} />
        )}
        <Invitation {...props} />
      </div>
    </SelectionPage>
  )
}
