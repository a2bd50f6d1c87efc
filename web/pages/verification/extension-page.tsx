import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type SubmissionEstate, SubmissionHead } from "../desk/submission-head.tsx"
import { registryWords } from "../registry/registry-frame.tsx"

export interface ExtensionPageProps {
  actor: SignedIn
  estate: SubmissionEstate & { slug: string }
  company: string | null
  quarter: string
  /** The quarter's own. */
  deadlineDay: string
  extension: { day: string; reason: string; at: string; organisation: string } | null
  /** Closed or released. */
  locked: boolean
  states: { grant: FormState; back: FormState }
  done?: string | undefined
}

function Granted({ extension }: ExtensionPageProps) {
  const text = useText()
  if (!extension) return null
  const { until, granted } = text.extensions
  return (
    <Notice title={until(formatDay(text, extension.day))}>
      <p>{extension.reason}</p>
      <p class="hint">{granted(extension.organisation, formatTime(extension.at))}</p>
    </Notice>
  )
}

function Grant({ estate, quarter, deadlineDay, extension, states }: ExtensionPageProps) {
  const text = useText()
  const { form } = text.extensions
  const address = paths.extension(estate.slug, quarter)
  return (
    <section class="card" id="grant">
      <h2>{extension ? form.again : form.title}</h2>
      <Form {...registryWords(text, address)} ids="grant-" state={states.grant} action={address}>
        <Field
          name="deadlineDay"
          type="date"
          label={form.day}
          value={extension?.day ?? ""}
          hint={form.dayHint(formatDay(text, deadlineDay))}
        />
        <TextArea
          name="reason"
          label={form.reason}
          rows={2}
          hint={form.reasonHint}
          maxlength={MAX_REASON_TEXT}
        />
        <div>
          <Button look="primary">{form.button}</Button>
        </div>
      </Form>
    </section>
  )
}

function TakeBack({ estate, quarter, extension, states }: ExtensionPageProps) {
  const text = useText()
  const { back, form } = text.extensions
  if (!extension) return null
  return (
    <section class="card" id="back">
      <h2>{back.title}</h2>
      <p>{back.text}</p>
      <Form
        {...registryWords(text, paths.extension(estate.slug, quarter))}
        ids="back-"
        state={states.back}
        action={paths.extensionEnd(estate.slug, quarter)}
      >
        <TextArea
          name="reason"
          label={form.reason}
          rows={2}
          hint={form.reasonHint}
          maxlength={MAX_REASON_TEXT}
        />
        <div>
          <Button look="danger">{back.button}</Button>
        </div>
      </Form>
    </section>
  )
}

/** 延期 of one estate's quarter: what is granted, granting it, taking it back. */
export function ExtensionPage(props: ExtensionPageProps) {
  const text = useText()
  const { actor, estate, company, quarter, deadlineDay, locked, done } = props
  const words = text.extensions
  const list = { label: text.verification.title, href: paths.verification({ quarter }) }
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <SubmissionHead
        {...{ estate, quarter, company, list }}
        facts={[words.title, words.all(formatDay(text, deadlineDay))]}
      >
        <p>
          <a href={paths.verifySubmission(estate.slug, quarter)}>{words.submission}</a>
        </p>
      </SubmissionHead>
      <div class="stack">
        {done && (
          <Notice kind="success" live>
            {done}
          </Notice>
        )}
        <Granted {...props} />
        {locked ? (
          <Notice>{words.locked}</Notice>
        ) : (
          <>
            <p>{words.lead}</p>
            <Grant {...props} />
            <TakeBack {...props} />
          </>
        )}
      </div>
    </Page>
  )
}
