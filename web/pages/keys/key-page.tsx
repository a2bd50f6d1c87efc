import { MAX_OVERLAP_DAYS } from "../../../worker/domain/api-key.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { KeyPrefix, type KeyView } from "./keys-page.tsx"
import { keyFault } from "./new-key-page.tsx"

/** Of both forms, whose fields have names of their own: their problems stand above them. */
const keyWords = { ids: "", say: keyFault, problemsElsewhere: true }

function Facts({ apiKey }: { apiKey: KeyView }) {
  const text = useText()
  const words = text.programs.keys
  const facts: [string, unknown][] = [
    [words.prefix, <KeyPrefix prefix={apiKey.prefix} />],
    [words.state, words.states[apiKey.state]],
    [words.scopes, apiKey.scopes.map((scope) => text.programs.scopes[scope]).join(text.site.listComma)],
    [words.expires, formatTime(apiKey.expiresAt)],
    [words.lastUsed, apiKey.lastUsedAt ? formatTime(apiKey.lastUsedAt) : words.never],
    [words.madeBy, apiKey.madeBy],
    [words.madeAt, formatTime(apiKey.createdAt)],
  ]
  return (
    <dl class="key-facts">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Rotation({ apiKey, state, overlap }: KeyPageProps) {
  const text = useText()
  const words = text.programs.keys.rotation
  const days = [0, 1, 3, 7, 14, MAX_OVERLAP_DAYS]
  return (
    <section class="card stack">
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <Form {...keyWords} state={state} action={paths.rotateKey(apiKey.id)} class="form-narrow stack">
        <SelectField
          name="overlap"
          label={words.overlap}
          value={String(overlap)}
          options={days.map((n) => ({ value: String(n), label: words.days(n) }))}
        />
        <Button>{words.button}</Button>
      </Form>
    </section>
  )
}

function Revocation({ apiKey, state }: KeyPageProps) {
  const text = useText()
  const words = text.programs.keys.revocation
  return (
    <section class="card stack">
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <Form {...keyWords} state={state} action={paths.revokeKey(apiKey.id)}>
        <Tick name="confirmed" required>
          {words.confirm}
        </Tick>
        <Button look="danger">{words.button}</Button>
      </Form>
    </section>
  )
}

export interface KeyPageProps {
  actor: SignedIn
  apiKey: KeyView
  state: FormState
  /** Days that are offered. */
  overlap: number
  done?: string
}

/** One key: what it may do, until when; rotating and revoking it. */
export function KeyPage(props: KeyPageProps) {
  const text = useText()
  const { actor, apiKey, state, done } = props
  const words = text.programs.keys
  const working = apiKey.state === "active" || apiKey.state === "suspended"
  return (
    <Page title={apiKey.name} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: words.title, href: paths.keys() },
          { label: apiKey.name },
        ]}
        title={apiKey.name}
      />
      <div class="stack">
        {done && (
          <Notice kind="success" live>
            {done}
          </Notice>
        )}
        <FormProblems {...keyWords} state={state} />
        {apiKey.state === "suspended" && <Notice kind="warning">{words.suspendedText}</Notice>}
        {apiKey.replacedBy && (
          <Notice>
            <p>{words.replaced}</p>
            <a href={paths.key(apiKey.replacedBy)}>{words.newer}</a>
          </Notice>
        )}
        <Facts apiKey={apiKey} />
        {working && !apiKey.replacedBy && <Rotation {...props} />}
        {working && <Revocation {...props} />}
      </div>
    </Page>
  )
}

/** A key that was just made: the only time that it is shown. */
export function MadeKeyPage(props: {
  actor: SignedIn
  /** Null when an earlier request made it. */
  keyText: string | null
  keyId: string
  site: string
}) {
  const text = useText()
  const { actor, keyText, keyId, site } = props
  const words = text.programs.keys
  return (
    <Page title={words.made} current="desk" actor={actor}>
      <PageHead title={words.made} />
      <div class="stack">
        {keyText === null ? (
          <Notice kind="warning">{words.madeBefore}</Notice>
        ) : (
          <>
            <Notice kind="warning" live>
              {words.madeOnce}
            </Notice>
            <div class="field">
              <label class="field__label" for="made-key">
                {words.theKey}
              </label>
              <input class="input key-text" id="made-key" value={keyText} readonly autocomplete="off" />
            </div>
            <h2>{words.tryIt}</h2>
            <pre class="example" tabindex={0}>
              <code>{`curl ${site}${paths.api("/key")} \\\n  -H "Authorization: Bearer ${keyText}"`}</code>
            </pre>
          </>
        )}
        <div class="button-row">
          <LinkButton href={paths.keys()}>{words.back}</LinkButton>
          <LinkButton href={paths.key(keyId)}>{words.see}</LinkButton>
        </div>
      </div>
    </Page>
  )
}
