import type { PropsWithChildren } from "hono/jsx"
import type { Fault } from "../../../worker/domain/errors.ts"
import { paths } from "../../paths.ts"
import { registryFault } from "../../text/registry-fault.ts"
import type { Text } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

/** What every form of the registry shows besides its fields. */
export interface FormState {
  formKey: string
  /** What is wrong; `field` names the field that it stands beside. */
  faults: Fault[]
  /** Only a reason is missing. */
  explain: boolean
  /** Somebody changed it meanwhile. */
  stale: boolean
  reason: string
}

/** A form that nobody has sent yet. */
export function freshForm(formKey: string): FormState {
  return { formKey, faults: [], explain: false, stale: false, reason: "" }
}

/** Id of the input of a field. */
export const fieldId = (field: string) => `f-${field}`

/** The sentence beside a field. */
export function errorOf(text: Text, { faults, explain }: FormState, field: string): string | undefined {
  const fault = explain ? undefined : faults.find((one) => one.field === field)
  return fault && registryFault(text, fault)
}

/** Everything that is wrong, above the form; each with the name of its field. */
export function FormFaults({ state }: { state: FormState }) {
  const text = useText()
  const names: Record<string, string | undefined> = text.registry.fields
  const list = state.faults.map((fault) => {
    const name = names[fault.field ?? ""]
    const said = registryFault(text, fault)
    return {
      fieldId: fault.field && fieldId(state.explain ? "reason" : fault.field),
      sentence: name ? `${name}${text.site.colon}${said}` : said,
    }
  })
  return <FaultList faults={list} title={state.explain ? text.registry.form.explainTitle : undefined} />
}

/** Said when something was changed meanwhile: what was typed is kept. */
export function Stale({ state, href }: { state: FormState; href: string }) {
  const text = useText()
  if (!state.stale) return null
  const { form } = text.registry
  return (
    <Notice kind="error" title={form.staleTitle} live>
      <p>{form.stale}</p>
      <p>
        <a href={href} target="_blank" rel="noopener">
          {form.openPresent}
        </a>
      </p>
    </Notice>
  )
}

/** A page of the registry: where it stands, its title, what happened. */
export function RegistryPage(
  props: PropsWithChildren<{
    actor: SignedIn
    title: string
    /** Between the registry and this page. */
    steps?: { label: string; href: string }[]
    lead?: string
    /** The sentence of what was just done. */
    done?: string
    demonstration?: boolean
  }>,
) {
  const text = useText()
  const { actor, title, steps = [], lead, done, demonstration, children } = props
  return (
    <Page title={title} current="desk" actor={actor}>
      <header class="page-head">
        <Breadcrumb
          steps={[
            { label: text.site.nav.desk, href: paths.desk() },
            { label: text.registry.title, href: paths.registry() },
            ...steps,
            { label: title },
          ]}
        />
        <h1>
          {title} {demonstration && <DemoMark />}
        </h1>
        {lead && <p class="lead">{lead}</p>}
      </header>
      {done && (
        <Notice kind="success" live>
          {done}
        </Notice>
      )}
      {children}
    </Page>
  )
}
