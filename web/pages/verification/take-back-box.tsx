import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { HiddenFields } from "../../ui/form.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import type { VerificationView } from "./verification-view.ts"

/** Taking the own level's verification back, with its reason; a form of its own, since nothing is decided with it. */
export function TakeBackBox({ view }: { view: VerificationView }) {
  const text = useText()
  const { takeBack } = text.verification
  if (!view.takesBack || !view.level) return null
  return (
    <form method="post" action={paths.takeBackVerification(view.estate.slug, view.quarter)} novalidate>
      <HiddenFields formKey={view.formKey} />
      <input type="hidden" name="seen" value={view.seen} />
      <input type="hidden" name="values" value={view.seenValues} />
      <details class="card return-box" open={view.takeBackError !== undefined}>
        <summary>{takeBack.title}</summary>
        <p>{takeBack.hint[view.level]}</p>
        <TextArea
          id="take-back-reason"
          name="reason"
          label={takeBack.reason}
          hint={takeBack.reasonHint}
          value={view.takeBackReason}
          error={view.takeBackError}
          maxlength={MAX_REASON_TEXT}
        />
        <Button look="danger">{takeBack.button}</Button>
      </details>
    </form>
  )
}
