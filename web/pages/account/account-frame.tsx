import type { PropsWithChildren } from "hono/jsx"
import { paths } from "../../paths.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

/** What a form of one's own account was refused for: a sentence of its own, or one for each field. */
export interface FormProblem {
  /** By the field's name. */
  faults: Record<string, string>
  sentence?: string
}

export interface AccountForm {
  actor: SignedIn
  formKey: string
  problem?: FormProblem
}

/** What a form was refused for, above it. */
export function Problem({ problem }: { problem?: FormProblem }) {
  if (!problem) return null
  if (problem.sentence)
    return (
      <Notice kind="error" live>
        {problem.sentence}
      </Notice>
    )
  const faults = Object.entries(problem.faults).map(([fieldId, sentence]) => ({ fieldId, sentence }))
  return <FaultList faults={faults} />
}

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
