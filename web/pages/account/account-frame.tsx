import type { PropsWithChildren } from "hono/jsx"
import { paths } from "../../paths.ts"
import { accountSentence } from "../../text/account-sentence.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import type { FormWords } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

export interface AccountForm {
  actor: SignedIn
  state: FormState
}

/** How the forms of one's own account call their fields and say what is wrong. */
export const accountWords: FormWords = { ids: "", say: accountSentence }

/** The frame of a page below the account: where it stands, its title, one narrow column. */
export function AccountFrame(
  props: PropsWithChildren<{
    actor: SignedIn
    title: string
    lead?: string
    wide?: boolean
    scripts?: string[]
  }>,
) {
  const text = useText()
  const { actor, title, lead, wide, scripts, children } = props
  return (
    <Page title={title} actor={actor} current="account" scripts={scripts}>
      <Breadcrumb steps={[{ label: text.account.title, href: paths.account() }, { label: title }]} />
      <div class={wide ? "stack" : "form-narrow stack"}>
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
        {children}
      </div>
    </Page>
  )
}
