import type { ReceiptPayload } from "../../../worker/domain/submission/receipt.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { ReceiptFacts } from "./receipt-facts.tsx"

function Answer({ matches, payload }: { matches: boolean; payload: ReceiptPayload }) {
  const text = useText()
  const { verify } = text.receipts
  if (!matches)
    return (
      <Notice kind="error" title={verify.differs} live arrive>
        <p>{verify.differsText}</p>
      </Notice>
    )
  return (
    <Notice kind="success" title={verify.matches} live arrive>
      <p>{verify.matchesText}</p>
      <ReceiptFacts
        payload={payload}
        rows={[
          [verify.estate, payload.estate],
          [verify.quarter, formatPeriod(text, payload.quarter)],
        ]}
      />
    </Notice>
  )
}

/** `/verify-receipt`: whether what somebody holds is a receipt of this city, for everybody. */
export function VerifyReceiptPage(props: {
  state: FormState
  found: { matches: boolean; payload: ReceiptPayload } | null
}) {
  const text = useText()
  const { verify } = text.receipts
  return (
    <Page title={verify.title} description={verify.lead}>
      <PageHead title={verify.title} lead={verify.lead} />
      {props.found && <Answer {...props.found} />}
      <Form
        state={props.state}
        action={paths.verifyReceipt()}
        class="card stack"
        say={() => verify.unreadable}
      >
        <TextArea name="receipt" label={verify.label} hint={verify.hint} rows={10} required />
        <Button>{verify.button}</Button>
      </Form>
    </Page>
  )
}
