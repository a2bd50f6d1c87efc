import type { PropsWithChildren } from "hono/jsx"
import { Button } from "../../ui/button.tsx"
import { useText } from "../../ui/use-text.ts"

/** The island that fills these forms. */
export const passkeyScripts = ["passkey.js"]

/**
 * A form that a passkey answers (web/islands/passkey.tsx). Until the island has come a sentence stands in its
 * place, and without JavaScript it stays.
 */
export function PasskeyForm(
  props: PropsWithChildren<{
    /** Makes a passkey, or uses one. */
    how: "create" | "get"
    /** Where it is sent, and where the browser gets what it asks its owner. */
    action: string
    options: string
    button: string
    look?: "primary" | "plain"
    /** What was answered when the form was refused for something else. */
    answered?: string
  }>,
) {
  const text = useText()
  const { how, action, options, button, look = "plain", answered, children } = props
  const words = text.factor.passkeys
  return (
    <>
      <form
        method="post"
        action={action}
        class="stack form-narrow"
        data-passkey={how}
        data-options={options}
        data-unsupported={words.unsupported}
        data-failed={how === "create" ? words.notMade : words.notUsed}
        hidden
      >
        <input type="hidden" name="response" value={answered ?? ""} />
        {children}
        <p class="field__error" data-passkey-trouble hidden aria-live="polite" />
        <Button look={look}>{button}</Button>
      </form>
      <p class="hint" data-passkey-instead>
        {words.needsScript}
      </p>
    </>
  )
}
