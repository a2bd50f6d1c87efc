import type { PropsWithChildren } from "hono/jsx"
import type { ManagedPeriod } from "../../../worker/domain/registry/tenures.ts"
import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { ManagersNote } from "./managers-note.tsx"

/** The estate of a submission as a desk names it. */
export interface SubmissionEstate {
  name: string
  placeNames: string[]
  demonstration: boolean
  /** Who managed it within the quarter, when more than one did. */
  managers: ManagedPeriod[]
}

export type SubmissionHeadProps = PropsWithChildren<{
  estate: SubmissionEstate
  quarter: string
  company: string | null
  /** The list that this page belongs to. */
  list: { label: string; href: string }
  /** Said after period, place and company. */
  facts?: (string | false | null | undefined)[]
}>

/** The head of one estate's quarter on a desk: where it stands, what it is, and below it whatever the page adds. */
export function SubmissionHead(props: SubmissionHeadProps) {
  const text = useText()
  const { estate, quarter, company, list, facts = [], children } = props
  const all = [formatPeriod(text, quarter), estate.placeNames.join(" "), company, ...facts]
  return (
    <header class="page-head">
      <Breadcrumb steps={[{ label: text.site.nav.desk, href: paths.desk() }, list, { label: estate.name }]} />
      <h1>
        <span lang={nameLang(text)}>{estate.name}</span> {estate.demonstration && <DemoMark />}
      </h1>
      <p class="lead">{all.filter(Boolean).join(" · ")}</p>
      {children}
      <ManagersNote quarter={quarter} managers={estate.managers} />
    </header>
  )
}
