import { peopleSentence } from "../../text/people-sentence.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { useText } from "../../ui/use-text.ts"

export interface EstatesPageProps {
  actor: SignedIn
  /** Whom it is about: a member, or whoever accepts an invitation. */
  name: string
  limited: boolean
  /** A member's revision; invitations have none. */
  revision?: number
  /** Above this page. */
  steps: { label: string; href: string }[]
  /** The address of this choice itself. */
  href(query: { q?: string; page?: number }): string
  /** How many it has now, on all pages. */
  given: number
  rows: { id: string; name: string; placeName: string; chosen: boolean }[]
  total: number
  q: string
  page: number
  pages: number
  state: FormState
  notice?: string
}

function Search({ href, q }: EstatesPageProps) {
  const text = useText()
  const { choice } = text.people
  return (
    <form method="get" action={href({})} class="form-narrow search-row">
      <Field id="q" name="q" label={choice.search} type="search" value={q} autocomplete="off" />
      <Button>{choice.find}</Button>
    </form>
  )
}

function Choices({ rows, total }: EstatesPageProps) {
  const text = useText()
  const { choice } = text.people
  if (rows.length === 0) return <p class="hint">{choice.none}</p>
  return (
    <fieldset class="field">
      <legend class="field__label">{choice.found(total)}</legend>
      <div class="choices choices--columns">
        {rows.map((row) => (
          <label class="choice">
            <input type="hidden" name={`shown:${row.id}`} value="1" />
            <input type="checkbox" name={`estate:${row.id}`} value="1" checked={row.chosen} />
            <span>
              {row.name}
              <span class="choice__note">{row.placeName}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Limits an editor, or who will be one, to some of the company's estates; each page of the choice is saved by itself. */
export function EstatesPage(props: EstatesPageProps) {
  const text = useText()
  const { actor, name, limited, revision, given, q, page, pages, state, notice } = props
  const { choice } = text.people
  const steps = [...props.steps, { label: choice.title }]
  return (
    <Page title={choice.title} current="desk" actor={actor}>
      <Breadcrumb steps={steps} />
      <PageHead title={choice.title} lead={choice.lead(name)}>
        <p>{limited ? text.people.member.limitedTo(given) : text.people.member.allEstates}</p>
      </PageHead>
      {notice && (
        <Notice kind="success" live>
          {notice}
        </Notice>
      )}
      <Search {...props} />
      <Form
        ids=""
        say={peopleSentence}
        state={state}
        action={props.href({ q, page })}
        revision={revision}
        class="section stack"
      >
        <RadioGroup
          name="limited"
          legend={choice.which}
          value={limited ? "yes" : "no"}
          choices={[
            { value: "no", label: choice.all },
            { value: "yes", label: choice.some },
          ]}
          row
        />
        <Choices {...props} />
        <Button look="primary">{choice.save}</Button>
      </Form>
      <Pager page={page} pages={pages} href={(n) => props.href({ q, page: n })} />
    </Page>
  )
}
