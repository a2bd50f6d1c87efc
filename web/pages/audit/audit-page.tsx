import type { AuditEntry } from "../../../worker/domain/audit/entry.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { formatNumber } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { AuditFilterForm, type AuditQuery, type FilterChoice, type FilterFaults } from "./audit-filter.tsx"
import { AuditList } from "./audit-list.tsx"

export interface AuditPageProps {
  actor: SignedIn
  /** The platform's organisation, which also sees what belongs to none. */
  platform: boolean
  query: AuditQuery
  faults: FilterFaults
  people: FilterChoice[]
  /** The kinds of events that the filter offers. */
  actions: FilterChoice[]
  entities: FilterChoice[]
  entries: AuditEntry[]
  /** Cursor of the older events; null at the end. */
  next: string | null
  /** Most rows of one export. */
  exportRows: number
  hrefOf: (entry: AuditEntry) => string | null
}

/** The filter without the place in the list: what an export and a new search start from. */
function filterOf({ after: _, ...filter }: AuditQuery): AuditQuery {
  return filter
}

function Export({ query, exportRows }: AuditPageProps) {
  const text = useText()
  const { audit } = text
  return (
    <section class="audit__export">
      <h2 class="hidden-text">{audit.download}</h2>
      <div class="button-row">
        <LinkButton href={paths.auditCsv(filterOf(query))}>{audit.csv}</LinkButton>
        <LinkButton href={paths.auditJson(filterOf(query))}>{audit.json}</LinkButton>
      </div>
      <p class="hint">{audit.exportNote(formatNumber(exportRows))}</p>
    </section>
  )
}

function Turning({ query, next }: AuditPageProps) {
  const text = useText()
  if (!next && !query.after) return null
  return (
    <nav class="pager" aria-label={text.site.pages}>
      {query.after ? (
        <LinkButton href={paths.audit(filterOf(query))}>{text.audit.newest}</LinkButton>
      ) : (
        <span />
      )}
      {next ? (
        <LinkButton href={paths.audit({ ...query, after: next })}>{text.audit.older}</LinkButton>
      ) : (
        <span />
      )}
    </nav>
  )
}

function Found(props: AuditPageProps) {
  const text = useText()
  const { query, entries, next, hrefOf } = props
  const { audit } = text
  const filtered = Object.values(filterOf(query)).some((value) => value !== undefined && value !== "")
  if (entries.length === 0)
    return (
      <EmptyState title={audit.empty} explanation={audit.emptyText}>
        {filtered && <LinkButton href={paths.audit()}>{audit.filter.clear}</LinkButton>}
      </EmptyState>
    )
  const count = query.after ? audit.countFurther : audit.count
  return (
    <>
      <p class="muted">{count(entries.length, next !== null)}</p>
      <AuditList entries={entries} hrefOf={hrefOf} />
      <Turning {...props} />
      <Export {...props} />
    </>
  )
}

/** The audit log of the actor's organisation: filter, events newest first, export. */
export function AuditPage(props: AuditPageProps) {
  const text = useText()
  const { actor, platform, query, faults, people, actions, entities } = props
  const { audit } = text
  const wrong = Object.entries(faults).map(([field, sentence]) => ({ fieldId: field, sentence }))
  return (
    <Page title={audit.title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: audit.title }]}
        title={audit.title}
        lead={platform ? audit.platformLead : audit.lead}
      />
      <div class="audit">
        <FaultList faults={wrong} />
        <AuditFilterForm
          query={query}
          faults={faults}
          people={people}
          actions={actions}
          entities={entities}
        />
        {wrong.length === 0 && <Found {...props} />}
      </div>
    </Page>
  )
}
