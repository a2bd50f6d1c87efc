import type { Conflict } from "../../../worker/domain/selection/conflicts.ts"
import { documentKinds } from "../../../worker/domain/selection/identity-document.ts"
import { judgePhases, runsIn } from "../../../worker/domain/selection/judging-phases.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Field } from "../../ui/field.tsx"
import { Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { FactList } from "./fact-list.tsx"
import { InterestTable, type ShownInterest } from "./interest-table.tsx"
import type { JudgeProgress, ListedJudge } from "./judges-page.tsx"
import { judgingWords } from "./judging-form.ts"

/** Most conflicts on one page; the assignment shows all, candidate by candidate. */
const SHOWN = 200

export interface ShownConflict extends Conflict {
  blindCode: string
  estate: string
  foundOn: keyof Text["judging"]["foundOn"]
  foundAt: string
}

export interface JudgeAtDeskProps {
  state: FormState
  actor: SignedIn
  programme: FramedProgramme
  judge: ListedJudge & {
    invitedAt: string
    answeredAt: string | null
    endReason: string | null
    revision: number
  }
  progress: JudgeProgress | undefined
  conflicts: ShownConflict[]
  interests: ShownInterest[]
  /** Another judge has the same document: the box to end this account is shown. */
  twin: boolean
  done?: string
}

function Facts({ judge, progress, interests }: JudgeAtDeskProps) {
  const text = useText()
  const { judge: words, states, judges } = text.judging
  const facts: [string, string][] = [
    [judges.state, states[judge.state]],
    [words.invitedAt, formatTime(judge.invitedAt)],
    ...(judge.answeredAt ? [[words.answeredAt, formatTime(judge.answeredAt)] as [string, string]] : []),
    [
      words.identity,
      judge.identityVerifiedAt
        ? words.verifiedAt(formatDay(text, judge.identityVerifiedAt))
        : words.notVerified,
    ],
    [
      words.interests,
      judge.interestsDeclaredAt === null
        ? words.notDeclared
        : interests.length === 0
          ? words.declaredNone
          : words.declaredAt(formatDay(text, judge.interestsDeclaredAt)),
    ],
    [words.progress, progress ? words.progressText(progress) : words.noProgress],
  ]
  return <FactList facts={facts} />
}

function Conflicts({ conflicts }: JudgeAtDeskProps) {
  const text = useText()
  const { judge: words, way, kinds, foundOn } = text.judging
  return (
    <section class="section stack" aria-labelledby="conflicts-title">
      <h2 id="conflicts-title">{words.conflictsTitle}</h2>
      <p class="hint">{words.conflictsLead}</p>
      {conflicts.length > SHOWN && <p>{words.conflictsShown(SHOWN, conflicts.length)}</p>}
      {conflicts.length === 0 ? (
        <p>{words.noConflicts}</p>
      ) : (
        <DataTable
          caption={words.conflictsCaption}
          captionHidden
          cards
          rows={conflicts.slice(0, SHOWN)}
          columns={[
            { key: "code", title: words.code, cell: (row) => row.blindCode },
            { key: "estate", title: words.estate, cell: (row) => row.estate },
            { key: "kind", title: words.kind, cell: (row) => kinds[row.kind] },
            { key: "why", title: words.why, cell: (row) => way(row.path) },
            {
              key: "found",
              title: words.found,
              cell: (row) => `${formatDay(text, row.foundAt)} ${foundOn[row.foundOn]}`,
            },
          ]}
        />
      )}
    </section>
  )
}

function Identity(props: JudgeAtDeskProps) {
  const text = useText()
  const { state, programme, judge, twin } = props
  const { judge: words, assignment } = text.judging
  return (
    <section class="section stack" aria-labelledby="identity-title">
      <h2 id="identity-title">{words.identityTitle}</h2>
      <p>{words.identityLead}</p>
      <Form
        {...judgingWords(text)}
        state={state}
        problemsElsewhere
        action={paths.judgeIdentity(programme.slug, judge.id)}
        revision={judge.revision}
        class="form-narrow stack"
      >
        <SelectField
          name="kind"
          label={words.documentKind}
          value="resident_id"
          options={[
            { value: "", label: assignment.choose },
            ...documentKinds.map((value) => ({ value, label: words.documents[value] })),
          ]}
        />
        <Field name="number" label={words.number} autocomplete="off" maxlength={40} />
        {twin && (
          <label class="choice">
            <input type="checkbox" name="samePerson" value="yes" />
            <span>{words.samePerson}</span>
          </label>
        )}
        <Button>{judge.identityVerifiedAt ? words.verifyAgain : words.verify}</Button>
      </Form>
    </section>
  )
}

function Removal(props: JudgeAtDeskProps) {
  const text = useText()
  const { state, programme, judge } = props
  const { judge: words } = text.judging
  return (
    <section class="section stack" aria-labelledby="removal-title">
      <h2 id="removal-title">{words.removeTitle}</h2>
      <p>{words.removeLead}</p>
      <Form
        {...judgingWords(text)}
        state={state}
        problemsElsewhere
        action={paths.judgeRemoval(programme.slug, judge.id)}
        revision={judge.revision}
        class="form-narrow stack"
      >
        <TextArea name="reason" label={words.reason} rows={3} />
        <Button look="danger">{words.remove}</Button>
      </Form>
    </section>
  )
}

function Standing({ judge }: JudgeAtDeskProps) {
  const text = useText()
  const { judge: words } = text.judging
  if (judge.endReason === "same_person") return <Notice kind="warning">{words.sameAs}</Notice>
  if (judge.endReason) return <Notice kind="warning">{words.endedBecause(judge.endReason)}</Notice>
  return judge.seated === 1 ? null : <Notice kind="warning">{words.notSeated}</Notice>
}

/** One judge for the organiser: preparation, interests, conflicts with their reasons, identity, removal. */
export function JudgeAtDeskPage(props: JudgeAtDeskProps) {
  const { state, actor, programme, judge, interests, done } = props
  const text = useText()
  const { judge: words } = text.judging
  const changeable = runsIn(programme, judgePhases) && judge.state !== "removed"
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="judges"
      title={judge.name}
      lead={judge.email}
      done={done}
    >
      <div class="stack">
        <FormProblems {...judgingWords(text)} state={state} />
        <Standing {...props} />
        <Facts {...props} />
        {interests.length > 0 && (
          <section class="section stack" aria-labelledby="interests-title">
            <h2 id="interests-title">{words.interests}</h2>
            <InterestTable interests={interests} />
          </section>
        )}
        <Conflicts {...props} />
        {changeable && judge.state !== "declined" && <Identity {...props} />}
        {changeable && <Removal {...props} />}
      </div>
    </SelectionPage>
  )
}
