import { type InterestKind, interestKinds } from "../../../worker/domain/selection/interests.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { InterestTable, type ShownInterest } from "./interest-table.tsx"
import { errorOf, fieldId, JudgingFaults, type JudgingForm } from "./judging-form.tsx"
import { OwnHead } from "./own-judge-page.tsx"

export interface InterestsPageProps {
  form: JudgingForm
  actor: SignedIn
  programme: { title: string }
  judge: { id: string; interestsDeclaredAt: string | null }
  interests: ShownInterest[]
  search: { kind: InterestKind; q: string }
  choices: { ref: string; name: string; within: string | null }[]
}

/** Most that a search answers. */
const MOST = 30

function Search({ form, judge, search }: InterestsPageProps) {
  const { interests: words } = form.text.judging
  return (
    <form method="get" action={paths.judgeInterests(judge.id)} class="card stack judging-narrow">
      <SelectField
        id={fieldId("search-kind")}
        name="kind"
        label={words.kind}
        value={search.kind}
        hint={words.placeHint}
        options={interestKinds.map((value) => ({ value, label: words.kinds[value] }))}
      />
      <Field
        id={fieldId("q")}
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

function Found({ form, judge, search, choices }: InterestsPageProps) {
  const { text, formKey, typed } = form
  const { interests: words } = text.judging
  if (search.q === "") return null
  if (choices.length === 0) return <p role="status">{words.found(0)}</p>
  return (
    <form method="post" action={paths.judgeInterests(judge.id)} class="card stack judging-narrow" novalidate>
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="kind" value={search.kind} />
      <input type="hidden" name="q" value={search.q} />
      <RadioGroup
        id={fieldId("ref")}
        name="ref"
        legend={words.found(choices.length)}
        value={typed["ref"]}
        choices={choices.map(({ ref, name, within }) => ({
          value: ref,
          label: name,
          note: within ? text.site.aside(within) : undefined,
        }))}
        hint={choices.length === MOST ? words.most : undefined}
        error={errorOf(form, "ref")}
      />
      <Field
        id={fieldId("note")}
        name="note"
        label={words.note}
        hint={words.noteHint}
        value={typed["note"]}
        maxlength={200}
        error={errorOf(form, "note")}
      />
      <div>
        <Button look="primary">{words.add}</Button>
      </div>
    </form>
  )
}

function None({ form, judge }: InterestsPageProps) {
  const { interests: words, own } = form.text.judging
  if (judge.interestsDeclaredAt !== null) return null
  return (
    <form method="post" action={paths.judgeInterests(judge.id)} class="card stack judging-narrow">
      <h2>{words.noneTitle}</h2>
      <p>{words.noneText}</p>
      <input type="hidden" name="key" value={form.formKey} />
      <div>
        <Button name="none" value="yes">
          {own.none_to_declare}
        </Button>
      </div>
    </form>
  )
}

/** Where a judge declares interests against the public lists, never against the candidates. */
export function InterestsPage(props: InterestsPageProps) {
  const { form, actor, programme, judge, interests } = props
  const { text } = form
  const { interests: words } = text.judging
  return (
    <Page title={`${words.title} · ${programme.title}`} current="desk" actor={actor}>
      <OwnHead title={programme.title} here={{ href: paths.judge(judge.id), label: words.title }} />
      <div class="stack">
        <p>{words.lead}</p>
        <JudgingFaults form={form} />
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
