import type { PropsWithChildren } from "hono/jsx"
import { paths } from "../../paths.ts"
import { registryFault } from "../../text/registry-fault.ts"
import type { Text } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import type { FormWords } from "../../ui/form.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

/** How the forms of the registry call their fields and say what is wrong. */
export function registryWords(text: Text, present: string): FormWords {
  const names: Record<string, string | undefined> = text.registry.fields
  return { say: registryFault, nameOf: (field) => names[field], stale: { present } }
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
