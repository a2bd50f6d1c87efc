import type { ProgrammeRules, RulesDraft } from "../../../worker/domain/selection/rules.ts"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { ButtonForm, Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { LinesField, rulesWords } from "./rules-form.tsx"
import { RulesView } from "./rules-view.tsx"

export interface RulesPageProps {
  actor: SignedIn
  programme: FramedProgramme & { revision: number; rulesVersion: number }
  /** The version in force, or the draft before there is one. */
  rules: RulesDraft
  districts: readonly { code: string; name: string }[]
  /** The newest first; `changed` names the rules that differ from the version before. */
  versions: { version: number; at: string; reason: string; hash: string; changed: (keyof ProgrammeRules)[] }[]
  /** What the draft has that is not in force. */
  pending: (keyof ProgrammeRules)[]
  typable: boolean
  mayDecide: boolean
  state: FormState
  done?: string
}

const wordsOf = (text: Text, keys: readonly (keyof ProgrammeRules)[]) =>
  keys.map((key) => text.programmes.rules.keys[key]).join(text.site.listComma)

/** What is typed but not in force, and how it comes into force. */
function Change(props: RulesPageProps) {
  const text = useText()
  const { programme, pending, mayDecide, state } = props
  const { change, overview } = text.programmes
  if (pending.length === 0 && state.faults.length === 0) return null
  return (
    <section class="card stack programme-form">
      <h2>{overview.pending}</h2>
      <p>{overview.pendingText(wordsOf(text, pending))}</p>
      {mayDecide ? (
        <Form
          {...rulesWords(text)}
          unnamed="reason"
          state={{ ...state, stale: false }}
          action={paths.selectionPart(programme.slug, "rules")}
          revision={programme.revision}
        >
          <p>{change.lead(programme.rulesVersion + 1)}</p>
          <LinesField name="reason" rows={3} hint={change.reasonHint} maxlength={MAX_REASON_TEXT} />
          <div class="button-row">
            <Button look="primary">{change.submit}</Button>
          </div>
        </Form>
      ) : (
        <p class="hint">{change.onlyChair}</p>
      )}
      {pending.length > 0 && (
        <ButtonForm
          action={paths.droppedChanges(programme.slug)}
          formKey={state.formKey}
          revision={programme.revision}
        >
          <Button look="quiet">{change.drop}</Button>
        </ButtonForm>
      )}
    </section>
  )
}

function Versions({ programme, versions }: RulesPageProps) {
  const text = useText()
  const { versions: words } = text.programmes
  return (
    <section class="section">
      <h2>{words.title}</h2>
      {versions.length === 0 && <p>{words.none}</p>}
      <ol class="programme-versions" reversed>
        {versions.map(({ version, at, reason, hash, changed }) => (
          <li>
            <a href={paths.programmeRules(programme.slug, version)}>{words.version(version)}</a>
            {version === programme.rulesVersion && ` · ${words.current}`}
            {text.site.aside(formatTime(at))}
            <p>
              {version === 1 ? words.first : `${words.changed}${text.site.colon}${wordsOf(text, changed)}`}
            </p>
            {reason !== "" && <p>{`${words.reason}${text.site.colon}${reason}`}</p>}
            <p class="hint programme-hash">{`${words.hash}${text.site.colon}${hash}`}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** `/selection/:programme/rules`: the rules in force, what is to change, and every version. */
export function RulesPage(props: RulesPageProps) {
  const text = useText()
  const { actor, programme, rules, districts, typable, state, done } = props
  const { versions: words } = text.programmes
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="rules"
      lead={programme.rulesVersion > 0 ? words.version(programme.rulesVersion) : words.draft}
      done={done}
    >
      <div class="stack">
        <FormProblems {...rulesWords(text)} state={{ ...state, faults: [] }} />
        <Change {...props} />
      </div>
      <RulesView
        rules={rules}
        districts={districts}
        beside={(part) =>
          typable && (
            <a
              href={paths.rulesPart(programme.slug, part)}
              aria-label={`${words.edit} ${text.programmes.rules.parts[part]}`}
            >
              {words.edit}
            </a>
          )
        }
      />
      <Versions {...props} />
    </SelectionPage>
  )
}
