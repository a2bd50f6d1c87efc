import type { PropsWithChildren } from "hono/jsx"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { Button } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type SubmissionEstate, SubmissionHead } from "../desk/submission-head.tsx"
import { registryWords } from "../registry/registry-frame.tsx"

export interface ExemptionPageProps {
  actor: SignedIn
  estate: SubmissionEstate & { slug: string }
  company: string | null
  quarter: string
  exemption: { reason: string; at: string; organisation: string } | null
  /** Closed or released. */
  locked: boolean
  /** What has to be done before it can be exempted: the refusal that would be met; null where nothing has. */
  first: "exempt_sent" | "exempt_verified" | null
  state: FormState
  done?: string | undefined
}

/** The one form of the page: a reason, and what it does. */
function ReasonForm({
  estate,
  quarter,
  state,
  action,
  children,
}: PropsWithChildren<Pick<ExemptionPageProps, "estate" | "quarter" | "state"> & { action: string }>) {
  const text = useText()
  const { form } = text.exemptions
  return (
    <Form {...registryWords(text, paths.exemption(estate.slug, quarter))} state={state} action={action}>
      <TextArea
        name="reason"
        label={form.reason}
        rows={2}
        hint={form.reasonHint}
        maxlength={MAX_REASON_TEXT}
      />
      <div>{children}</div>
    </Form>
  )
}

function Grant(props: ExemptionPageProps) {
  const text = useText()
  const { form, lead } = text.exemptions
  const { estate, first, quarter } = props
  if (first) return <Notice kind="warning">{refusalSentence(text, { rule: first })}</Notice>
  return (
    <>
      <p>{lead}</p>
      <section class="card">
        <h2>{form.title}</h2>
        <ReasonForm {...props} action={paths.exemption(estate.slug, quarter)}>
          <Button look="primary">{form.button}</Button>
        </ReasonForm>
      </section>
    </>
  )
}

function TakeBack(props: ExemptionPageProps) {
  const { back } = useText().exemptions
  const { estate, quarter } = props
  return (
    <section class="card">
      <h2>{back.title}</h2>
      <p>{back.text}</p>
      <ReasonForm {...props} action={paths.exemptionEnd(estate.slug, quarter)}>
        <Button look="danger">{back.button}</Button>
      </ReasonForm>
    </section>
  )
}

/** 免报 of one estate's quarter: what is granted, granting it, taking it back. */
export function ExemptionPage(props: ExemptionPageProps) {
  const text = useText()
  const { actor, estate, company, quarter, exemption, locked, done } = props
  const words = text.exemptions
  const list = { label: text.verification.title, href: paths.verification({ quarter }) }
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <SubmissionHead {...{ estate, quarter, company, list }} facts={[words.title]}>
        <p>
          <a href={paths.verifySubmission(estate.slug, quarter)}>{text.extensions.submission}</a>
        </p>
      </SubmissionHead>
      <div class="stack">
        {done && (
          <Notice kind="success" live>
            {done}
          </Notice>
        )}
        {exemption && (
          <Notice title={words.told(exemption.organisation)}>
            <p>{exemption.reason}</p>
            <p class="hint">{words.granted(exemption.organisation, formatTime(exemption.at))}</p>
          </Notice>
        )}
        {locked ? (
          <Notice>{words.locked}</Notice>
        ) : exemption ? (
          <TakeBack {...props} />
        ) : (
          <Grant {...props} />
        )}
      </div>
    </Page>
  )
}
