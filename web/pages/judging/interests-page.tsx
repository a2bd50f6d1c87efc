import { type InterestKind, interestKinds, MOST_NOTE } from "../../../worker/domain/selection/interests.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { ButtonForm, Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { InterestTable, type ShownInterest } from "./interest-table.tsx"
import { judgingWords } from "./judging-form.ts"
import { OwnHead } from "./own-judge-page.tsx"

export interface InterestsPageProps {
  state: FormState
  actor: SignedIn
  programme: { title: string }
  judge: { id: string; interestsDeclaredAt: string | null }
  interests: ShownInterest[]
  search: { kind: InterestKind; q: string }
  choices: { ref: string; name: string; within: string | null }[]
}

/** Most that a search answers. */
const MOST = 30

function Search({ judge, search }: InterestsPageProps) {
  const text = useText()
  const { interests: words } = text.judging
  return (
    <form method="get" action={paths.judgeInterests(judge.id)} class="card stack judging-narrow">
      <SelectField
        id="judging-search-kind"
        name="kind"
        label={words.kind}
        value={search.kind}
        hint={words.placeHint}
        options={interestKinds.map((value) => ({ value, label: words.kinds[value] }))}
      />
      <Field
        id="judging-q"
        name="q"
        type="search"
        label={words.word}
        hint={words.wordHint}
        value={search.q}
        maxlength={60}
      />
      <div>
        <Button>{words.search}</Button>
      </div>
    </form>
  )
}

function Found({ state, judge, search, choices }: InterestsPageProps) {
  const text = useText()
  const { interests: words } = text.judging
  if (search.q === "") return null
  if (choices.length === 0) return <p role="status">{words.found(0)}</p>
  return (
    <Form
      {...judgingWords(text)}
      state={state}
      problemsElsewhere
      action={paths.judgeInterests(judge.id)}
      class="card stack judging-narrow"
    >
      <input type="hidden" name="kind" value={search.kind} />
      <input type="hidden" name="q" value={search.q} />
      <RadioGroup
        name="ref"
        legend={words.found(choices.length)}
        choices={choices.map(({ ref, name, within }) => ({
          value: ref,
          label: name,
          note: within ? text.site.aside(within) : undefined,
        }))}
        hint={choices.length === MOST ? words.most : undefined}
      />
      <Field name="note" label={words.note} hint={words.noteHint} maxlength={MOST_NOTE} />
      <div>
        <Button look="primary">{words.add}</Button>
      </div>
    </Form>
  )
}

function None({ state, judge }: InterestsPageProps) {
  const text = useText()
  const { interests: words, own } = text.judging
  if (judge.interestsDeclaredAt !== null) return null
  return (
    <ButtonForm
      action={paths.judgeInterests(judge.id)}
      class="card stack judging-narrow"
      formKey={state.formKey}
    >
      <h2>{words.noneTitle}</h2>
      <p>{words.noneText}</p>
      <div>
        <Button name="none" value="yes">
          {own.none_to_declare}
        </Button>
      </div>
    </ButtonForm>
  )
}

/** Where a judge declares interests against the public lists, never against the candidates. */
export function InterestsPage(props: InterestsPageProps) {
  const { state, actor, programme, judge, interests } = props
  const text = useText()
  const { interests: words } = text.judging
  return (
    <Page title={`${words.title} · ${programme.title}`} current="desk" actor={actor}>
      <OwnHead title={programme.title} here={{ href: paths.judge(judge.id), label: words.title }} />
      <div class="stack">
        <p>{words.lead}</p>
        <FormProblems {...judgingWords(text)} state={state} />
        <Search {...props} />
        <Found {...props} />
        <None {...props} />
        {interests.length > 0 && (
          <section class="section stack" aria-labelledby="declared-title">
            <h2 id="declared-title">{words.declared}</h2>
            <InterestTable interests={interests} />
          </section>
        )}
      </div>
    </Page>
  )
}
