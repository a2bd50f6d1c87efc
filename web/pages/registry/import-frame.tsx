import type { PropsWithChildren } from "hono/jsx"
import { paths } from "../../paths.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { RegistryPage } from "./registry-frame.tsx"

export type ImportOf = "estates" | "places" | "clerks"

type FrameProps = PropsWithChildren<{
  actor: SignedIn
  of: ImportOf
  lead: string
  done?: string | undefined
}>

/** The page of a file that is imported, within what it belongs to: the registry, or the members of a company. */
export function ImportFrame(props: FrameProps) {
  const text = useText()
  const { actor, of, lead, done, children } = props
  const { imports, places } = text.registry
  const { title } = imports[of]
  if (of !== "clerks") {
    const steps = of === "places" ? [{ label: places.title, href: paths.places() }] : []
    return (
      <RegistryPage actor={actor} title={title} steps={steps} lead={lead} done={done}>
        {children}
      </RegistryPage>
    )
  }
  return (
    <Page title={title} current="desk" actor={actor}>
      <Breadcrumb steps={[{ label: text.people.members.title, href: paths.members() }, { label: title }]} />
      <PageHead title={title} lead={lead} />
      {done && (
        <Notice kind="success" live>
          {done}
        </Notice>
      )}
      {children}
    </Page>
  )
}
