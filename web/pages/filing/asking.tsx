import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FilingView, fieldId } from "./filing-view.ts"

/** What the company can ask of others: what does not fit or cannot be checked without their figures, a button for each. */
export function Asking({ view }: { view: FilingView }) {
  const text = useText()
  const { asking } = text.filing
  if (view.asking.length === 0) return null
  return (
    <Notice title={asking.title}>
      {view.asking.map(({ provider, keys, today }) => {
        const name = text.site.providers[provider]
        const titles = keys.map((key) => view.specs.get(key)?.title[text.language] ?? key)
        return (
          <ButtonForm
            action={paths.asking(view.estate.slug, view.quarter)}
            formKey={view.formKey}
            class="stack"
          >
            <input type="hidden" name="provider" value={provider} />
            <details>
              <summary>{asking.what(name, keys.length)}</summary>
              <p>{titles.join(text.site.listComma)}</p>
            </details>
            {today === null ? (
              <Button>{asking.ask(name)}</Button>
            ) : (
              <p>{asking.asked(name, formatTime(today))}</p>
            )}
          </ButtonForm>
        )
      })}
    </Notice>
  )
}

/** What a place is asked for by the company, until it saves. */
export function Asked({ view }: { view: FilingView }) {
  const text = useText()
  if (!view.asked) return null
  const { company, at, keys } = view.asked
  return (
    <Notice kind="warning" title={text.filing.asking.request(company, formatTime(at))}>
      <ul class="faults">
        {keys.map((key) => (
          <li>
            <a href={`#${fieldId(key)}`}>{view.specs.get(key)?.title[text.language] ?? key}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
